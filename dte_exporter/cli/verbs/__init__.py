"""The verbs of the command line, one a file; what several of them share lies beside this folder."""
