"""Results of validations that other tools have written: a reader a format, and where the files lie."""
