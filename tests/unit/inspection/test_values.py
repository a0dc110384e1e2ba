from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.unit.inspection.conftest import Inspecting

CONFIG = """\
datasets:
  loans:
    source: {{type: files, path: loans.csv}}
    columns: {{prediction: approved, label: repaid, sensitive: [sex]{more}}}
    windows: {{reference: half = 1, current: half = 2}}
checks:
  {checks}
"""
FAIR = "fair: {check: fairness, dataset: loans, every: 1h}"
DRIFT = "drift: {check: drift, dataset: loans, every: 1h}"


def _write(columns: Mapping[str, list[Any]]) -> None:
    lines = [",".join(columns), *(",".join(map(str, row)) for row in zip(*columns.values(), strict=True))]
    Path("loans.csv").write_text("\n".join(lines) + "\n")


@pytest.mark.parametrize("positive", ["'yes'", "granted"])
def test_a_positive_class_that_never_occurs_is_told(inspected: Inspecting, positive: str) -> None:
    """What it names is the text in the file, letter by letter."""
    _write({"approved": ["Yes", "No"], "repaid": ["No", "Yes"], "sex": ["f", "m"], "half": [1, 2]})

    found = inspected(CONFIG.format(more=f", positive: {positive}", checks=FAIR))

    assert found.problems == (
        "config.yaml:4: datasets.loans.columns.positive: no prediction and no label is "
        f"'{positive.strip(chr(39))}': write it as the data does",
    )


@pytest.mark.parametrize(
    ("values", "more"), [(["Yes", "No"], ", positive: 'Yes'"), ([1, 0], ""), (["true", "false"], "")]
)
def test_a_positive_class_that_occurs_is_fine(inspected: Inspecting, values: list[Any], more: str) -> None:
    """The one that is named, else 1 or true, among predictions or labels."""
    _write({"approved": [values[1]] * 2, "repaid": values[::-1], "sex": ["f", "m"], "half": [1, 2]})

    found = inspected(CONFIG.format(more=more, checks=FAIR))

    assert (found.problems, found.notes) == ((), ())


def test_classes_of_which_none_is_the_positive_one_are_a_note(inspected: Inspecting) -> None:
    """There need not be one: a model may tell several classes apart."""
    _write({"approved": ["a", "b"], "repaid": ["b", "a"], "sex": ["f", "m"], "half": [1, 2]})

    found = inspected(CONFIG.format(more="", checks=FAIR))

    assert found.problems == ()
    assert found.notes == (
        "config.yaml:4: datasets.loans.columns: note: neither 1 nor true occurs in 'approved' and 'repaid': "
        "if there is a positive class, name it, columns.positive",
    )


@pytest.mark.parametrize(("groups", "checks", "told"), [(50, FAIR, False), (51, FAIR, True), (51, DRIFT, False)])
def test_a_sensitive_column_of_too_many_groups_is_told(
    inspected: Inspecting, groups: int, checks: str, told: bool
) -> None:
    """Where a check compares groups, and over fifty."""
    sexes = [f"g{place % groups}" for place in range(408)]
    _write({"approved": [1, 0] * 204, "repaid": [0, 1] * 204, "sex": sexes, "half": [1] * 204 + [2] * 204})

    sentence = "config.yaml:4: datasets.loans.columns.sensitive[0]: 'sex' has 51 values: group them into 50 or fewer"
    assert inspected(CONFIG.format(more="", checks=checks)).problems == ((sentence,) if told else ())


@pytest.mark.parametrize(("towns", "told"), [(25, False), (26, True)])
def test_too_many_combinations_are_told(inspected: Inspecting, towns: int, told: bool) -> None:
    """Of two bands and 26 towns there are 52, of which no column is too many; rows without a value are in none."""
    rows = 416
    columns: dict[str, list[Any]] = {
        "approved": [1, 0] * (rows // 2),
        "sex": ["f"] * rows,
        "age": [*[20] * 104, *[50] * 104] * 2,
        "town": [f"t{place % towns}" for place in range(rows)],
        "half": [1] * (rows // 2) + [2] * (rows // 2),
    }
    for place in (0, rows // 2):
        columns["town"][place + 1] = ""
    _write(columns)
    sensitive = "[sex, {column: age, bands: [30]}, [age, town]]"
    config = CONFIG.format(more="", checks=FAIR).replace("[sex]", sensitive).replace(" label: repaid,", "")

    sentence = (
        "config.yaml:4: datasets.loans.columns.sensitive[2]: 'age & town' has 52 combinations of values: "
        "group them into 50 or fewer"
    )
    assert inspected(config).problems == ((sentence,) if told else ())


def test_a_feature_that_is_an_identifier_is_a_note(inspected: Inspecting) -> None:
    """Text that hardly repeats, and whole numbers that differ though they lie closely; decimals differ by nature."""
    rows = 60
    columns: dict[str, list[Any]] = {
        "approved": [1, 0] * rows,
        "repaid": [0, 1] * rows,
        "sex": ["f", "m"] * rows,
        "half": [1] * rows + [2] * rows,
        "number": list(range(2 * rows)),
        "mail": [f"m{place if place % 12 else 0}" for place in range(2 * rows)],
        "town": [f"t{place % 40}" for place in range(2 * rows)],
        "wage": [place * 997 for place in range(2 * rows)],
        "amount": [place + 0.5 for place in range(2 * rows)],
        "key": list(range(2 * rows)),
    }
    _write(columns)

    found = inspected(CONFIG.format(more=", key: key", checks=DRIFT))

    way_out = "put it in columns.features.exclude, or in columns.features.include if it is meant"
    assert found.problems == ()
    assert found.notes == (
        "config.yaml:4: datasets.loans.columns: note: feature 'mail' looks like an identifier, its values hardly "
        f"repeat: {way_out}",
        "config.yaml:4: datasets.loans.columns: note: feature 'number' looks like an identifier, its numbers differ in "
        f"every row: {way_out}",
    )


def test_a_feature_that_is_named_is_meant(inspected: Inspecting) -> None:
    """However little it repeats."""
    _write(
        {"approved": [1, 0] * 60, "repaid": [1, 0] * 60, "sex": ["f"] * 120, "half": [1, 2] * 60, "n": [*range(120)]}
    )

    assert inspected(CONFIG.format(more=", features: {include: [n]}", checks=DRIFT)).notes == ()


def test_features_are_no_concern_where_no_check_looks_at_them(inspected: Inspecting) -> None:
    """Fairness reads the named columns alone."""
    _write(
        {
            "approved": [1, 0] * 60,
            "repaid": [1, 0] * 60,
            "sex": ["f", "m"] * 60,
            "half": [1, 2] * 60,
            "n": [*range(120)],
        }
    )

    assert inspected(CONFIG.format(more="", checks=FAIR)).notes == ()
