"""The distribution of columns in two windows: profiles on a dyadic grid, and what can still be asked about them."""
