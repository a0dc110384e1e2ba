"""Whether times come as often as they did."""
