"""Scan results of Soda, as Soda Core 3.5 with DuckDB wrote them."""

import json
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.records.validations.json_document import UnfitError
from dte_exporter.records.validations.known_formats import FORMATS, reports_in
from dte_exporter.records.validations.reported import Report

FILE = Path(__file__).parents[3] / "data/validations/soda.json"


def read(**scan: Any) -> Report:
    """Return what a scan reports."""
    told = {"definitionName": "nightly", "defaultDataSource": "shop", "checks": [], **scan}
    (report,) = reports_in(json.dumps(told).encode(), FORMATS, lambda name: None)
    return report


def test_a_scan_is_read_as_it_stands_there() -> None:
    """Six checks of five people, by hand: outcome, column, and the share where a check measures one."""
    (report,) = reports_in(FILE.read_bytes(), FORMATS, lambda name: None)

    assert report.suite == "people"
    assert report.remarks == ()
    assert [(one.expectation, one.column, one.met, one.unexpected, one.severity) for one in report.results] == [
        ("row_count > 0", "", True, None, "critical"),
        ("missing_count(age) = 0", "age", False, None, "critical"),
        ("missing_percent(age) warn when > 5% fail when > 30%", "age", False, 0.2, "warning"),
        ("max(age) < 40", "age", False, None, "critical"),
        ("sex is m or f", "sex", False, 0.2, "critical"),
        ("duplicate_count(id) = 0", "id", False, None, "critical"),
    ]


def test_the_highest_age_is_not_taken_over() -> None:
    """A check of a maximum has that of somebody as its value."""
    assert '"value": 50' in FILE.read_text()
    assert "50" not in repr(reports_in(FILE.read_bytes(), FORMATS, lambda name: None)[0].results)


def test_a_scan_with_a_name_is_the_suite() -> None:
    """One without is called as its data source is."""
    assert read().suite == "nightly"
    assert read(definitionName="Soda Core CLI").suite == "shop"


def test_a_check_without_an_outcome_could_not_be_judged() -> None:
    """It is neither met nor told to be unmet by Soda."""
    assert [one.met for one in read(checks=[{"name": "a", "outcome": None}]).results] == [None]


def test_a_scan_with_errors_says_so() -> None:
    """Checks whose query failed are not in the file at all."""
    assert read(hasErrors=True).remarks == (
        "its scan had errors: checks that it could not read are not among its results",
    )


def test_an_outcome_that_soda_does_not_know_is_told_by_its_place() -> None:
    """Nothing is guessed of it."""
    with pytest.raises(UnfitError, match=r"^is no result of Soda: checks\[0\]\.outcome is not as Soda writes it"):
        read(checks=[{"name": "a", "outcome": "maybe"}])
