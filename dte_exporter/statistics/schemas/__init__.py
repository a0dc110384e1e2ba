"""Which columns there are, of which types, and whether each holds something in every row."""
