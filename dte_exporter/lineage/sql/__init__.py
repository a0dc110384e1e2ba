"""What SQL reads and writes, by its text alone: sqlglot parses it, and is imported when it is asked, never before."""
