"""The records that a check reads, opened: the model registry of an entry in ``models:``."""

from collections.abc import Mapping

from dte_exporter.config.models import ConfiguredCheck
from dte_exporter.config.registered import RegisteredParams
from dte_exporter.registry import Registry
from dte_exporter.statistics.registered import ModelRegistry


def opened_records(check: ConfiguredCheck, registry: Registry) -> Mapping[str, ModelRegistry]:
    """Return the registry of models under the name that plans ask for it by; nothing for a check of rows."""
    if not isinstance(check.params, RegisteredParams):
        return {}
    source = check.params.source
    return {"models": registry.model_sources[source.type].open(source, check.base, check.name)}
