"""Plenty: whether there are as many rows as somebody asked for.

Definition
    The rows of the window beside those that the config asks for.
Formula
    rows / ``asked``, and no more than 1.
Range
    [0, 1]; 1 is all of them.
Good direction
    Rises.
Undefined
    Never.
Reference
    A share.
"""

from collections.abc import Mapping

from pydantic import Field

from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Better, MetricSpec, Unit
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.row_count import RowCount, RowCountPlan

PLENTY = MetricSpec(
    "dte_toy_plenty_ratio",
    "Rows that there are over those that are asked for: 1 is all of them.",
    "toy",
    ("check", "dataset", "model"),
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference="A share.",
)


class Params(Model):
    """The parameters of ``check: plenty``."""

    asked: int = Field(ge=1, description="How many rows there should be.")


def needs(params: Params, roles: Roles) -> Mapping[str, RowCountPlan]:
    """Return the count of rows."""
    return {"count": RowCountPlan()}


@check(
    "plenty",
    params=Params,
    needs=needs,
    emits=[PLENTY],
    example=Example({"x": [1, 2, 3]}, {"dte_toy_plenty_ratio": 0.75}, "3 of 4.", {"params": {"asked": 4}}),
)
def plenty(statistics: Mapping[str, RowCount], params: Params, roles: Roles, now: float) -> Findings:
    """Return the share of the rows that are there."""
    return Findings((PLENTY.sample(min(1.0, statistics["count"].rows["current"] / params.asked)),))
