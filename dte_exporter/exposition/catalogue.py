"""Every metric that this exporter can show, by name."""

from collections.abc import Mapping

from dte_exporter import controls, objectives
from dte_exporter.errors import RegistrationError
from dte_exporter.exposition import exporter
from dte_exporter.metric import MetricSpec
from dte_exporter.registry import Registry


def catalogue(registry: Registry) -> Mapping[str, MetricSpec]:
    """Return the declarations of all metrics by name: of checks, objectives, controls, and the exporter's own.

    Raises
    ------
    RegistrationError
        If a check declares a metric by a name that the exporter uses for objectives or for itself.
    """
    declared = dict(registry.specs)
    for spec in (*objectives.SPECS, *controls.SPECS, *exporter.SPECS):
        if declared.setdefault(spec.name, spec) is not spec:
            raise RegistrationError(f"metric {spec.name!r} is the exporter's own: rename the check's")
    return declared


def segmented(registry: Registry) -> frozenset[str]:
    """Return the names of the metrics that may be of a segment, and then have its label beside those declared."""
    return frozenset(spec.name for one in registry.checks.values() if one.segmented for spec in one.emits)
