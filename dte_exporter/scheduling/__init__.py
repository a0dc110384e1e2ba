"""What happens in the serving process: when a check runs, where, and what becomes of its result."""
