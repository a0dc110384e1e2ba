"""An attack: from all that a config tells, take what the groups shown hold from the totals, and see what is left."""

import csv
from typing import Any

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
    columns: {prediction: approved, label: repaid, sensitive: [sex, origin]}
checks:
  fair: {check: fairness, dataset: loans, every: 1h}
  right: {check: performance, dataset: loans, every: 1h}
"""

PEOPLE = {
    ("f", "north", 1, 1): 60,
    ("f", "north", 1, 0): 20,
    ("f", "south", 0, 1): 30,
    ("f", "east", 0, ""): 40,  # no label has come for most of the east, nor for the west
    ("m", "north", 1, 1): 90,
    ("m", "north", 0, 0): 40,
    ("m", "south", 0, 1): 50,
    ("m", "east", 1, 0): 20,
    ("m", "west", 0, ""): 30,
    ("m", "west", 1, 1): 25,
    ("x", "north", 0, 1): 2,
    ("x", "south", 1, 0): 1,
    ("f", "isles", 0, 0): 1,
}
"""Sex, origin, whether approved, whether repaid: three people of sex x and one of the isles are to stay unknown."""

Counts = dict[str, int]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, CheckResult]:
    """Return what workers hand back of each check: API, page, history and metrics have nothing else."""
    folder = tmp_path_factory.mktemp("loans")
    with (folder / "loans.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["sex", "origin", "approved", "repaid"])
        writer.writerows(person for person, count in PEOPLE.items() for _ in range(count))
    (folder / "config.yaml").write_text(CONFIG)
    config = load(folder / "config.yaml", Registry.discover())
    return {
        name: CheckResult.from_json(execute(Job(check, 0.0, folder / "cache"))) for name, check in config.checks.items()
    }


def of_fairness(group: dict[str, Any]) -> Counts:
    """Return the counts that the evidence of fairness tells of a group."""
    return {what: group[what] for what in ("rows", "predicted_positive", "labelled_positive", "labelled_negative")}


def of_performance(group: dict[str, Any]) -> Counts:
    """Return the counts that the evidence of performance tells of a group, or of all rows."""
    (true_negative, false_positive), (false_negative, true_positive) = group["confusion_matrix"]
    return {
        "rows": group["rows"],
        "labelled_positive": false_negative + true_positive,
        "labelled_negative": true_negative + false_positive,
        "right": true_negative + true_positive,
    }


def left(total: Counts, groups: dict[str, Counts]) -> Counts:
    """Return what is left of `total` without `groups`."""
    return {what: total[what] - sum(one[what] for one in groups.values()) for what in total}


def known(result: CheckResult) -> dict[str, dict[str, Counts]]:
    """Return the counts by sensitive feature and group, as either check tells them; those of all rows under none."""
    details = dict(result.evidence.details)
    if "" in details:
        return {name: {group: of_performance(one) for group, one in groups.items()} for name, groups in details.items()}
    return {name: {group: of_fairness(one) for group, one in told["groups"].items()} for name, told in details.items()}


def test_fairness_leaves_nothing_of_one_feature_that_another_tells(told: dict[str, CheckResult]) -> None:
    """Groups of sex and of origin add up to the same rows, approvals and labels, and to the rows used."""
    found = known(told["fair"])
    nothing = dict.fromkeys(found["sex"]["f"], 0)
    total = left(nothing, {"": left(nothing, found["origin"])})

    assert left(total, found["sex"]) == nothing
    assert total["rows"] == told["fair"].evidence.rows["current"] == sum(PEOPLE.values())
    assert set(found["sex"]) == {"f", "m"}
    assert set(found["origin"]) == {"north", "south", "east", "west"}


def test_performance_leaves_nothing_or_enough_of_its_totals(told: dict[str, CheckResult]) -> None:
    """Of sex nothing; of origin the east and the west together, which are withheld for want of labels."""
    found = known(told["right"])
    whole = found[""][""]

    assert set(left(whole, found["sex"]).values()) == {0}
    assert set(found["origin"]) == {"north", "south"}
    assert left(whole, found["origin"]) == {"rows": 115, "labelled_positive": 25, "labelled_negative": 20, "right": 25}


def test_what_one_check_tells_of_a_group_leaves_nothing_of_what_another_does(told: dict[str, CheckResult]) -> None:
    """Both count the three of sex x with the men, and the one of the isles with the north, few labels or not."""
    fair, right = known(told["fair"]), known(told["right"])
    for feature, group in (("sex", "f"), ("sex", "m"), ("origin", "north"), ("origin", "south")):
        for what in ("rows", "labelled_positive", "labelled_negative"):
            assert fair[feature][group][what] == right[feature][group][what], (feature, group, what)


def test_gauges_tell_no_more_than_the_evidence(told: dict[str, CheckResult]) -> None:
    """Rows of groups add up to the rows used, and a group is withheld of either feature."""
    samples = told["fair"].samples
    rows = dict.fromkeys(("sex", "origin"), 0.0)
    for one in samples:
        if one.name == "dte_fairness_group_rows":
            rows[one.labels["sensitive_feature"]] += one.value

    assert set(rows.values()) == {sum(PEOPLE.values())}
    withheld = {one.labels["sensitive_feature"]: one.value for one in samples if one.name.endswith("groups_withheld")}
    assert withheld == {"sex": 1, "origin": 1}


def test_the_evidence_says_who_counts_for_more_than_the_group_itself(told: dict[str, CheckResult]) -> None:
    """The men and the north, without a number."""
    of_sex = told["fair"].evidence.details["sex"]["groups"]
    assert {group: one.get("with_withheld_groups") for group, one in of_sex.items()} == {"f": None, "m": True}
    of_origin = told["right"].evidence.details["origin"]
    assert {group: one.get("with_withheld_groups") for group, one in of_origin.items()} == {
        "north": True,
        "south": None,
    }
