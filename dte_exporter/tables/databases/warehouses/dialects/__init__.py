"""Our questions in the SQL of each warehouse: what Ibis writes, but for what would not answer as our engine does."""
