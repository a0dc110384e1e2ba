"""Whether a table has the columns that were agreed."""
