"""The DTE Trust Dashboard, as the exporter serves it at ``/``. It is made from ``tools/data-trust-dashboard``."""
