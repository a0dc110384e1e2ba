"""Data contracts after the Open Data Contract Standard: what is agreed of columns, quality and service."""
