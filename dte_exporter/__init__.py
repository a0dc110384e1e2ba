"""The DTE Trust Exporter: trust in data, measured on a schedule and served to Prometheus."""

__version__ = "0.1.0"
