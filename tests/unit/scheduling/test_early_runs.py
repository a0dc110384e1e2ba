"""Which run that is owed an idle worker does."""

from collections.abc import Callable
from dataclasses import replace

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import DataSet
from dte_exporter.registry import Registry
from dte_exporter.scheduling.early_runs import EarlyRuns
from dte_exporter.storage.snapshot import CheckRecord

Configure = Callable[..., ConfiguredCheck]

SOURCES = Registry.discover().sources
NOTHING: frozenset[str] = frozenset()
HEAVY = frozenset({"heavy"})


def owed(*records: CheckRecord) -> EarlyRuns:
    """Return runs that are owed to the checks of these records, where those called heavy need a library."""
    early = EarlyRuns(lambda check: HEAVY if check.name.startswith("heavy") else NOTHING)
    for record in records:
        early.add(record)
    return early


def taken(early: EarlyRuns, loaded: frozenset[str] = NOTHING) -> list[str]:
    """Return all that a worker takes, of checks that each run apart."""
    return [name for _ in range(len(early)) for name in early.take(loaded)]


def test_the_shortest_interval_comes_first(configure: Configure) -> None:
    """Among equals the one that is due first."""
    hourly, daily, later = (CheckRecord(configure(name), 0, 0) for name in ("hourly", "daily", "later"))
    early = owed(
        replace(later, interval=86_400.0, next_run=9.0),
        replace(daily, interval=86_400.0, next_run=5.0),
        replace(hourly, interval=3_600.0, next_run=7.0),
    )
    assert taken(early) == ["hourly", "daily", "later"]
    assert early.take(NOTHING) == ()


def test_checks_of_the_same_rows_far_away_come_together(configure: Configure) -> None:
    """Whatever their intervals are; those that are owed nothing any more, and those of other rows, stay behind."""
    postgres = {"type": "sql", "url": "postgresql://scores", "table": "people"}
    far = {"people": DataSet(source=SOURCES["sql"].config.model_validate(postgres))}
    checks = {name: replace(configure(name), datasets=far) for name in ("hourly", "ended", "daily", "heavy")}
    early = owed(
        CheckRecord(configure("apart"), 60.0, 0),
        CheckRecord(checks["daily"], 86_400.0, 0),
        CheckRecord(checks["heavy"], 86_400.0, 0),
        CheckRecord(checks["ended"], 60.0, 0),
        CheckRecord(checks["hourly"], 3_600.0, 0),
    )
    early.discard("ended")
    assert [early.take(NOTHING) for _ in range(3)] == [("apart",), ("hourly", "daily", "heavy"), ()]


def test_what_needs_a_library_waits_for_a_worker_that_has_it(configure: Configure) -> None:
    """A heavy check of an hour comes after a light one of a day, and before it where there is nothing to import."""
    records = (CheckRecord(configure("heavy"), 3_600.0, 0), CheckRecord(configure("light"), 86_400.0, 0))
    assert taken(owed(*records)) == ["light", "heavy"]
    assert taken(owed(*records), HEAVY) == ["heavy", "light"]


def test_what_is_owed_no_more_is_not_taken(configure: Configure) -> None:
    """It ran, or it was removed; and one that comes back with another interval takes its new place."""
    early = owed(*(CheckRecord(configure(name), every, 0) for name, every in (("a", 1.0), ("b", 2.0), ("c", 3.0))))
    early.discard("b")
    early.discard("unknown")
    early.discard("a")
    early.add(CheckRecord(configure("a"), 4.0, 0))
    assert taken(early) == ["c", "a"]


def test_at_the_end_nothing_is_owed(configure: Configure) -> None:
    """A timetable that has stopped calls nobody."""
    early = owed(CheckRecord(configure("a"), 1.0, 0))
    early.clear()
    assert (len(early), early.take(NOTHING)) == (0, ())
