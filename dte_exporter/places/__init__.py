"""Where files lie, whoever reads them: on this disk, or on an object store, and which of them a path means."""
