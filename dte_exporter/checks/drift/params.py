"""The parameters of ``check: drift``: which method and threshold, for all columns or for one."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from dte_exporter.checks.drift.column_changes import Change
from dte_exporter.checks.drift.methods import AUTO, METHODS
from dte_exporter.config.models import Model

NAMES = (AUTO, *METHODS)


def _known(name: str) -> str:
    if name not in NAMES:
        raise ValueError(f"a method is one of {', '.join(NAMES)}")
    return name


MethodName = Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(NAMES)})]


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
