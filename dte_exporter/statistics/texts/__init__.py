"""Texts that are read one by one: a draw of those of a window, and of two."""
