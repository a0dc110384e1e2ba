"""Columns that a source has as text: what all their values look like, and what they are read as."""
