"""Places where lineage is told: files, servers, SQL, and the config itself."""
