"""What was measured, kept beyond the process that measured it: in an SQLite file, or in a PostgreSQL database."""
