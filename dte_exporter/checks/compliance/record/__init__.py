"""Checks of the record of processing itself: they run once there is one."""
