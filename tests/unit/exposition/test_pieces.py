"""Whatever changes, one thing after another, the joined pieces are what rendering everything at once would give."""

import gzip
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter import controls, objectives
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.governance.framework import Control, Framework
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.exposition import exporter
from dte_exporter.exposition.body import Body, Gzip, Plain
from dte_exporter.exposition.families import EOF
from dte_exporter.exposition.negotiation import FORMATS, OPENMETRICS, Format
from dte_exporter.exposition.pieces import Pieces
from dte_exporter.metric import MetricSpec
from dte_exporter.objectives import judge
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, Values
from tests.unit.exposition.peer import whole

DISTANCE = MetricSpec("dte_drift_distance", "How far.", "drift", ("check", "dataset", "model", "column"))
CATALOGUE: Mapping[str, MetricSpec] = {
    spec.name: spec for spec in (DISTANCE, *objectives.SPECS, *controls.SPECS, *exporter.SPECS)
}
CHECKS = ("a", "b", "c")
DRIFT = [{"pillar": "drift"}]
CONTROL = {"title": "Drift", "articles": ["1"], "asks": "None.", "cannot_see": "The rest.", "objectives": DRIFT}
FRAMEWORK = Framework(title="Ours", reference="Here", controls={"drift": Control.model_validate(CONTROL)})


def first(name: str) -> CheckRecord:
    """Return a check that has not run."""
    settings = CheckSettings(check="drift", dataset="people", every="1m", objectives={"distance": Objective(max=0.5)})
    return CheckRecord(
        ConfiguredCheck(name, settings, None, {"people": DataSet(source=None)}, Path(), "drift"), 60, 200
    )


def after(snapshot: Snapshot, name: str, distances: list[float], now: float) -> Snapshot:
    """Return the snapshot after a run of one check that found a distance for each of some columns, or failed."""
    outcome = Outcome.OK if distances else Outcome.TIMEOUT
    labels = {"check": name, "dataset": "people", "model": ""}
    samples = tuple(DISTANCE.sample(far, **labels, column=f"c{place}") for place, far in enumerate(distances))
    values = Values(samples, Evidence(), now) if distances else None
    record = snapshot.records[name].after(Run(outcome, "", now, 1.0), values)
    others = {subject: standing for subject, standing in snapshot.standings.items() if subject[0] != name}
    standings = {**others, **judge(snapshot.standings, record, outcome, CATALOGUE)}
    return replace(snapshot, records={**snapshot.records, name: record}, standings=standings)


def body(body: Body, form: Format) -> bytes:
    """Return the whole text of an body that nothing but the end mark follows."""
    return b"".join(body.followed_by(EOF if form is OPENMETRICS else b""))


RUNS = st.tuples(st.sampled_from(CHECKS), st.lists(st.sampled_from([0.1, 0.5, 0.9]), max_size=3), st.integers(0, 150))


@given(runs=st.lists(RUNS, max_size=8), form=st.sampled_from(FORMATS), with_framework=st.booleans())
def test_pieces_make_what_rendering_at_once_would(
    runs: list[tuple[str, list[float], int]], form: Format, with_framework: bool
) -> None:
    """Run by run, with values that come, change, grow stale and come back, plain and in gzip, to the last byte."""
    frameworks = {"ours": FRAMEWORK} if with_framework else {}
    snapshot, now = Snapshot({name: first(name) for name in CHECKS}, frameworks=frameworks), 0.0
    plain, compressed = Pieces(CATALOGUE, Plain()), Pieces(CATALOGUE, Gzip())
    for name, distances, seconds in runs:
        now += seconds
        snapshot = after(snapshot, name, distances, now)
        expected = whole(snapshot, now, CATALOGUE, form)
        assert body(plain.body(snapshot, now, form), form) == expected
        assert gzip.decompress(body(compressed.body(snapshot, now, form), form)) == expected


class CountingPlain(Plain):
    """Counts what it encodes."""

    def __init__(self) -> None:
        self.encoded: list[bytes] = []

    def piece(self, text: bytes) -> bytes:
        """Take note of the text."""
        self.encoded.append(text)
        return super().piece(text)


def test_of_a_change_only_its_own_pieces_are_encoded() -> None:
    """After a run of one check of three, no line of the other two is encoded again."""
    encoder = CountingPlain()
    pieces, snapshot = Pieces(CATALOGUE, encoder), Snapshot({name: first(name) for name in CHECKS})
    pieces.body(snapshot, 0.0, OPENMETRICS)
    encoder.encoded.clear()
    pieces.body(after(snapshot, "b", [0.1], 0.0), 0.0, OPENMETRICS)
    anew = b"".join(encoder.encoded)
    assert b'check="b"' in anew
    assert b'check="a"' not in anew or b'check="c"' in anew


@pytest.mark.parametrize("changed", [{"reload_successful": False}, {"reloaded_at": 7.0}, {"teams": {"bakers": False}}])
def test_what_is_of_no_check_changes_alone(changed: dict[str, object]) -> None:
    """A reload, a team's file: no line of any check is encoded again."""
    encoder = CountingPlain()
    pieces, snapshot = Pieces(CATALOGUE, encoder), Snapshot({name: first(name) for name in CHECKS})
    before = body(pieces.body(snapshot, 0.0, OPENMETRICS), OPENMETRICS)
    encoder.encoded.clear()
    then = body(pieces.body(replace(snapshot, **changed), 0.0, OPENMETRICS), OPENMETRICS)  # type: ignore[arg-type]  # of keywords in a mapping
    assert then != before
    assert b"check=" not in b"".join(encoder.encoded)
