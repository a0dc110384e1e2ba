"""What is tried on other rows than it was learnt from, so that how well it does can be tested."""
