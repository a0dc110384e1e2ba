"""The records that a check reads, opened: the model registry of its entry, or the record of processing."""

from collections.abc import Mapping
from typing import Any

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.registered import RegisteredParams
from dte_exporter.records.processing_record import ProcessingRecordFiles
from dte_exporter.registry import Registry


def opened_records(check: ConfiguredCheck, registry: Registry, now: float) -> Mapping[str, Any]:
    """Return the records under the names that plans ask for them by.

    ``models`` is a `statistics.registered.ModelRegistry`. For a check of compliance, ``processing_record`` is to be
    read, ``governance`` is what the config says and ``now`` the moment to judge by; nothing for a check of rows.
    """
    if check.governance is not None:
        files = ProcessingRecordFiles(check.governance)
        return {"processing_record": files, "governance": check.governance, "now": now}
    if not isinstance(check.params, RegisteredParams):
        return {}
    source = check.params.source
    return {"models": check.confinement.opened(registry.model_sources[source.type], source, check.name)}
