"""Queries that list the cases behind a violated control, to be run by whoever may see them, where the rows live."""
