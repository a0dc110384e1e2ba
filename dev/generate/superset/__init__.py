"""``deploy/superset/trust``: a bundle for Apache Superset, in the files that its own export writes."""

from dev.generate.superset.bundle import make

__all__ = ["make"]
