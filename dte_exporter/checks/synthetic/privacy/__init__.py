"""Whether synthetic data give away the real rows that they were made from."""
