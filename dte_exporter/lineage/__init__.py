"""Lineage: what data sets are made of, as anybody tells it, folded into one graph."""
