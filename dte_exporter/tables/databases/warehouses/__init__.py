"""Warehouses of clouds: one way to connect to them and to ask them, and what each has of its own."""
