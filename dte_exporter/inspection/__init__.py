"""What can be said of data before anything is measured: whether it is as the config says. Looked at in a process."""
