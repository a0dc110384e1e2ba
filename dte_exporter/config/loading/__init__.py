"""From a tree to a config: every part held to its type and to the others, and all that is wrong told at once."""
