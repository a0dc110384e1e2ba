"""Synthetic data: whether they are faithful to the real ones that they were made from."""
