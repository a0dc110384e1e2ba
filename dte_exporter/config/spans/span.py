"""A span of time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of time; None where it has no bound."""

    start: datetime | None
    end: datetime | None
