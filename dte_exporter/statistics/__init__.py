"""Statistics before rows: small, mergeable summaries that an engine computes where the rows live."""
