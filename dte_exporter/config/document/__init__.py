"""From a file's text to a tree of plain values: YAML, secrets, and sentences on what is wrong."""
