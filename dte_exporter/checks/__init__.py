"""What is computed: a folder a pillar, a file a check. Adding a file adds a check."""
