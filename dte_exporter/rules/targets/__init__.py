"""What follows from the `target` of an objective: its error budget, as rules of Prometheus and as a file of Sloth."""
