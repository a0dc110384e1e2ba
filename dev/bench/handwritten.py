"""What is compared on Spark: a plan of ours, and the SQL that somebody who knows the rows writes for the same counts.

They know that there is no NaN and nothing outside of its range, and leave out what our plans ask for fear of it.
"""

import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from dev.bench.wide import NUMBERS, WORDS
from dte_exporter.checks.model.estimate.check import RESOLUTION
from dte_exporter.statistics.contingency import Contingency, ContingencyPlan
from dte_exporter.statistics.distribution.numbers import Numbers
from dte_exporter.statistics.distribution.profile import Profile, profile
from dte_exporter.statistics.expressions.marginals import WHOLE, Slice
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.score_pair import ScorePair, ScorePairPlan
from dte_exporter.statistics.scores.scores import Cell, Scores
from dte_exporter.statistics.sources import SIDES, Sources
from dte_exporter.statistics.view import View
from dte_exporter.storage.statistics_cache import DiskCache

Found = TypeVar("Found")
Answer = list[tuple[Any, ...]]

_NUMBERS = tuple(f"n{place}" for place in range(NUMBERS))
_WORDS = tuple(f"c{place}" for place in range(WORDS))
_NOTHING_KEPT = DiskCache(Path(os.devnull))


@dataclass(frozen=True, slots=True)
class Task(Generic[Found]):
    """Something that both answer.

    Parameters
    ----------
    name : str
        What is counted, and how the statements ask for it.
    plan : callable
        From all rows and their halves to the statistic.
    statements : callable
        From the rows, as SQL calls them, and the statistic to what is asked by hand; of a statistic only the borders of
        its cells are used, which somebody would have chosen.
    agree : callable
        Whether the statistic and the answers to the statements are the same counts.
    """

    name: str
    plan: Callable[[Mapping[str, View]], Found]
    statements: Callable[[str, Found], Sequence[str]]
    agree: Callable[[Found, Sequence[Answer]], bool]


def _contingency(views: Mapping[str, View]) -> Contingency:
    plan = ContingencyPlan(("sex", "race"), "prediction", "label")
    return plan.measure(Sources({"current": views["all"]}), _NOTHING_KEPT)


def _contingency_by_hand(rows: str, found: Contingency) -> Sequence[str]:
    return (f"SELECT sex, race, label, prediction, count(*) FROM {rows} GROUP BY ALL",)


def _same_cells(found: Contingency, answers: Sequence[Answer]) -> bool:
    return found.cells == {tuple(cell): count for *cell, count in answers[0]}


def _classes(views: Mapping[str, View]) -> Scores:
    plan = ScoresPlan(("sex", "race"), "label", "prediction")
    return plan.measure(Sources({"current": views["all"]}), _NOTHING_KEPT)


def _classes_by_hand(rows: str, found: Scores) -> Sequence[str]:
    counted = f"SELECT sex, race, label, prediction, count(*) AS n FROM {rows} GROUP BY ALL"
    sets = "(label, prediction), (sex, label, prediction), (race, label, prediction)"
    return (f"SELECT sex, race, label, prediction, sum(n) FROM ({counted}) GROUP BY GROUPING SETS ({sets})",)


def _same_classes(found: Scores, answers: Sequence[Answer]) -> bool:
    by_hand: dict[tuple[Slice, int, int], int] = {}
    for sex, race, label, prediction, count in answers[0]:
        slice_ = ("sex", sex) if sex else ("race", race) if race else WHOLE
        by_hand[slice_, label, prediction] = count
    return by_hand == {
        (slice_, cell.truth, cell.prediction): tally.rows
        for slice_, tallies in found.slices.items()
        for cell, tally in tallies.items()
    }


def _estimate(views: Mapping[str, View]) -> ScorePair:
    scores = ScoresPlan((), "label", "prediction", "p", resolution=RESOLUTION)
    return ScorePairPlan(scores).measure(Sources({side: views[side] for side in SIDES}), _NOTHING_KEPT)


def _estimate_by_hand(rows: str, found: ScorePair) -> Sequence[str]:
    tenth, place = "CAST(ceil(p * 10) AS TINYINT)", f"CAST(floor((ln(p) - ln(1 - p)) * {RESOLUTION}) AS INT)"
    sums = "count(*), sum(p), sum(p * p), sum(ln(p)), sum(ln(1 - p)), min(p), max(p)"
    asked = f"label, prediction, {tenth}, {place}, {sums}"
    return tuple(f"SELECT {asked} FROM {rows} WHERE half = {half} GROUP BY ALL" for half in (0, 1))


def _same_scores(found: ScorePair, answers: Sequence[Answer]) -> bool:
    return all(
        _same_tallies({_key(cell): tally for cell, tally in one.whole.items()}, answer)
        for one, answer in zip((found.reference, found.current), answers, strict=True)
    )


def _key(cell: Cell) -> tuple[Any, ...]:
    return (cell.truth, cell.prediction, *(cell.bin or ()))


def _same_tallies(tallies: Mapping[tuple[Any, ...], Sequence[float]], answer: Answer) -> bool:
    by_hand = {tuple(row[:4]): row[4:] for row in answer}
    return by_hand.keys() == tallies.keys() and all(
        tally[0] == by_hand[key][0] and all(map(_close, tally, by_hand[key])) for key, tally in tallies.items()
    )


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


def _profile(views: Mapping[str, View]) -> Profile:
    return profile(views["all"], _NUMBERS, _WORDS)


def _profile_by_hand(rows: str, found: Profile) -> Sequence[str]:
    """Return three statements: of the ranges, of the cells and of the words; one for each kind of answer."""
    totals = ", ".join(f"count({name}), min({name}), max({name})" for name in _NUMBERS)
    cells = (one for name in _NUMBERS for one in _cells_by_hand(rows, name, found.numbers[name]))
    words = (f"SELECT '{name}', {name}, count(*) FROM {rows} GROUP BY {name}" for name in _WORDS)
    return f"SELECT count(*), {totals} FROM {rows}", " UNION ALL ".join(cells), " UNION ALL ".join(words)


def _cells_by_hand(rows: str, name: str, numbers: Numbers) -> Iterator[str]:
    for level in sorted({level for level, _ in numbers.cells}):
        places = [place for one, place in numbers.cells if one == level]
        low, high = min(places) * 2.0**level, (max(places) + 1) * 2.0**level
        place = f"CAST(floor({name} * {2.0**-level!r}D) AS INT)"
        sums = f"count(*), sum({name}), sum({name} * {name})"
        within = f"{name} >= {low!r}D AND {name} < {high!r}D"
        yield f"SELECT '{name}', {level}, {place}, {sums} FROM {rows} WHERE {within} GROUP BY {place}"


def _same_profile(found: Profile, answers: Sequence[Answer]) -> bool:
    totals, cells, words = answers
    by_hand = {tuple(row[:3]): row[3:] for row in cells}
    ours = {(name, *cell): sums for name, one in found.numbers.items() for cell, sums in one.cells.items()}
    counted = {(name, word): count for name, one in found.categories.items() for word, count in one.counts.items()}
    return (
        totals[0][:2] == (found.rows, found.numbers[_NUMBERS[0]].count)
        and len({name for name, *_ in ours}) == NUMBERS
        and all(sums.count == by_hand[key][0] for key, sums in ours.items())
        and all(_close(sums.mean * sums.count, by_hand[key][1]) for key, sums in ours.items())
        and counted == {(name, word): count for name, word, count in words}
    )


TASKS: tuple[Task[Any], ...] = (
    Task("fairness, by one statement,", _contingency, _contingency_by_hand, _same_cells),
    Task("performance of classes by group, by one statement,", _classes, _classes_by_hand, _same_classes),
    Task("performance-estimate, by a statement for each half,", _estimate, _estimate_by_hand, _same_scores),
    Task("the profile of drift, by three statements,", _profile, _profile_by_hand, _same_profile),
)
