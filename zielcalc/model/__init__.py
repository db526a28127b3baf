"""The values of zielcalc and their rules. Imports nothing else of zielcalc."""
