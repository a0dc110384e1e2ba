"""Rules that clean rows would meet, learned from one file: what they are, and a suite and a contract of them."""
