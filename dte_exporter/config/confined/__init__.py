"""What of this disk may be read where sources are confined to a folder: by sources, and by what checks name."""
