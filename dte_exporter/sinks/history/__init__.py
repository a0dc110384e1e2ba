"""Results into the history: what is kept of a run, and the thread that keeps it."""
