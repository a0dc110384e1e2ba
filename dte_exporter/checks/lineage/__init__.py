"""Lineage: where the data came from, as far as that is known, and whether what makes it runs well."""
