"""Recommending to retrain: decays, recoveries and flaps worked by hand, run by run."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.registered_model import RegisteredParams, Retraining
from dte_exporter.objectives import watch
from dte_exporter.objectives.retraining import INVESTIGATION, RETRAINING, recommendations
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.alarm import Alarm
from dte_exporter.storage.snapshot import Run, Values
from tests.unit.objectives.watched import ACCURACY, ERROR, ESTIMATED, MISSING, OVERALL, PARITY, SHARE, SPECS, Watched

DAY = 86_400.0
POLICY = Retraining(max_drop=0.02, clear_drop=0.01, after_runs=2, clear_runs=2, min_rows=100)
SURELY = POLICY.model_copy(update={"decide": "interval"})


def _replayed(watched: Watched, accuracies: Sequence[float]) -> list[bool]:
    """Return after each run whether retraining is recommended for the model's performance."""
    return ["performance" in watched.measured(ACCURACY, value).retrain for value in accuracies]


def test_a_decay_raises_and_a_recovery_clears_exactly_where_worked_by_hand() -> None:
    """Baseline 0.80: below 0.78 twice in a row raises, at least 0.79 twice in a row clears; between nothing moves.

    ====== ====== ======================================
    run    value  state
    ====== ====== ======================================
    1, 2   0.80, 0.785  within the allowed fall
    3      0.78   a fall of exactly 0.02 is allowed
    4      0.779  the first beyond
    5      0.775  the second: raised
    6      0.785  no longer beyond, not yet well
    7      0.79   the first that is well
    8      0.785  in between: starts again
    9, 10  0.79, 0.80  the first and second that are well: cleared
    ====== ====== ======================================
    """
    watched = Watched(POLICY).read(accuracy=0.80)
    accuracies = [0.80, 0.785, 0.78, 0.779, 0.775, 0.785, 0.79, 0.785, 0.79, 0.80]

    assert _replayed(watched, accuracies) == [False] * 4 + [True] * 5 + [False]


def test_a_fall_by_a_rounding_is_none() -> None:
    """With no fall allowed, 0.3 against a baseline of 0.1 + 0.2 is no fall."""
    watched = Watched(Retraining(max_drop=0, after_runs=1)).read(accuracy=0.1 + 0.2)

    assert _replayed(watched, [0.3, 0.3]) == [False, False]


def test_flapping_raises_nothing() -> None:
    """A value that falls beyond and comes back, run by run, is never twice beyond in a row."""
    assert not any(_replayed(Watched(POLICY).read(accuracy=0.80), [0.70, 0.80] * 10))


def test_flapping_clears_nothing() -> None:
    """Once raised, a value that is well only every other run leaves it raised."""
    watched = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.70).measured(ACCURACY, 0.70)

    assert all(_replayed(watched, [0.80, 0.70] * 10))


@given(st.lists(st.sampled_from([0.70, 0.785, 0.80]), max_size=30))
def test_a_change_of_mind_takes_as_many_runs_as_the_policy_says(accuracies: list[float]) -> None:
    """Whatever happens, two changes lie at least two runs apart, and each follows two runs that speak for it."""
    states = [False, *_replayed(Watched(POLICY).read(accuracy=0.80), accuracies)]

    for place, (before, after) in enumerate(pairwise(states)):
        if before is not after:
            assert accuracies[place - 1 : place + 1] == [0.70 if after else 0.80] * 2


def test_a_run_without_evidence_neither_counts_nor_resets() -> None:
    """Between two runs beyond the level lie a failed one and one on too few rows: the second still raises."""
    watched = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.70)
    watched.failed().failed(Outcome.NO_DATA).measured(ACCURACY, 0.80, rows=99)

    assert watched.retrain == set()
    assert watched.measured(ACCURACY, 0.70).retrain == {"performance"}
    assert watched.failed().retrain == {"performance"}


def test_too_few_rows_are_no_evidence() -> None:
    """Below min_rows no fall recommends anything; from there on it does."""
    few = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.5, rows=99).measured(ACCURACY, 0.5, rows=99)
    enough = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.5, rows=100).measured(ACCURACY, 0.5, rows=100)

    assert (few.retrain, enough.retrain) == (set(), {"performance"})


def test_labelled_rows_count_where_the_check_tells_them() -> None:
    """A realised value rests on the rows with a label, however many rows were read."""
    watched = Watched(POLICY).read(accuracy=0.80)
    for _ in range(2):
        watched.measured(ACCURACY, 0.5, labelled=99)

    assert watched.retrain == set()


def test_an_error_that_grows_is_worse() -> None:
    """For a metric of which less is better the fall is a rise."""
    policy = POLICY.model_copy(update={"metric": "mean_absolute_error"})
    grown = Watched(policy).read(mean_absolute_error=0.10).measured(ERROR, 0.15).measured(ERROR, 0.15)
    shrunk = Watched(policy).read(mean_absolute_error=0.10).measured(ERROR, 0.05).measured(ERROR, 0.05)

    assert (grown.retrain, shrunk.retrain) == ({"performance"}, set())


def test_by_interval_a_fall_that_may_be_chance_neither_counts_nor_resets() -> None:
    """0.70 may be 0.785 in the first two runs; of the next two it is at best 0.77: these are more than 0.02 behind."""
    watched = Watched(SURELY).read(accuracy=0.80)
    maybe, surely = (0.60, 0.785), (0.62, 0.77)

    states = [
        watched.measured(ACCURACY, 0.70, interval=ends).retrain for ends in (maybe, maybe, surely, maybe, surely, maybe)
    ]

    assert states == [set(), set(), set(), set(), {"performance"}, {"performance"}]


def test_by_interval_what_has_fallen_is_well_again_by_its_value() -> None:
    """Twice 0.79 ends it, though 0.79 may be 0.70."""
    watched = Watched(SURELY).read(accuracy=0.80)
    for _ in range(2):
        watched.measured(ACCURACY, 0.70, interval=(0.62, 0.77))

    assert watched.measured(ACCURACY, 0.79, interval=(0.70, 0.85)).retrain == {"performance"}
    assert watched.measured(ACCURACY, 0.79, interval=(0.70, 0.85)).retrain == set()


def test_by_interval_an_error_is_at_best_its_lower_end() -> None:
    """An error of 0.15 may be 0.115, within 0.02 of 0.10; one of at least 0.125 is not."""
    policy = SURELY.model_copy(update={"metric": "mean_absolute_error"})
    states = []
    for lower in (0.115, 0.125):
        watched = Watched(policy).read(mean_absolute_error=0.10)
        for _ in range(2):
            watched.measured(ERROR, 0.15, interval=(lower, 0.2))
        states.append(watched.retrain)

    assert states == [set(), {"performance"}]


def test_by_interval_a_value_without_one_decides_by_itself() -> None:
    """The estimate here has no ends."""
    watched = Watched(SURELY).read(accuracy=0.80).measured(ESTIMATED, 0.70).measured(ESTIMATED, 0.70)

    assert watched.retrain == {"estimated_performance"}


def test_an_estimate_is_a_reason_of_its_own() -> None:
    """An estimated fall recommends beside what was realised."""
    watched = Watched(POLICY).read(accuracy=0.80).measured(ESTIMATED, 0.70).measured(ESTIMATED, 0.70)

    assert watched.retrain == {"estimated_performance"}


def test_a_metric_that_no_check_measures_can_neither_fall_nor_recover() -> None:
    """A policy may watch what training logged and nobody measures here."""
    policy = POLICY.model_copy(update={"metric": "gini"})

    assert Watched(policy).read(gini=0.80).measured(ACCURACY, 0.1).measured(ACCURACY, 0.1).retrain == set()


def test_without_a_baseline_nothing_can_fall() -> None:
    """Nothing logged by that name, or the registry never read: no recommendation, and yet every reason is there."""
    unread = Watched(POLICY)
    unread.lost().measured(ACCURACY, 0.1).measured(ACCURACY, 0.1)
    other = Watched(POLICY).read(f1=0.8).measured(ACCURACY, 0.1).measured(ACCURACY, 0.1)

    assert unread.reasons(RETRAINING) == other.reasons(RETRAINING)
    assert unread.reasons(RETRAINING) == {"performance": 0, "estimated_performance": 0, "age": 0}
    assert unread.reasons(INVESTIGATION) == {"drift": 0, "fairness": 0, "quality": 0}


def test_the_baseline_may_have_another_name() -> None:
    """What training logged as val_accuracy can be what accuracy is held to."""
    policy = POLICY.model_copy(update={"baseline": "val_accuracy"})
    watched = Watched(policy).read(val_accuracy=0.80, accuracy=0.5).measured(ACCURACY, 0.7).measured(ACCURACY, 0.7)

    assert watched.retrain == {"performance"}


def test_a_new_version_starts_anew() -> None:
    """When the alias moves, what was held against the old version is not held against the new one."""
    watched = Watched(POLICY).read("1", accuracy=0.80).measured(ACCURACY, 0.70).measured(ACCURACY, 0.70)

    assert watched.retrain == {"performance"}
    assert watched.read("2", accuracy=0.70).retrain == set()
    assert watched.measured(ACCURACY, 0.70).retrain == set()


def test_a_registry_that_is_away_changes_no_recommendation() -> None:
    """Neither those that there are, nor the baseline of those to come."""
    watched = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.70).lost().measured(ACCURACY, 0.70)

    assert watched.retrain == {"performance"}
    assert watched.lost().retrain == {"performance"}


def test_age_counts_from_the_end_of_training() -> None:
    """At 30 days a model is not too old, a second later it is, its registry away or not; a new version is young."""
    watched = Watched(POLICY.model_copy(update={"max_age": 30 * DAY})).read(trained=0.0, at=30 * DAY)

    assert watched.retrain == set()
    assert watched.lost(at=30 * DAY + 1).retrain == {"age"}
    assert watched.read("2", trained=30 * DAY, at=30 * DAY + 2).retrain == set()


@pytest.mark.parametrize(("interval", "investigate"), [((0.4, 0.8), set()), ((0.55, 0.65), {"drift"})])
def test_what_the_evidence_cannot_tell_recommends_nothing(interval: tuple[float, float], investigate: set[str]) -> None:
    """0.6 was found where 0.5 is allowed: a look is recommended once all of its interval lies above."""
    watched = Watched(POLICY).read(accuracy=0.9).judged(SHARE, 0.6, interval=interval)

    assert watched.investigate == investigate


def test_drift_or_unfairness_alone_calls_for_a_look() -> None:
    """Most drifts leave a model as good as it was: a breach recommends investigation, and no retraining."""
    watched = Watched(POLICY).read(accuracy=0.80).judged(SHARE, 0.9).judged(PARITY, 0.9)

    assert (watched.retrain, watched.investigate) == (set(), {"drift", "fairness"})
    assert watched.judged(SHARE, 0.1).investigate == {"fairness"}


def test_the_user_may_say_otherwise() -> None:
    """By policy drift retrains, and unfairness is nobody's business here; neither has a series elsewhere."""
    policy = POLICY.model_copy(update={"drift": "retrain", "fairness": "ignore"})
    watched = Watched(policy).read(accuracy=0.80).judged(SHARE, 0.9).judged(PARITY, 0.9)

    assert watched.reasons(RETRAINING) == {"performance": 0, "estimated_performance": 0, "age": 0, "drift": 1}
    assert watched.reasons(INVESTIGATION) == {"quality": 0}


def test_broken_data_block_retraining() -> None:
    """While an objective on quality is breached a look is recommended instead; then the reason holds again."""
    watched = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.7).measured(ACCURACY, 0.7).judged(MISSING, 0.9)

    assert (watched.retrain, watched.investigate) == (set(), {"quality"})
    assert watched.judged(MISSING, 0.1).retrain == {"performance"}


def test_a_breach_on_rows_of_another_model_says_nothing() -> None:
    """The data set names the models that its rows touch, and this is none of them."""
    watched = Watched(POLICY).read(accuracy=0.80).judged(SHARE, 0.9)
    record = watched.snapshot.records["drift"]
    object.__setattr__(record.check, "datasets", {"people": record.check.dataset.model_copy(update={"models": ()})})

    assert watched.investigate == set()


@pytest.mark.parametrize(
    ("entry", "check", "heard"),
    [
        ("", "", True),
        ("", "bakers", True),
        ("bakers", "bakers", True),
        ("bakers", "grocers", False),
        ("bakers", "", False),
    ],
)
def test_evidence_is_of_the_same_team_or_any_for_the_main_file(entry: str, check: str, heard: bool) -> None:
    """Two teams may have a model of one name: the breach of one calls for no look at the other's."""
    watched = Watched(POLICY).read(accuracy=0.80).judged(SHARE, 0.9)
    object.__setattr__(watched.snapshot.records["scorer"].check, "scoped_by", entry)
    object.__setattr__(watched.snapshot.records["drift"].check, "scoped_by", check)

    assert watched.investigate == ({"drift"} if heard else set())


@pytest.mark.parametrize(("check", "heard"), [("bakers", True), ("grocers", False)])
def test_a_value_that_another_team_measured_is_no_evidence(check: str, heard: bool) -> None:
    """Its model of the same name may be another."""
    watched = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.80)
    entry, measured = (watched.snapshot.records[name] for name in ("scorer", "measured"))
    object.__setattr__(entry.check, "scoped_by", "bakers")
    worse = Values((ACCURACY.sample(0.7, **OVERALL),), Evidence(rows={"current": 1000}), 0.0)
    record = replace(measured, check=replace(measured.check, scoped_by=check)).after(
        Run(Outcome.OK, "", 0.0, 1.0), worse
    )

    alarms = watch(watched.snapshot, record, SPECS)

    assert any(alarm.runs for alarm in alarms.values()) is heard


def test_a_recommendation_tells_its_evidence() -> None:
    """The value that speaks for it, and since when the first reason holds."""
    policy = POLICY.model_copy(update={"max_age": DAY})
    watched = Watched(policy).read(accuracy=0.80, at=2 * DAY)
    watched.measured(ACCURACY, 0.7, at=3 * DAY).measured(ACCURACY, 0.69, at=4 * DAY)

    (one,) = recommendations(watched.snapshot)

    assert one.values == {"age": 2 * DAY, "performance": 0.69}
    assert one.since == 2 * DAY


def test_the_state_survives_being_written_down() -> None:
    """Half-way to being raised, kept as JSON and read again: the next run raises, as if nothing had happened."""
    watched = Watched(POLICY).read(accuracy=0.80).measured(ACCURACY, 0.70)
    written = json.dumps([[*key, asdict(alarm)] for key, alarm in watched.snapshot.alarms.items()])

    read = {(key[0], key[1], key[2], key[3]): Alarm(**alarm) for *key, alarm in json.loads(written)}

    assert read == watched.snapshot.alarms
    object.__setattr__(watched.snapshot, "alarms", read)
    assert watched.measured(ACCURACY, 0.70).retrain == {"performance"}


def test_without_a_policy_nothing_is_recommended() -> None:
    """A model that is only watched has no such series."""
    watched = Watched(POLICY).read(accuracy=0.80)
    record = watched.snapshot.records["scorer"]
    params = record.check.params.model_copy(update={"retraining": None})
    unwatched = replace(record, check=replace(record.check, params=params))
    watched.snapshot = replace(watched.snapshot, records={**watched.snapshot.records, "scorer": unwatched})

    assert watched.reasons(RETRAINING) == {}


def test_a_model_that_two_entries_mean_is_told_once() -> None:
    """The first entry's policy holds: two values of one series would spoil the whole scrape."""
    watched = Watched(POLICY).read(accuracy=0.80)
    record = watched.snapshot.records["scorer"]
    stricter = RegisteredParams(source=None, retraining=Retraining(max_age=1.0))
    other = replace(record, check=replace(record.check, name="discover", params=stricter))
    watched.snapshot = replace(watched.snapshot, records={**watched.snapshot.records, "discover": other})

    assert [one.model.entry for one in recommendations(watched.snapshot)] == ["scorer"]


@pytest.mark.parametrize("clear_drop", [0.03, 1.0])
def test_the_level_to_clear_lies_below_the_one_to_raise(clear_drop: float) -> None:
    """Otherwise one value could both raise and clear."""
    with pytest.raises(ValueError, match="lies above max_drop"):
        Retraining(max_drop=0.02, clear_drop=clear_drop)
