"""How the values of a column are read, as Ibis expressions that statistics and tables share."""
