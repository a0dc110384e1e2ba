"""Rows that Spark reads: a table, a query or Parquet, asked in Spark's SQL over Spark Connect or in a session here."""
