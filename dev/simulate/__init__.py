"""Simulations of what the product says where the truth is known."""
