"""Probabilities, classes and outcomes, counted by cell of a score; of one window, or of two."""
