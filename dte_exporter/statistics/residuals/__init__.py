"""Predicted numbers held to true ones: sums of errors by group."""
