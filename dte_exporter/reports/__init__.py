"""Documents that users make of what was found."""
