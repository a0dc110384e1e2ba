"""Checks of people's rows: what was done with their data, held against what they agreed to and asked for."""
