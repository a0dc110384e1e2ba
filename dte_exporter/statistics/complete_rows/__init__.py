"""Rows of two windows that have all that is asked for: all of them while they are few, else a seeded draw."""
