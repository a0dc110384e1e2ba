"""Validation results of Great Expectations: as 1.24 wrote one to its store, and as earlier versions word the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.records.validations.json_document import UnfitError
from dte_exporter.records.validations.known_formats import FORMATS, reports_in
from dte_exporter.records.validations.reported import Report, Result

FILE = Path(__file__).parents[3] / "data/validations/great_expectations_1.json"
AT = 1_795_834_735.934395
"""2026-11-28 02:58:55.934395 UTC."""


def reports(tree: object) -> tuple[Report, ...]:
    """Return what a file with this tree reports."""
    return reports_in(json.dumps(tree).encode(), FORMATS, lambda name: None)


def told(result: Result) -> tuple[str, str, bool | None, float | None, str]:
    """Return what the results say of one expectation."""
    return result.expectation, result.column, result.met, result.unexpected, result.severity


def one(**changed: Any) -> dict[str, Any]:
    """Return a validation with one result, of which some keys are `changed`."""
    config = {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "age"}}
    return {"suite_name": "s", "results": [{"success": True, "expectation_config": config, "result": {}, **changed}]}


def test_a_result_of_its_store_is_read_as_it_stands_there() -> None:
    """Ten expectations of ten people, by hand: what is met, of how many values not, how bad, and one that raised."""
    (report,) = reports_in(FILE.read_bytes(), FORMATS, lambda name: None)

    assert (report.suite, report.skipped) == ("census", 0)
    assert report.at == pytest.approx(AT)
    assert [told(result) for result in report.results] == [
        ("expect_column_values_to_not_be_null", "nosuch", None, None, "critical"),
        ("expect_column_values_to_not_be_null", "age", True, 0.1, "warning"),
        ("expect_column_values_to_be_between", "age", False, pytest.approx(1 / 9), "critical"),
        ("expect_column_max_to_be_between", "age", False, None, "critical"),
        ("expect_column_values_to_be_in_set", "sex", False, 0.1, "info"),
        ("expect_column_values_to_be_in_set", "sex", False, 0.5, "critical"),
        ("expect_column_values_to_be_unique", "id", False, 0.2, "critical"),
        ("expect_table_row_count_to_be_between", "", True, None, "critical"),
        ("expect_column_pair_values_a_to_be_greater_than_b", "id, income", False, 0.1, "critical"),
        ("expect_compound_columns_to_be_unique", "id, sex", True, 0.0, "critical"),
    ]


def test_no_value_of_the_data_is_taken_over() -> None:
    """The file has the age of somebody who is 200, alone and as the highest; what is read has neither."""
    assert "200.0" in FILE.read_text()

    assert "200" not in repr(reports_in(FILE.read_bytes(), FORMATS, lambda name: None))


EARLIER = {
    "success": False,
    "results": [
        {
            "success": False,
            "expectation_config": {
                "expectation_type": "expect_column_values_to_be_unique",
                "kwargs": {"column": "id"},
                "meta": {"name": "one row a person"},
            },
            "result": {"element_count": 8, "unexpected_count": 2, "unexpected_percent": 25.0},
            "exception_info": {"raised_exception": False},
        }
    ],
    "meta": {
        "great_expectations_version": "0.18.22",
        "expectation_suite_name": "people",
        "run_id": {"run_name": "nightly", "run_time": "2024-05-01T03:00:00+00:00"},
        "validation_time": "20240501T030000.500000Z",
    },
}
EXPECTED = Report(
    "people",
    (Result("expect_column_values_to_be_unique", met=False, column="id", unexpected=0.25, name="one row a person"),),
    at=1_714_532_400.5,
)


def test_before_1_0_suite_type_and_time_have_other_keys() -> None:
    """The suite is in the meta, the type has another key, no severity is told, and the time is in the basic form."""
    assert reports(EARLIER) == (EXPECTED,)


def test_a_checkpoint_has_several_validations() -> None:
    """Each is a report: inside an entry with what its actions did, as 0.18 has it, or as the entry itself."""
    both = {"run_id": {}, "run_results": {"a": {"validation_result": EARLIER, "actions_results": {}}, "b": EARLIER}}

    assert reports(both) == (EXPECTED, EXPECTED)


@pytest.mark.parametrize("told", [None, "NaN", "much", True, -1.0, 100.5, 10**400])
def test_a_percentage_that_is_none_tells_no_share(told: Any) -> None:
    """It is not known then, whatever stands there."""
    body = json.dumps(one(result={"unexpected_percent": told})).replace('"NaN"', "NaN").encode()

    ((result,),) = (report.results for report in reports_in(body, FORMATS, lambda name: None))

    assert (result.met, result.unexpected) == (True, None)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"success": "perhaps"}, "results[0].success is not as Great Expectations writes it (bool_parsing)"),
        ({"expectation_config": {"kwargs": {}}}, "results[0].expectation_config.type is missing"),
        ({"result": ["32 Main Street"]}, "results[0].result is not as Great Expectations writes it (model_type)"),
    ],
)
def test_what_is_not_as_it_writes_it_is_told_by_its_place(changed: dict[str, Any], sentence: str) -> None:
    """And by no value of it."""
    with pytest.raises(UnfitError) as caught:
        reports(one(**changed))
    assert str(caught.value) == f"is no result of Great Expectations: {sentence}"
