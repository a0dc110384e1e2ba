"""What can be asked of the past: values over a span, how objectives changed, and since when they stand."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from dte_exporter.errors import DamagedHistoryError
from dte_exporter.storage.history.changes import changes, standing
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.kept_run import Change, Stand

MAX_STEPS = 11_000
"""The most points of one series, as Prometheus has it."""

MAX_POINTS = 200_000
"""The most points of one answer."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when, in seconds since the epoch, and how far apart; no step means every value that was kept.

    Raises
    ------
    ValueError
        If it ends before it starts, or has more steps than an answer may.
    """

    start: float
    end: float
    step: float | None = None

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("from may not lie after to")
        if self.steps > MAX_STEPS:
            raise ValueError(f"that is {self.steps:,} steps: choose a longer step, for at most {MAX_STEPS:,}")

    @property
    def steps(self) -> int:
        """How many moments it has, 0 where it has no step."""
        return 0 if self.step is None else int((self.end - self.start) // self.step) + 1

    @property
    def moments(self) -> list[float]:
        """The moments of its steps."""
        return [self.start + place * (self.step or 0.0) for place in range(self.steps)]


@dataclass(frozen=True, slots=True)
class PastSeries:
    """One series over a span: labels, and values by time; None where nothing was shown."""

    labels: Mapping[str, str]
    points: tuple[tuple[float, float | None], ...]


class PastValues(Protocol):
    """Where the values of the past are."""

    def series(self, metric: str, labels: Mapping[str, str], span: Span) -> list[PastSeries]:
        """Return every series of `metric` that has these `labels` and a value in `span`.

        Raises
        ------
        ValueError
            If that is more than an answer may hold.
        HistoryError
            If the history cannot be read now.
        """
        ...


class Past:
    """All that can be asked of the past; any thread may ask.

    Parameters
    ----------
    database : Database
        Where it is kept.
    values : PastValues
        Where the values are.
    """

    def __init__(self, database: Database, values: PastValues) -> None:
        self._database = database
        self._values = values
        self.on_damage: Callable[[], None] = lambda: None

    def series(self, metric: str, labels: Mapping[str, str], span: Span) -> list[PastSeries]:
        """Return every series of `metric` that has these `labels` and a value in `span`; see `PastValues`."""
        with self._watched():
            return self._values.series(metric, labels, span)

    def changes(self, start: float, end: float) -> list[Change]:
        """Return how objectives changed from `start` to `end`, the newest first.

        Raises
        ------
        HistoryError
            If the history cannot be read now.
        """
        with self._watched(), self._database.reading() as connection:
            return changes(connection, start, end)

    def standing(self) -> list[Stand]:
        """Return how every objective that was ever known stands, in the order of their names.

        Raises
        ------
        HistoryError
            If the history cannot be read now.
        """
        with self._watched(), self._database.reading() as connection:
            return list(standing(connection))

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Have somebody look after a history that turns out to be damaged."""
        try:
            yield
        except DamagedHistoryError:
            self.on_damage()
            raise


def too_many() -> ValueError:
    """Return what to raise for an answer that would be too large."""
    return ValueError(f"that is more than {MAX_POINTS:,} points: choose a longer step, a shorter span or a label")
