"""Gaps between the different times of a column, one after the other, in two windows."""
