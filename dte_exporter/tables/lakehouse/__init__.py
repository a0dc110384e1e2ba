"""Tables of many files with a log of their own, which says of every version which files are live."""
