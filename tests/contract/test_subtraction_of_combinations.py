"""An attack on combinations: solve all that the checks of a config tell, together, for people who are withheld."""

import csv
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import numpy as np
import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

CONFIG = """
datasets:
  loans:
    source: {type: files, path: loans.csv}
    columns: {prediction: approved, label: repaid, sensitive: [sex, origin, [sex, origin]]}
checks:
  fair: {check: fairness, dataset: loans, every: 1h}
  right: {check: performance, dataset: loans, every: 1h}
  fair-numbers: {check: fairness-regression, dataset: loans, every: 1h}
  numbers: {check: performance, dataset: loans, every: 1h, task: regression}
"""

PEOPLE = {
    ("f", "north"): (80, 80),
    ("f", "south"): (100, 40),
    ("f", "isles"): (3, 3),
    ("m", "north"): (110, 110),
    ("m", "south"): (120, 45),
    ("m", "isles"): (90, 90),
}
"""All, and those with a label: by all the north is smaller than the south, by labels larger. Three are withheld."""

CELLS = tuple(PEOPLE)

Told = Mapping[str, Mapping[str, int]]
"""Labelled rows by sensitive feature and group."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Told]:
    """Return how many labelled rows the evidence of each check tells of."""
    folder = tmp_path_factory.mktemp("loans")
    with (folder / "loans.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sex", "origin", "approved", "repaid"])
        for person, (rows, labelled) in PEOPLE.items():
            writer.writerows((*person, row % 2, row % 3 % 2 if row < labelled else "") for row in range(rows))
    (folder / "config.yaml").write_text(CONFIG)
    config = load(folder / "config.yaml", Registry.discover())
    results = {
        name: CheckResult.from_json(execute(Job(check, 0.0, folder / "cache"))) for name, check in config.checks.items()
    }
    return {
        name: {feature: dict(_labelled(one)) for feature, one in _details(result)} for name, result in results.items()
    }


def _details(result: CheckResult) -> Iterator[tuple[str, Any]]:
    assert result.outcome == "ok", result.message
    yield from result.evidence.details.items()


def _labelled(feature: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for group, one in feature.get("groups", feature).items():
        if "labelled_positive" in one:
            yield group, one["labelled_positive"] + one["labelled_negative"]
        else:
            yield group, one.get("labelled_rows", one["rows"])


def equations(told: Told) -> Iterator[tuple[list[bool], int]]:
    """Yield which cells each group that is told of holds, and how many labelled rows they have."""
    for feature, groups in told.items():
        columns = [("sex", "origin").index(column) for column in feature.split(" & ") if column]
        for group, rows in groups.items():
            yield [" & ".join(cell[column] for column in columns) == group for cell in CELLS], rows


def can_be_solved(cells: list[bool], known: list[list[bool]]) -> bool:
    """Return whether what the `cells` hold together is a sum of multiples of what is known."""
    matrix = np.array(known, float)
    with_them = np.vstack([matrix, np.array(cells, float)])
    return bool(np.linalg.matrix_rank(with_them) == np.linalg.matrix_rank(matrix))


def test_what_each_check_tells_is_true(told: Mapping[str, Told]) -> None:
    """No group is counted with another: each tells how many of its own have a label."""
    for one in told.values():
        for cells, rows in equations(one):
            assert rows == sum(PEOPLE[cell][1] for cell, held in zip(CELLS, cells, strict=True) if held)


def test_combinations_are_told_by_each_check(told: Mapping[str, Told]) -> None:
    """Those of the south, and of the three women of the isles none."""
    for name, one in told.items():
        assert set(one["sex & origin"]) == {"f & south", "m & south"}, name


def test_nothing_of_the_three_can_be_solved_for(told: Mapping[str, Told]) -> None:
    """No sum of fewer than thirty people follows from what all checks tell together; that of the isles does."""
    known = [cells for one in told.values() for cells, _ in equations(one)]
    for chosen in product([False, True], repeat=len(CELLS)):
        rows = sum(PEOPLE[cell][0] for cell, held in zip(CELLS, chosen, strict=True) if held)
        if 0 < rows < 30:
            assert not can_be_solved(list(chosen), known), chosen
    assert can_be_solved([cell[1] == "isles" for cell in CELLS], known)
