"""Deciding by evidence: intervals and significance beside limits, worked by hand, and laws that hold for all."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.models import Objective
from dte_exporter.metric import Sample
from dte_exporter.objectives.evidence_span import Span
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import Standing
from tests.unit.objectives.story import (
    DISTANCE,
    DISTANCE_LOWER,
    DISTANCE_UPPER,
    INSUFFICIENT,
    LOWER,
    SHARE,
    SIGNIFICANT,
    UPPER,
    Story,
    start,
)

SUBJECT = ("census", "columns_ratio", "")
AT_MOST_30 = Objective(max=0.3, decide="interval", after_runs=2, clear_runs=2)


def _interval(value: float, low: float, high: float) -> tuple[Sample, ...]:
    return SHARE.sample(value), LOWER.sample(low), UPPER.sample(high)


def _both(value: float, significant: float, insufficient: float) -> tuple[Sample, ...]:
    return SHARE.sample(value), SIGNIFICANT.sample(significant), INSUFFICIENT.sample(insufficient)


def _judged(objective: Objective, samples: tuple[Sample, ...]) -> str:
    return start(columns_ratio=objective).run(*samples).standings[SUBJECT].judgement


@pytest.mark.parametrize(
    ("limits", "low", "high", "judgement"),
    [
        ({"max": 0.3}, 0.1, 0.2, "met"),
        ({"max": 0.3}, 0.4, 0.5, "unmet"),
        ({"max": 0.3}, 0.2, 0.4, "insufficient"),
        # At its limit a value meets it: an interval that ends there is within, one that begins there straddles.
        ({"max": 0.3}, 0.1, 0.3, "met"),
        ({"max": 0.3}, 0.3, 0.4, "insufficient"),
        ({"max": 0.3}, 0.3, 0.3, "met"),
        ({"min": 0.8}, 0.85, 0.95, "met"),
        ({"min": 0.8}, 0.5, 0.7, "unmet"),
        ({"min": 0.8}, 0.7, 0.9, "insufficient"),
        ({"min": 0.8}, 0.8, 0.9, "met"),
        ({"min": 0.8}, 0.7, 0.8, "insufficient"),
        # Between two limits: all of it there, all of it above or below, across one of them, and across both.
        ({"min": 0.4, "max": 0.6}, 0.45, 0.55, "met"),
        ({"min": 0.4, "max": 0.6}, 0.1, 0.3, "unmet"),
        ({"min": 0.4, "max": 0.6}, 0.7, 0.9, "unmet"),
        ({"min": 0.4, "max": 0.6}, 0.3, 0.5, "insufficient"),
        ({"min": 0.4, "max": 0.6}, 0.5, 0.7, "insufficient"),
        ({"min": 0.4, "max": 0.6}, 0.3, 0.7, "insufficient"),
        # A few roundings beyond a limit are no difference: 1 - 0.7 is 0.30000000000000004.
        ({"max": 0.3}, 0.1, 1 - 0.7, "met"),
        ({"max": 0.3}, 1 - 0.7, 0.4, "insufficient"),
    ],
)
def test_an_interval_is_held_against_the_limits_as_a_whole(
    limits: Mapping[str, float], low: float, high: float, judgement: str
) -> None:
    """All of it within them is met, all of it beyond one of them is unmet, and anything else tells neither."""
    objective = Objective(**limits, decide="interval")

    assert _judged(objective, _interval((low + high) / 2, low, high)) == judgement


@pytest.mark.parametrize(
    ("value", "significant", "insufficient", "judgement"),
    [
        (1, 1, 0, "unmet"),
        (1, 0, 1, "insufficient"),
        (0, 0, 0, "met"),
        # Significant and too small a difference to be detected: many rows make anything significant.
        (0, 1, 0, "met"),
        (0, 0, 1, "insufficient"),
        # Of ten columns: six detected of which four are significant; two detected of which the rest could be more.
        (0.6, 0.4, 0.0, "unmet"),
        (0.6, 0.2, 0.0, "met"),
        (0.6, 0.2, 0.2, "insufficient"),
        (0.2, 0.2, 0.1, "met"),
        (0.9, 0.9, 0.5, "unmet"),
    ],
)
def test_what_is_judged_by_both_is_what_is_detected_and_significant(
    value: float, significant: float, insufficient: float, judgement: str
) -> None:
    """The lesser of both counts, and what could not be told may come to it: at most 0.3 of it are met."""
    assert _judged(Objective(max=0.3, decide="both"), _both(value, significant, insufficient)) == judgement


def test_nothing_is_more_than_all() -> None:
    """0.9 detected and significant with 0.5 that could not be told is at most 1, which meets a limit of 1."""
    assert _judged(Objective(max=1, decide="both"), _both(0.9, 0.9, 0.5)) == "met"


@pytest.mark.parametrize("objective", [Objective(max=0.3, decide="interval"), Objective(max=0.3, decide="both")])
@pytest.mark.parametrize("told", [(), (LOWER.sample(0.1), SIGNIFICANT.sample(0)), (UPPER.sample(0.1),)])
def test_a_value_without_what_tells_how_sure_it_is_is_insufficient_evidence(
    objective: Objective, told: tuple[Sample, ...]
) -> None:
    """A run that could not define both ends of an interval proves nothing by the value alone."""
    assert _judged(objective, (SHARE.sample(0.1), *told)) == "insufficient"


def test_the_value_alone_decides_unless_the_config_says_otherwise() -> None:
    """0.31 is above 0.3, whatever its interval says."""
    assert _judged(Objective(max=0.3), _interval(0.31, 0.1, 0.5)) == "unmet"


def test_an_interval_is_that_of_the_same_labels() -> None:
    """Of two columns each is decided by its own interval."""
    story = start(distance=Objective(max=0.1, decide="interval")).run(
        *_of_column("age", "psi", 0.2, 0.15, 0.25), *_of_column("sex", "psi", 0.2, 0.05, 0.35)
    )

    assert {key[2]: one.judgement for key, one in story.standings.items()} == {"age": "unmet", "sex": "insufficient"}


def test_of_several_values_of_a_subject_the_worst_judgement_counts() -> None:
    """One method that is sure of a breach outweighs another whose value is further out and not sure."""
    story = start(distance=Objective(max=0.1, decide="interval")).run(
        *_of_column("age", "psi", 0.9, 0.05, 1.0), *_of_column("age", "wasserstein", 0.2, 0.15, 0.25)
    )
    standing = story.standings["census", "distance", "age"]

    assert (standing.judgement, standing.value) == ("unmet", 0.2)


def test_insufficient_evidence_outweighs_what_is_met() -> None:
    """A subject is not met while one of its values may not be."""
    story = start(distance=Objective(max=0.1, decide="interval")).run(
        *_of_column("age", "psi", 0.08, 0.01, 0.2), *_of_column("age", "wasserstein", 0.09, 0.08, 0.1)
    )
    standing = story.standings["census", "distance", "age"]

    assert (standing.judgement, standing.value) == ("insufficient", 0.08)


def _of_column(column: str, method: str, value: float, low: float, high: float) -> tuple[Sample, ...]:
    told = ((DISTANCE, value), (DISTANCE_LOWER, low), (DISTANCE_UPPER, high))
    return tuple(spec.sample(number, column=column, method=method) for spec, number in told)


_RUNS = {"U": _interval(0.5, 0.4, 0.6), "M": _interval(0.1, 0.0, 0.2), "i": _interval(0.35, 0.2, 0.5)}


def _tell(word: str, objective: Objective = AT_MOST_30) -> list[Standing]:
    story, told = start(columns_ratio=objective), []
    for letter in word:
        story.run(*_RUNS.get(letter, ()), outcome=Outcome.OK if letter in _RUNS else Outcome.TIMEOUT)
        told.append(story.standings[SUBJECT])
    return told


@pytest.mark.parametrize(
    ("runs", "unmet_runs"),
    [("iii", [0, 0, 0]), ("UiU", [1, 1, 2]), ("UUMiM", [1, 2, 2, 2, 0]), ("UUi?i", [1, 2, 2, 2, 2])],
)
def test_a_run_of_insufficient_evidence_neither_counts_nor_resets(runs: str, unmet_runs: list[int]) -> None:
    """Both after_runs and clear_runs are 2: what leaves open how it is begins no breach and ends none."""
    assert [standing.unmet_runs for standing in _tell(runs)] == unmet_runs


def test_a_run_of_insufficient_evidence_keeps_its_value_and_its_count() -> None:
    """Unmet at 0.5, then 0.35 that may be less than 0.3."""
    assert _tell("Ui")[-1] == Standing(0.35, "insufficient", 1, 0, {"unmet": 1, "insufficient": 1}, since=0.0)


def test_insufficient_evidence_dates_from_the_run_that_brought_it() -> None:
    """Met at 10, insufficient at 20 and 30, met at 40: since 10, 20, 20 and 40."""
    story: Story = start(columns_ratio=AT_MOST_30)
    since = [
        story.run(*_RUNS[letter], at=at).standings[SUBJECT].since
        for at, letter in ((10.0, "M"), (20.0, "i"), (30.0, "i"), (40.0, "M"))
    ]

    assert since == [10.0, 20.0, 20.0, 40.0]


ENDS = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(sorted)
LIMITS = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)
OBJECTIVES = st.builds(
    lambda limits, which: Objective(decide="interval", **{key: limits[key == "max"] for key in which}),
    LIMITS,
    st.sampled_from([("min",), ("max",), ("min", "max")]),
)


@given(ENDS, st.floats(0, 1), st.floats(0, 1), OBJECTIVES)
def test_a_narrower_interval_changes_no_verdict(
    ends: list[float], lower: float, upper: float, objective: Objective
) -> None:
    """More rows turn insufficient evidence into a verdict, and never one verdict into the other or into none."""
    low, value, high = ends
    narrower = Span(value, (low + lower * (value - low), high - upper * (high - value)))
    wide = Span(value, (low, high)).judged(objective)

    assert wide == "insufficient" or narrower.judged(objective) == wide


@given(st.floats(0, 1), OBJECTIVES)
def test_an_interval_of_one_value_decides_as_the_value_does(value: float, objective: Objective) -> None:
    """Whoever knows a value exactly has no insufficient evidence."""
    point = objective.model_copy(update={"decide": "point"})

    assert _judged(objective, _interval(value, value, value)) == _judged(point, (SHARE.sample(value),))


@given(ENDS, OBJECTIVES)
def test_evidence_contradicts_no_value(ends: list[float], objective: Objective) -> None:
    """Where an interval that holds the value gives a verdict, it is the one that the value alone would give."""
    low, value, high = ends

    assert Span(value, (low, high)).judged(objective) in {"insufficient", Span(value, (value, value)).judged(objective)}
