"""Files to values: agreements and actuals."""
