"""Rows that share the values of some columns: which there are, and each as a window of its own."""
