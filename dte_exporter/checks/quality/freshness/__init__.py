"""Whether data are as new as they should be."""
