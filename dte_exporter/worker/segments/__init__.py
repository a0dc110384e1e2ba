"""A check on segments of its rows: which are shown, what they give, and what would tell too much of people."""
