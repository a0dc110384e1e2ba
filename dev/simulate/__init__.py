"""Simulations of what intervals and tests promise, on data of which the truth is known."""
