"""What verbs print: tables of runs and results, for people."""
