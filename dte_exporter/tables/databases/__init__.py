"""Rows in databases: a table or a query, asked in its own dialect, in a transaction that can only read."""
