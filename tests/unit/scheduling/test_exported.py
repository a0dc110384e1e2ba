"""The count of series that is kept from run to run is the one that counting all of them gives."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import Objective
from dte_exporter.metric import Sample
from dte_exporter.objectives.objective import by_check, series
from dte_exporter.outcome import Evidence
from dte_exporter.scheduling.exported import Exported
from dte_exporter.storage.snapshot import CheckRecord, Snapshot, Standing, Values
from dte_exporter.storage.standings import Standings

Configure = Callable[..., ConfiguredCheck]

NAMES = ("a", "b", "c")
LIFE = 100.0


def recounted(record: CheckRecord, snapshot: Snapshot, now: float) -> int:
    """Return what all checks but that of `record` export, by looking at each."""
    others = [other for other in snapshot.records.values() if other is not record]
    standings = by_check(snapshot.standings)
    values = sum(len(values.samples) for other in others if (values := other.fresh(now)))
    return values + sum(series(other, len(standings.get(other.check.name, {}))) for other in others)


RUNS = st.builds(
    lambda *run: lambda story: story.run(*run), st.sampled_from(NAMES), st.integers(0, 5), st.integers(0, 4)
)
CLOCKS = st.builds(
    lambda seconds: lambda story: story.set_clock(seconds), st.sampled_from((-150.0, -20.0, 30.0, 60.0, 120.0))
)
RELOADS = st.builds(lambda name: lambda story: story.reload(name), st.sampled_from(NAMES[1:]))


class Story:
    """Three checks with an objective each, and what becomes of them."""

    def __init__(self, configure: Configure) -> None:
        objectives = {"ratio": Objective(min=0.8)}
        self.first = {name: CheckRecord(configure(name, objectives=objectives), 60.0, LIFE) for name in NAMES}
        self.snapshot = Snapshot(dict(self.first))
        self.now = 0.0

    def run(self, name: str, samples: int, subjects: int) -> None:
        """End a run, if there is such a check."""
        if name in self.snapshot.records:
            self.snapshot = ran(self.snapshot, name, self.now, samples, subjects)

    def set_clock(self, seconds: float) -> None:
        """Move the clock, forward or back."""
        self.now += seconds

    def reload(self, name: str) -> None:
        """Remove a check, or add it anew."""
        records = dict(self.snapshot.records)
        if records.pop(name, None) is None:
            records[name] = self.first[name]
        self.snapshot = replace(self.snapshot, records=records)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.one_of(RUNS, CLOCKS, RELOADS), min_size=5, max_size=30))
def test_the_kept_count_equals_the_recount(configure: Configure, steps: list[Callable[[Story], None]]) -> None:
    """Whatever runs end, values grow stale, checks come and go, and however the clock is set."""
    story, exported = Story(configure), Exported()
    for step in steps:
        step(story)
        asked = story.snapshot.records["a"]
        assert exported.beside(asked, story.snapshot, story.now) == recounted(asked, story.snapshot, story.now)


def ran(snapshot: Snapshot, name: str, now: float, samples: int, subjects: int) -> Snapshot:
    """Return the snapshot after a run that found as many samples and stands on as many subjects."""
    found = tuple(Sample("ratio", {"check": name, "group": str(number)}, 1.0) for number in range(samples))
    record = replace(snapshot.records[name], values=Values(found, Evidence(), now))
    standings = {(name, "ratio", str(number)): Standing(1.0, "met") for number in range(subjects)}
    after = Standings.of(snapshot.standings).after_run(name, standings)
    return replace(snapshot, records={**snapshot.records, name: record}, standings=after)


def test_a_value_of_the_check_itself_does_not_count(configure: Configure) -> None:
    """Two checks of three and five values: beside the first there are five."""
    checks = {name: CheckRecord(configure(name), 60.0, LIFE) for name in ("a", "b")}
    snapshot = ran(ran(Snapshot(checks), "a", 0.0, 3, 0), "b", 0.0, 5, 0)
    assert Exported().beside(snapshot.records["a"], snapshot, 1.0) == pytest.approx(5)


@pytest.mark.parametrize("start", [0.0, -110.0])
def test_a_value_counts_until_it_is_stale(start: float, configure: Configure) -> None:
    """Five of another check that came after the first count, then none, also at the epoch, though no run has ended."""
    snapshot, exported = Snapshot({name: CheckRecord(configure(name), 60.0, LIFE) for name in ("a", "b")}), Exported()
    counts = [exported.beside(snapshot.records["a"], snapshot, start)]
    snapshot = ran(snapshot, "b", start + 10.0, 5, 0)
    counts += [exported.beside(snapshot.records["a"], snapshot, start + later) for later in (10.0, 109.0, 110.0)]
    assert counts == [0, 5, 5, 0]
