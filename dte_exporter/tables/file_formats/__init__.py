"""How rows lie in files: which files are meant, and one module a format."""
