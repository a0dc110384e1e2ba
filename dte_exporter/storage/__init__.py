"""What is known: the latest snapshot, and statistics worth keeping."""
