"""Whether as many rows come as have come before."""
