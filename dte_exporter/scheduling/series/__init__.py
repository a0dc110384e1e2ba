"""Which series a run may export: as many as there is room for, and of them those that matter."""
