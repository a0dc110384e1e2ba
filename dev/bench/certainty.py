"""What it costs to know how sure values are: intervals of fairness, and the p-values of many columns' drift."""

import time
from collections.abc import Mapping
from functools import partial

import numpy as np

from dev.bench.measure import best, in_child
from dev.bench.row import Row, aimed
from dev.simulate.drifting_columns import drawn
from dte_exporter.checks.drift.compared_columns import scored_columns
from dte_exporter.checks.drift.params import Params as DriftParams
from dte_exporter.checks.drift.score import Score
from dte_exporter.checks.drift.significance.judgement import judged
from dte_exporter.checks.fairness.check import Params, fairness
from dte_exporter.checks.fairness.disparities import Comparison
from dte_exporter.checks.fairness.disparity_families import FAMILIES, USUAL, rates_of
from dte_exporter.checks.fairness.features import groups_of_features
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.statistics.contingency import Cell, Contingency
from dte_exporter.statistics.distribution.distribution import Answer, Basis, Distribution

PEOPLE = 10_000_000
SENSITIVE = {"sex": 2, "race": 9}
COLUMNS, ROWS = 300, 100_000
ROLES = Roles("hired", None, "apt", None, 1, True, tuple(SENSITIVE), (), dict.fromkeys(SENSITIVE, ColumnKind.CATEGORY))

_VALUES = "the check's values alone, from the counts"
_ALL = "with their intervals and p-values"
_BEYOND, _ADJUSTED = 0.5, 1.0


def rows() -> list[Row]:
    """Return the measurements of fairness, and of drift where nothing, a tenth and everything has moved."""
    (alone, together), _ = in_child("dev.bench.certainty:of_fairness")
    subject = f"how sure fairness of {PEOPLE:,} rows is, {' and '.join(map(str, SENSITIVE.values()))} groups"
    measured = [
        Row(subject, _VALUES, alone),
        Row(subject, _ALL, together, _VALUES, f"{together - alone:.2g} s beyond; {aimed(together - alone, _BEYOND)}"),
    ]
    for drifted in (0, COLUMNS // 10, COLUMNS):
        seconds, _ = in_child("dev.bench.certainty:of_drift", drifted)
        subject = f"how sure drift of {COLUMNS} columns is, {ROWS:,} rows a side"
        measured.append(
            Row(subject, f"adjusted p-values, {drifted} columns have moved", seconds, None, aimed(seconds, _ADJUSTED))
        )
    return measured


def of_fairness() -> tuple[float, float]:
    """Return the seconds in which values alone, and all that the check tells, come from the counts of many rows."""
    table = _people()
    values, everything = partial(_values, table), partial(fairness.compute, {"table": table}, Params(), ROLES, 0.0)
    return best(values), best(everything)


def of_drift(drifted: int) -> float:
    """Return the seconds in which the p-values of many columns are drawn and adjusted, the first time that they are."""
    random = np.random.default_rng(17)
    taken = []
    for _ in range(3):  # a test keeps its draws, so that each time is of columns of its own
        distribution, roles = drawn(COLUMNS, (ROWS, ROWS), drifted, random)
        scores = _scores(distribution, roles)
        started = time.perf_counter()
        judged(scores, distribution, DriftParams().false_discovery_rate)
        taken.append(time.perf_counter() - started)
    return min(taken)


def _people() -> Contingency:
    """Return the counts of people whose rates differ by group."""
    random = np.random.default_rng(17)
    sexes, races = SENSITIVE.values()
    keys: list[Cell] = [
        (f"sex {sex}", f"race {race}", label, prediction)
        for sex in range(sexes)
        for race in range(races)
        for label in (0, 1)
        for prediction in (0, 1)
    ]
    counts = random.multinomial(PEOPLE, random.dirichlet(np.full(len(keys), 5.0)))
    return Contingency(tuple(SENSITIVE), dict(zip(keys, counts.tolist(), strict=True)))


def _values(table: Contingency) -> None:
    families = [family for family in FAMILIES if family.criterion in USUAL]
    groups = groups_of_features(table, tuple(SENSITIVE), 1, Params().min_group_rows)
    for one in groups.values():
        comparison = Comparison(one.counts, rates_of(families))
        for family in families:
            found = comparison.of(*family.rates)
            _ = found.difference, found.ratio
        for rate in rates_of(families):
            _ = comparison.of(rate).by_group


def _scores(distribution: Distribution, roles: Roles) -> Mapping[str, Score]:
    found = {}
    for column in scored_columns(DriftParams(), roles):
        pair = distribution.pair(column.name)
        method = column.method(pair)
        assert method.of_profiles is not None, "windows of this size are compared by distances"
        found[column.name] = Score(column, method, Answer(method.of_profiles(pair), Basis.DISTRIBUTION))
    return found
