"""The importances that were logged with a model, read anew at each run: the version that an alias means may be another.

They are an input with an identity, as rows have one: values rest on both, and are computed anew when either has
changed. That they cannot be read costs the share of the importance alone.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dte_exporter.checks.drift.importance.importance_file import importances_in
from dte_exporter.errors import DteError, NoDataError
from dte_exporter.input import Input, Named
from dte_exporter.model_registry import LoggedFile, ModelRegistry
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.sources import Sources

AUTOLOGGED = tuple(f"feature_importance_{kind}.json" for kind in ("total_gain", "gain", "weight", "split"))
"""What MLflow's autologging writes of XGBoost and LightGBM: first what a feature gained, then how often it split."""

_LOG_ONE = "log one in training, as in mlflow.log_dict({…}, 'importance.json'), and name it in importances_artifact"


@dataclass(frozen=True, slots=True)
class LoggedImportances:
    """What was logged; an `input.Identified`, and as it is a `statistics.plan.Statistic`.

    Parameters
    ----------
    importances : mapping of str to float
        How much each feature counts, in the unit of whoever logged it.
    origin : mapping of str to str
        The model, its version and alias, and the artifact.
    fingerprint : str or None
        The identity of version and content, None where it could not be read.
    undefined : str
        Why there are none.
    """

    importances: Mapping[str, float] = field(default_factory=dict)
    origin: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str | None = None
    undefined: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    """None: facts stand for no rows."""


def _opened(check: Any, registry: Any) -> LoggedImportances | None:
    """Return what was logged with the model that the parameters of `check` name, None where they name none."""
    params = check.params
    if not params.importances_of:
        return None
    source = check.models[params.importances_of]
    artifacts = (params.importances_artifact,) if params.importances_artifact else AUTOLOGGED
    try:
        records: ModelRegistry = check.confinement.opened(
            registry.model_sources[source.type], source, params.importances_of
        )
        return read(params.importances_of, records.file(artifacts))
    except DteError as error:
        way_out = f": {_LOG_ONE}" if isinstance(error, NoDataError) else ""
        return LoggedImportances(undefined=f"importances of model {params.importances_of!r}: {error}{way_out}")


def read(model: str, file: LoggedFile) -> LoggedImportances:
    """Return the importances in the `file` that was logged with the `model`.

    Raises
    ------
    CheckError
        If it has none.
    """
    importances = importances_in(file.body, f"artifact {file.path} of version {file.version}")
    origin = {"model": model, "version": file.version, "alias": file.alias, "artifact": file.path}
    identity = hashlib.sha256(repr(origin).encode() + file.body).hexdigest()[:16]
    return LoggedImportances(importances, origin, identity)


def _named(params: Any) -> Named:
    return {("importances_of",): params.importances_of} if params.importances_of else {}


IMPORTANCES: Input[LoggedImportances | None] = Input("importances", _opened, models=_named)
"""What was logged with the model that ``importances_of`` names."""


@dataclass(frozen=True, slots=True)
class LoggedImportancesPlan:
    """Asks for them; a `statistics.plan.Plan`."""

    def measure(self, sources: Sources, cache: StatisticsCache) -> LoggedImportances | None:
        """Return them, for segments of the rows the same as for all."""
        return sources.input(IMPORTANCES)
