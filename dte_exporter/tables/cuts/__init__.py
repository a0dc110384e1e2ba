"""Rows of a table that a window cuts out of it by their time."""
