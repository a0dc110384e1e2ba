"""The size that the budget reckons with is never less than what a scrape shows."""

from collections.abc import Mapping
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.exposition.body import Plain
from dte_exporter.exposition.negotiation import TEXT
from dte_exporter.exposition.pieces import Pieces
from dte_exporter.exposition.size import beside_findings
from dte_exporter.metric import MetricSpec
from dte_exporter.objectives.objective import by_check, series
from dte_exporter.storage.snapshot import CheckRecord, HistoryHealth, Snapshot
from tests.unit.exposition.test_pieces import CATALOGUE, CHECKS, FRAMEWORK, RUNS, after, body, first


def counted(snapshot: Snapshot, now: float, catalogue: Mapping[str, MetricSpec] = CATALOGUE) -> int:
    """Return how many series a scrape shows."""
    text = body(Pieces(catalogue, Plain()).body(snapshot, now, TEXT), TEXT).decode()
    return sum(1 for line in text.splitlines() if not line.startswith("#"))


def reckoned(snapshot: Snapshot, now: float) -> int:
    """Return how many series the budget reckons with."""
    standings = by_check(snapshot.standings)
    found = sum(len(values.samples) for record in snapshot.records.values() if (values := record.fresh(now)))
    said = sum(series(record, len(standings.get(name, ()))) for name, record in snapshot.records.items())
    return beside_findings(snapshot) + found + said


@given(runs=st.lists(RUNS, max_size=8), with_framework=st.booleans(), with_history=st.booleans())
def test_a_scrape_shows_no_more_than_is_reckoned_with(
    runs: list[tuple[str, list[float], int]], with_framework: bool, with_history: bool
) -> None:
    """Whatever ran, with whatever came of it, with frameworks and a history or without."""
    snapshot, now = Snapshot({name: first(name) for name in CHECKS}), 0.0
    snapshot = replace(snapshot, frameworks={"ours": FRAMEWORK} if with_framework else {})
    if with_history:
        snapshot = replace(snapshot, history=HistoryHealth(available=True), received={"accepted": 3})
    assert counted(snapshot, now) <= reckoned(snapshot, now)
    for name, distances, seconds in runs:
        now += seconds
        snapshot = after(snapshot, name, distances, now)
        assert counted(snapshot, now) <= reckoned(snapshot, now)


def test_what_has_run_well_is_reckoned_with_exactly(
    snapshot: Snapshot, hiring: CheckRecord, catalogue: Mapping[str, MetricSpec]
) -> None:
    """A check with all its figures and an objective whose time is known: not one series too many."""
    ran = replace(snapshot, records={"hiring": hiring})
    dated = {subject: replace(standing, since=900.0) for subject, standing in ran.standings.items()}
    ran = replace(ran, standings=dated)
    assert counted(ran, 1000.0, catalogue) == reckoned(ran, 1000.0)
