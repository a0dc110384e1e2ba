"""Several predictions for the same example: losses by bias and variance."""
