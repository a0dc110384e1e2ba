"""A first config for data that nobody has described yet: profile, roles, windows, text."""
