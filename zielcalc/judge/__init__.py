"""Agreement and actuals to a report. Pure: no file, no terminal, no clock."""
