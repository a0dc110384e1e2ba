"""What a figure of a quality rule has to be, in the standard's words."""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import Field, field_validator

from dte_exporter.config.contracts.contract_part import Part
from dte_exporter.config.models import Scalar

Number = int | float

_COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "must_be": operator.eq,
    "must_not_be": operator.ne,
    "must_be_greater_than": operator.gt,
    "must_be_greater_or_equal_to": operator.ge,
    "must_be_less_than": operator.lt,
    "must_be_less_or_equal_to": operator.le,
    "must_be_between": lambda figure, ends: ends[0] <= figure <= ends[1],
    "must_not_be_between": lambda figure, ends: not ends[0] <= figure <= ends[1],
}


class Limited(Part):
    """What has limits. Where there are several, all hold; the ends of a range are inside it."""

    must_be: Scalar | None = Field(default=None, description="The value it has to be.")
    must_not_be: Scalar | None = Field(default=None, description="The value that it must not be.")
    must_be_greater_than: Number | None = Field(default=None, description="What it has to exceed.")
    must_be_greater_or_equal_to: Number | None = Field(default=None, description="The least that it may be.")
    must_be_less_than: Number | None = Field(default=None, description="What it has to stay below.")
    must_be_less_or_equal_to: Number | None = Field(default=None, description="The most that it may be.")
    must_be_between: tuple[Number, ...] | None = Field(default=None, description="The range that it has to lie in.")
    must_not_be_between: tuple[Number, ...] | None = Field(default=None, description="A range that it must not lie in.")

    @field_validator("must_be_between", "must_not_be_between")
    @classmethod
    def _two_ascending(cls, ends: tuple[Number, ...] | None) -> tuple[Number, ...] | None:
        if ends is not None and (len(ends) != 2 or ends[0] >= ends[1]):
            raise ValueError("a range is two numbers, the lower first: write [0, 100]")
        return ends

    @property
    def limits(self) -> Mapping[str, Any]:
        """The limits that are set, by name."""
        return {name: limit for name in _COMPARED if (limit := getattr(self, name)) is not None}

    @property
    def are_numbers(self) -> bool:
        """Whether all limits are numbers, or ranges of them."""
        return all(not isinstance(limit, str | bool) for limit in self.limits.values())

    def holds(self, figure: float) -> bool:
        """Return whether `figure` is what it has to be."""
        return all(_COMPARED[name](figure, limit) for name, limit in self.limits.items())


def keys_of_limits() -> Iterator[str]:
    """Yield the keys of limits as a contract writes them."""
    yield from (str(Limited.model_fields[name].alias) for name in _COMPARED)
