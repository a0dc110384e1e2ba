"""Spans of time that windows mean: how they are written, and from when to when they are at a moment."""
