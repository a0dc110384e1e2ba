from collections.abc import Callable
from typing import Any

import pytest

from dte_exporter.config.roles import ColumnKind
from dte_exporter.proposal.column_facts import Profile
from dte_exporter.proposal.comparable_windows import ProposedWindows
from dte_exporter.proposal.guessed_roles import propose
from dte_exporter.proposal.proposed_checks import decisions

Profiling = Callable[..., Profile]

WINDOWS = ProposedWindows("{to: 2018}", "{from: 2018}", ())


def _proposed(profile: Profile, windows: ProposedWindows | None = WINDOWS) -> dict[str, str]:
    """Return, by kind, why it is not proposed; empty where it is."""
    return {one.kind: one.why_not for one in decisions(profile, propose(profile), windows)}


def test_everything_is_proposed_where_everything_is_there(profiled: Profiling) -> None:
    """Predictions, probabilities, labels, groups and two windows."""
    everything = profiled(sex=["f", "m"], prediction=[0, 1], score=900.0, label=[0, 1])

    assert _proposed(everything) == dict.fromkeys(
        ("quality", "drift", "fairness", "performance", "performance-estimate"), ""
    )


@pytest.mark.parametrize("kind", ["drift", "performance-estimate"])
def test_without_two_windows_a_reference_is_asked_for(kind: str, profiled: Profiling) -> None:
    """Rows that are held against themselves agree, and that says nothing."""
    everything = profiled(sex=["f", "m"], prediction=[0, 1], score=900.0, label=[0, 1])

    assert _proposed(everything, None)[kind] == (
        "nothing says which rows came first: name what to hold these against, dte-exporter init FILE --reference OTHER"
    )


@pytest.mark.parametrize(
    ("columns", "kind", "why_not"),
    [
        ({"prediction": [0, 1]}, "fairness", "no column says by its name that its groups should be treated alike"),
        ({"sex": ["f", "m"], "size": 9.5}, "fairness", "no column holds a decision between classes"),
        (
            {"sex": ["f", "m"], "prediction": ["a", "b", "c"]},
            "fairness",
            "of 3 classes none can be guessed to be the positive one",
        ),
        ({"label": [0, 1]}, "performance", "no column holds predictions"),
        ({"prediction": [0, 1], "size": 9.5}, "performance", "no column holds what turned out to be true"),
        (
            {"prediction": [0, 1], "label": ["no", "yes"]},
            "performance",
            "predictions and labels are written in different words",
        ),
        ({"prediction": [0, 1], "label": [0, 1]}, "performance-estimate", "no column holds probabilities"),
        (
            {"prediction": [0, 1], "score": 900.0, "size": 9.5},
            "performance-estimate",
            "no column holds what turned out",
        ),
        (
            {"prediction": ["a", "b", "c"], "score": 900.0, "label": ["a", "b", "c"]},
            "performance-estimate",
            "of 3 classes none can be guessed",
        ),
        (
            {"prediction": [0, 1], "score": 900.0, "label": ["no", "yes"]},
            "performance-estimate",
            "predictions and labels are written in different words",
        ),
    ],
)
def test_what_is_not_proposed_says_why(columns: dict[str, Any], kind: str, why_not: str, profiled: Profiling) -> None:
    """And what to do about it."""
    assert _proposed(profiled(**columns))[kind].startswith(why_not)


@pytest.mark.parametrize(
    ("columns", "line"),
    [
        ({"prediction": ["a", "b", "c"], "label": ["a", "b", "c"]}, "task: multiclass"),
        ({"predicted_price": 900.0, "price": 800.0}, "task: regression"),
    ],
)
def test_performance_is_that_of_what_is_predicted(columns: dict[str, Any], line: str, profiled: Profiling) -> None:
    """One of several classes, or a number."""
    assert _lines("performance", profiled(**columns))[0] == line


def _lines(kind: str, profile: Profile) -> tuple[str, ...]:
    """Return what a proposed check is told."""
    (decision,) = (one for one in decisions(profile, propose(profile), WINDOWS) if one.kind == kind)
    return decision.lines


@pytest.mark.parametrize(
    ("missing", "line"),
    [
        (0, "missing_ratio: {max: 0.01}  # of each column; a guess: no value is missing now"),
        (10, "missing_ratio: {max: 0.01}  # of each column; a guess: size misses the most now, 1 %"),
        (11, "missing_ratio: {max: 0.05}  # of each column; a guess: size misses the most now, 1.1 %"),
        (500, "missing_ratio: {max: 0.5}  # of each column; a guess: size misses the most now, 50 %"),
    ],
)
def test_missing_values_are_limited_to_what_is_missing_now(missing: int, line: str, profiled: Profiling) -> None:
    """To the first of five shares that no column is beyond, of a thousand rows."""
    some = {"kind": ColumnKind.NUMBER, "whole": False, "distinct": 300, "missing": missing}

    assert _lines("quality", profiled(size=some, weight=900.0)) == ("objectives:", f"  {line}")


def test_a_column_that_misses_most_of_its_values_leaves_the_limit_to_a_person(profiled: Profiling) -> None:
    """No limit suits it and the others; a key still has an objective."""
    most = {"kind": ColumnKind.NUMBER, "whole": False, "distinct": 9, "missing": 501}
    wanted = (
        "# size misses the most now, 50.1 %: name in columns those that may not, with an objective "
        "missing_ratio: {max: 0.01}"
    )

    assert _lines("quality", profiled(size=most)) == (wanted,)
    assert _lines("quality", profiled(id=1000, size=most)) == (
        wanted,
        "objectives:",
        "  duplicate_keys_ratio: {max: 0}  # no key comes twice, as now",
    )
