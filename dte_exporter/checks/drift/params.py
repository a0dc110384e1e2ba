"""The parameters of ``check: drift``: which method and threshold, for all columns or for one."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from dte_exporter.checks.drift.column_changes import Change
from dte_exporter.checks.drift.methods import AUTO, METHODS
from dte_exporter.config.models import Model
from dte_exporter.config.types import Name

NAMES = (AUTO, *METHODS)


def _known(name: str) -> str:
    if name not in NAMES:
        raise ValueError(f"a method is one of {', '.join(NAMES)}")
    return name


MethodName = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(NAMES)})]


def _below(path: str) -> str:
    parts = PurePosixPath(path).parts
    if path and (not parts or path.startswith("/") or ".." in parts or "\0" in path):
        raise ValueError("write a path below the artifacts of a run, such as importance.json")
    return "/".join(parts)


class Choice(Model):
    """How a column is scored."""

    method: MethodName = Field(default=AUTO, description="An Evidently method, or `auto` for Evidently's own choice.")
    threshold: float | None = Field(
        default=None, ge=0, description="From which score a column has drifted; the method's own by default."
    )


class Params(Choice):
    """The parameters of ``check: drift``. A method for numbers leaves categories on ``auto``, and the reverse."""

    columns: Mapping[str, Choice] = Field(default_factory=dict, description="Another choice for single columns.")
    row_limit: int = Field(
        default=50_000, ge=100, description="Windows of at most so many rows are compared row by row."
    )
    false_discovery_rate: float = Field(
        default=0.05,
        gt=0,
        lt=0.5,
        description="The share of false ones among the columns that are called significant, at most.",
    )
    changes: tuple[Change, ...] = Field(
        default=(), description="What else is told of each column: what has become of its values."
    )
    importances: Mapping[str, Annotated[float, Field(ge=0, allow_inf_nan=False)]] = Field(
        default_factory=dict,
        description="How much each feature counts for the model, in any unit: their share that has drifted is told.",
    )
    importances_of: Name | None = Field(
        default=None,
        description="Instead: the entry of `models` with whose version they were logged, read anew at each run.",
    )
    importances_artifact: Annotated[str, AfterValidator(_below)] = Field(
        default="",
        description="The JSON file among that run's artifacts; by default what MLflow's autologging of XGBoost and "
        "LightGBM writes.",
    )

    @model_validator(mode="after")
    def _importances_once(self) -> Self:
        if self.importances and self.importances_of:
            raise ValueError("give importances, or the model to read them from in importances_of, not both")
        if self.importances_artifact and not self.importances_of:
            raise ValueError("importances_artifact is of a model: name its entry of models in importances_of")
        return self
