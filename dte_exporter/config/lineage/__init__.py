"""What the config says of lineage."""
