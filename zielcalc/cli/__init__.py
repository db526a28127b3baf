"""The command line: load, judge, write, exit. click only here."""
