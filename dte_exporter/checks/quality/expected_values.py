"""The parameters of ``check: quality``: what is counted, and what values are expected to be."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, StrictFloat, StrictInt, model_validator

from dte_exporter.config.models import Model, Scalar
from dte_exporter.statistics.quality_facts.quality_facts import FACTS, Fact

Limit = StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)] | datetime | date
"""The end of a range: a number, or a moment as ISO 8601 has it."""

Range = tuple[Limit | None, Limit | None]


class Params(Model):
    """The parameters of ``check: quality``."""

    facts: tuple[Fact, ...] = Field(default=FACTS, description="What is counted; everything by default.")
    columns: tuple[str, ...] = Field(default=(), description="The columns that are looked at; all if empty.")
    ranges: Mapping[str, Range] = Field(
        default_factory=dict,
        description="The least and the greatest value by column, both included: numbers or ISO 8601 moments; null for "
        "no limit. Those of numbers are learned from the reference window where not given.",
    )
    sets: Mapping[str, Annotated[tuple[Scalar, ...], Field(min_length=1)]] = Field(
        default_factory=dict,
        description="The values that there are, by column. Learned from the reference window where it is not given.",
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        for column, (low, high) in self.ranges.items():
            if low is None and high is None:
                raise ValueError(f"ranges.{column} has no limit: give the least value, the greatest, or both")
            if _is_number(low) != _is_number(high) and None not in (low, high):
                raise ValueError(f"ranges.{column} is from a number to a moment: give two of one kind")
        return self


def _is_number(limit: Limit | None) -> bool:
    return isinstance(limit, int | float)
