"""Servers of databases: how each is reached, what its columns hold, and its words for our questions."""
