"""Whether a column's drift is more than chance: p-values over all columns, and what the windows can tell at all."""
