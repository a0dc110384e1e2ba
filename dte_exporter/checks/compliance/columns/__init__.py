"""Checks of columns: what of them is personal data, and whether somebody has said so."""
