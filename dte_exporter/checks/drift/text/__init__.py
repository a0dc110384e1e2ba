"""Drift of texts: of their length, of how many are missing, and of what a classifier makes of them."""
