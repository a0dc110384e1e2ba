"""Drift of several columns together: whether a classifier, or a reconstruction, tells the windows apart."""
