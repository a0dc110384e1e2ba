"""``run_results.json`` of dbt, as dbt 1.12 with DuckDB wrote it, alone and beside its manifest."""

import json
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.records.validations.json_document import UnfitError
from dte_exporter.records.validations.known_formats import FORMATS, reports_in
from dte_exporter.records.validations.reported import Report

FOLDER = Path(__file__).parents[3] / "data/validations/dbt"
RUN = (FOLDER / "run_results.json").read_bytes()
MANIFEST = (FOLDER / "manifest.json").read_bytes()


def read(body: bytes, manifest: bytes | None = None) -> tuple[Report, ...]:
    """Return what a file reports that lies beside a manifest, or alone."""
    return reports_in(body, FORMATS, {"manifest.json": manifest}.get)


def written(*results: dict[str, Any]) -> bytes:
    """Return a file of dbt with these results."""
    schema = "https://schemas.getdbt.com/dbt/run-results/v4.json"
    return json.dumps({"metadata": {"dbt_schema_version": schema}, "results": results}).encode()


def test_tests_are_read_and_models_are_not() -> None:
    """Of ten nodes seven are tests: one was skipped, one could not run, and the model that broke is a remark."""
    (report,) = read(RUN)

    assert (report.suite, report.skipped) == ("people", 1)
    assert report.at == pytest.approx(1_795_834_752.723169)
    assert report.remarks == ("1 of its nodes that are no tests, such as models, ended in an error",)
    assert [(one.expectation, one.met, one.severity, one.column) for one in report.results] == [
        ("accepted_values_people_sex__m__f", False, "warning", ""),
        ("nobody_is_old", False, "critical", ""),
        ("not_null_people_age", False, "warning", ""),
        ("not_null_people_id", True, "critical", ""),
        ("not_null_people_nosuch", None, "critical", ""),
        ("unique_people_id", False, "critical", ""),
    ]


def test_no_share_is_made_of_failures() -> None:
    """How many rows were looked at is in neither file."""
    assert {one.unexpected for report in read(RUN, MANIFEST) for one in report.results} == {None}


def test_the_manifest_beside_names_columns() -> None:
    """All else is as it is without."""
    (report,) = read(RUN, MANIFEST)

    assert [one.column for one in report.results] == ["sex", "", "age", "id", "nosuch", "id"]
    assert [one.met for one in report.results] == [one.met for one in read(RUN)[0].results]


def test_a_test_that_would_only_warn_is_of_that_severity_when_it_passes() -> None:
    """The manifest says so; how it turned out goes before."""
    node = "test.shop.sizes.0a1b"
    manifest = json.dumps({"nodes": {node: {"config": {"severity": "WARN"}, "column_name": None}}}).encode()

    ((passed, failed),) = (
        report.results
        for report in read(
            written({"unique_id": node, "status": "pass"}, {"unique_id": node, "status": "fail"}), manifest
        )
    )

    assert (passed.severity, failed.severity) == ("warning", "critical")


def test_a_unit_test_is_a_test() -> None:
    """Its id has the model before its name."""
    (report,) = read(written({"unique_id": "unit_test.shop.orders.sums", "status": "fail"}))

    assert [(one.expectation, one.met) for one in report.results] == [("orders.sums", False)]


def test_projects_are_suites() -> None:
    """Packages bring tests of their own."""
    found = read(written({"unique_id": "test.a.x.1", "status": "pass"}, {"unique_id": "test.b.x.1", "status": "fail"}))

    assert [(report.suite, report.results[0].met) for report in found] == [("a", True), ("b", False)]


def test_a_manifest_that_is_cut_off_is_told() -> None:
    """Its columns would be lost, and every label with them."""
    with pytest.raises(UnfitError, match=r"^lies beside manifest.json, which ends in the middle"):
        read(RUN, MANIFEST[:-3])


def test_a_manifest_of_something_else_names_nothing() -> None:
    """It is no fault of the results."""
    assert read(RUN, b"[]") == read(RUN)


def test_a_run_without_tests_reports_nothing() -> None:
    """Such as one of ``dbt run``."""
    assert read(written({"unique_id": "model.shop.orders", "status": "success"})) == ()
