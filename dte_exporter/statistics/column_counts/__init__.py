"""Rows by label and prediction, for each value or band of each of some columns, in two windows."""
