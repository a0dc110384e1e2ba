"""Every metric that this exporter can show, by name."""

from collections.abc import Mapping

from dte_exporter import objectives
from dte_exporter.errors import RegistrationError
from dte_exporter.exposition import own
from dte_exporter.metric import MetricSpec
from dte_exporter.registry import Registry


def catalogue(registry: Registry) -> Mapping[str, MetricSpec]:
    """Return the declarations of all metrics by name: the checks', the objectives', then the exporter's own.

    Raises
    ------
    RegistrationError
        If a check declares a metric by a name that the exporter uses for objectives or for itself.
    """
    declared = dict(registry.specs)
    for spec in (*objectives.SPECS, *own.SPECS):
        if declared.setdefault(spec.name, spec) is not spec:
            raise RegistrationError(f"metric {spec.name!r} is the exporter's own: rename the check's")
    return declared
