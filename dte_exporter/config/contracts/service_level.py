"""What a contract promises of the service: how old data may be, until when they are supported."""

from datetime import UTC, datetime
from typing import Self

from pydantic import Field, model_validator

from dte_exporter.config.contracts.contract_part import Part
from dte_exporter.config.models import Scalar

_SYNONYMS = {
    "ly": "latency",
    "fr": "freshness",
    "ga": "generalavailability",
    "es": "endofsupport",
    "el": "endoflife",
    "re": "retention",
    "fy": "frequency",
    "av": "availability",
}

AGES = frozenset({"latency", "freshness"})
"""How long after their time rows are there."""

MOMENTS = frozenset({"generalavailability", "endofsupport", "endoflife"})
"""From when, or until when, something holds."""

_SECONDS = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hour", "hours"), 3_600),
    **dict.fromkeys(("d", "day", "days"), 86_400),
    **dict.fromkeys(("w", "week", "weeks"), 604_800),
    **dict.fromkeys(("y", "yr", "year", "years"), 31_557_600),
}
"""Seconds by the word of a unit; a year is 365.25 days."""


class ServiceLevel(Part):
    """One promise."""

    promised: str = Field(min_length=1, alias="property", description="What is promised, such as latency.")
    value: Scalar | None = Field(description="What it is promised to be.")
    value_ext: Scalar | None = Field(default=None, description="What else.")
    unit: str = Field(default="", description="The unit, such as d for days.")
    element: str = Field(default="", description="The property of which, as table.property.")
    driver: str = Field(default="", description="Why it matters.")
    scheduler: str = Field(default="", description="What looks at it.")
    schedule: str = Field(default="", description="When.")

    @model_validator(mode="after")
    def _can_be_read(self) -> Self:
        if self.promise in AGES:
            _ = self.seconds
        if self.promise in MOMENTS:
            _ = self.moment
        return self

    @property
    def promise(self) -> str:
        """What is promised, in lower case and without synonyms."""
        said = self.promised.casefold()
        return _SYNONYMS.get(said, said)

    @property
    def seconds(self) -> float:
        """The value, of a span of time.

        Raises
        ------
        ValueError
            If it is none.
        """
        if isinstance(self.value, bool | str) or self.value is None or self.value <= 0:
            raise ValueError(f"the value of {self.promised} is {self.value!r}: write a number above 0, and its unit")
        if self.unit.casefold() not in _SECONDS:
            said = repr(self.unit) if self.unit else "missing"
            raise ValueError(f"the unit of {self.promised} is {said}: write s, m, h, d, w or y")
        return float(self.value) * _SECONDS[self.unit.casefold()]

    @property
    def moment(self) -> float:
        """The value, of a moment, in seconds since the epoch; UTC where it names no zone.

        Raises
        ------
        ValueError
            If it is none.
        """
        try:
            read = datetime.fromisoformat(str(self.value))
        except ValueError as error:
            said = f"the value of {self.promised} is {self.value!r}"
            raise ValueError(f'{said}: write a moment, such as "2026-12-31T00:00:00Z"') from error
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()

    @property
    def elements(self) -> tuple[str, ...]:
        """The properties that it is about, each as ``table.property`` or ``property``."""
        return tuple(filter(None, (one.strip() for one in self.element.split(","))))
