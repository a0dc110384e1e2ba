"""What a scrape shows of an objective."""

from collections import Counter
from collections.abc import Iterable

import pytest

from dte_exporter import controls
from dte_exporter.config.models import Objective
from dte_exporter.metric import Sample
from dte_exporter.objectives import SPECS, inheritance
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import Snapshot
from tests.unit.controls.evidence import asked, checked, judged
from tests.unit.objectives.story import DISTANCE, LOWER, SHARE, UPPER, Story, samples, start
from tests.unit.objectives.watched import Watched

LABELS = {
    "check": "census",
    "objective": "columns_ratio",
    "pillar": "drift",
    "dataset": "people",
    "model": "scorer",
    "subject": "",
}


def _exported(story: Story, now: float = 1.0) -> dict[str, float]:
    """Return the families of one objective without a second limit, by name and by result of a run."""
    exported = {}
    for sample in samples(story.snapshot, now):
        suffix = "".join(f" {sample.labels[label]}" for label in ("bound", "result") if label in sample.labels)
        exported[sample.name.removeprefix("dte_objective_") + suffix] = sample.value
    return {name: value for name, value in exported.items() if not name.startswith("dte_trust")}


def test_an_objective_is_exported_before_the_first_run() -> None:
    """It is neither known nor met, has its limit and counts from 0; nobody invents a value."""
    story = start(columns_ratio=Objective(max=0.3, after_runs=2))

    assert _exported(story) == {
        "met": 0,
        "known": 0,
        "insufficient_evidence": 0,
        "limit max": 0.3,
        "unmet_runs": 0,
        "after_runs": 2,
        "runs_total met": 0,
        "runs_total unmet": 0,
        "runs_total unknown": 0,
        "runs_total insufficient": 0,
    }


def test_a_met_objective_shows_its_value() -> None:
    """One met run: known, met, and the value beside its limit."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.2))

    assert _exported(story) == {
        "met": 1,
        "known": 1,
        "insufficient_evidence": 0,
        "value": 0.2,
        "limit max": 0.3,
        "since_timestamp_seconds": 0,
        "unmet_runs": 0,
        "after_runs": 1,
        "runs_total met": 1,
        "runs_total unmet": 0,
        "runs_total unknown": 0,
        "runs_total insufficient": 0,
    }


def test_an_unmet_objective_is_known_and_not_met() -> None:
    """One unmet run counts as one, and shows its value all the same."""
    exported = _exported(start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.4)))

    assert [exported[name] for name in ("met", "known", "value", "unmet_runs")] == [0, 1, 0.4, 1]


def test_insufficient_evidence_is_known_and_neither_met_nor_unmet() -> None:
    """0.4 is measured, and may as well be 0.2: the value is shown, no unmet run is counted, and none that is met."""
    exported = _exported(_not_told_apart())

    assert {name: exported[name] for name in ("met", "known", "insufficient_evidence", "value", "unmet_runs")} == {
        "met": 0,
        "known": 1,
        "insufficient_evidence": 1,
        "value": 0.4,
        "unmet_runs": 0,
    }
    counted = {name: value for name, value in exported.items() if name.startswith("runs_total")}
    assert counted == {
        "runs_total met": 0,
        "runs_total unmet": 0,
        "runs_total unknown": 0,
        "runs_total insufficient": 1,
    }


def test_insufficient_evidence_that_is_stale_is_unknown() -> None:
    """From 150 seconds on there is no value that could be told from a limit."""
    exported = _exported(_not_told_apart(), 150.0)

    assert (exported["known"], exported["insufficient_evidence"], "value" in exported) == (0, 0, False)


def _not_told_apart() -> Story:
    story = start(columns_ratio=Objective(max=0.3, decide="interval"))
    return story.run(SHARE.sample(0.4), LOWER.sample(0.2), UPPER.sample(0.6))


@pytest.mark.parametrize(("now", "known"), [(1_000.0, 1), (1_149.9, 1), (1_150.0, 0), (9_999.0, 0)])
def test_a_stale_value_is_unknown_and_not_met(now: float, known: int) -> None:
    """A value of second 1,000 that lives 150 seconds is gone at 1,150; its counts stay as they were."""
    exported = _exported(start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.2), at=1_000.0), now)

    assert (exported["met"], exported["known"], "value" in exported) == (known, known, bool(known))
    assert (exported["runs_total met"], exported["runs_total unknown"]) == (1, 0)


def test_a_failed_run_makes_a_fresh_value_unknown() -> None:
    """While the last good value is still served, the objective on it is already unknown."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.4)).run(outcome=Outcome.SOURCE_ERROR)
    exported = _exported(story)

    assert story.record.fresh(1.0) is not None
    assert (exported["met"], exported["known"], "value" in exported) == (0, 0, False)
    assert exported["unmet_runs"] == 1


def test_an_objective_says_since_when_it_is_as_it_is() -> None:
    """Met by the run of second 1,000; once that value is stale, at 1,150, unknown since then."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.2), at=1_000.0)

    assert [_exported(story, now)["since_timestamp_seconds"] for now in (1_100.0, 2_000.0)] == [1_000, 1_150]


def test_both_bounds_are_limits() -> None:
    """An objective with a floor and a ceiling has one series of each."""
    exported = _exported(start(columns_ratio=Objective(min=0.1, max=0.3)))

    assert (exported["limit min"], exported["limit max"]) == (0.1, 0.3)


def test_every_series_says_whose_objective_it_is() -> None:
    """All families carry check, objective, pillar, data set and model, and all but what the config says the subject."""
    story = start(columns_ratio=Objective(max=0.3)).run(SHARE.sample(0.2))
    of_objective = [sample for sample in samples(story.snapshot, 1.0) if sample.name.startswith("dte_objective_")]

    terms = [sample for sample in of_objective if sample.name in {"dte_objective_limit", "dte_objective_after_runs"}]
    assert len(terms) == 2
    assert all(sample.labels.items() >= LABELS.items() for sample in of_objective if sample not in terms)
    assert all({**sample.labels, "subject": ""}.items() >= LABELS.items() for sample in terms)
    assert not any("subject" in sample.labels for sample in terms)


def test_what_the_config_says_of_an_objective_is_one_series_for_all_its_subjects() -> None:
    """Two columns under one limit: the limit and the patience come once, how they stand comes twice."""
    story = start(distance=Objective(max=0.1)).run(
        DISTANCE.sample(0.05, column="age", method="psi"), DISTANCE.sample(0.2, column="sex", method="psi")
    )
    counted = Counter(sample.name for sample in samples(story.snapshot, 1.0))
    assert (counted["dte_objective_limit"], counted["dte_objective_after_runs"], counted["dte_objective_met"]) == (
        1,
        1,
        2,
    )


def test_every_subject_is_a_series() -> None:
    """Two columns are two series of each family, named by the column."""
    story = start(distance=Objective(max=0.1)).run(
        DISTANCE.sample(0.05, column="age", method="psi"), DISTANCE.sample(0.2, column="sex", method="psi")
    )

    assert _met(samples(story.snapshot, 1.0)) == {"age": 1, "sex": 0}


def test_every_sample_is_of_a_declared_family() -> None:
    """What is exported is what SPECS declares, with its labels, and the other way round."""
    story = start(columns_ratio=Objective(min=0.1, max=0.3)).run(SHARE.sample(0.2))
    inherited = inheritance.SPECS  # which several data sets have, and tests of their own
    declared = {spec.name: set(spec.labels) for spec in (*SPECS, *controls.SPECS) if spec not in inherited}

    snapshots = story.snapshot, Watched().read(accuracy=0.8).snapshot, judged(checked("a", of=(1, 2)), a=asked("a"))
    told = [sample for snapshot in snapshots for sample in samples(snapshot, 1.0)]

    assert {sample.name: set(sample.labels) for sample in told} == declared


def test_nothing_is_exported_of_nothing() -> None:
    """An empty snapshot, and a check without objectives, have no series."""
    assert list(samples(Snapshot(), 1.0)) == []
    assert list(samples(start().run(SHARE.sample(0.2)).snapshot, 1.0)) == []


def _met(exported: Iterable[Sample]) -> dict[str, float]:
    return {sample.labels["subject"]: sample.value for sample in exported if sample.name == "dte_objective_met"}
