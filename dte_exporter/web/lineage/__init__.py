"""The DTE Lineage Tracker, as the exporter serves it at ``/lineage``. It is made from ``tools/lineage-tracker``."""
