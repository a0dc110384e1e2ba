"""Counts of what is wrong with the values of columns, and with rows, in one window."""
