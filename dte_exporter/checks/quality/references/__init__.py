"""Whether what rows refer to in another data set is there."""
