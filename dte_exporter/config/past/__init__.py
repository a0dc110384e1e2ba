"""Rows as they were: windows, and sources, that mean the past of a table that keeps it."""
