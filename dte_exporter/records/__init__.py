"""Where facts live: one file a system."""
