"""From samples to the bytes of a scrape. The only importer of ``prometheus_client``."""
