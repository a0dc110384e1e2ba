"""Events of the OpenLineage standard: what one has to be, and what it tells."""
