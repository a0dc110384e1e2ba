"""Tables in parts, of which only those that changed are read."""
