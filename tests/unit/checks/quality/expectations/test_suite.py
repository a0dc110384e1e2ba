"""A suite as it is written down: by Great Expectations, by hand, and wrongly."""

import json
from typing import Any

import pytest

from dte_exporter.checks.quality.expectations.suite import Stated, read_suite
from dte_exporter.errors import SourceError
from dte_exporter.worker.libraries import load

NOT_NULL = "expect_column_values_to_not_be_null"


def body(*expectations: Any, **suite: Any) -> bytes:
    """Return a suite in JSON."""
    return json.dumps({"expectations": list(expectations), **suite}).encode()


def test_a_suite_of_great_expectations_is_read_as_it_writes_it() -> None:
    """Name, kwargs, severity, the id of an expectation and the values of parameters are those of the object."""
    load(["great_expectations"])
    from great_expectations import ExpectationSuite
    from great_expectations.expectations.core.expect_column_values_to_not_be_null import (
        ExpectColumnValuesToNotBeNull,
    )

    stated = ExpectColumnValuesToNotBeNull(column="age", mostly=0.9, severity="warning")  # type: ignore[arg-type]  # a word will do
    suite = ExpectationSuite(name="loans", expectations=[stated], suite_parameters={"least": 0})
    stated.id = "f4"
    written = json.dumps(suite.to_json_dict()).encode()

    found = read_suite(written, "suite: s.json", "s.json")

    assert found.name == "loans"
    assert found.parameters == {"least": 0}
    assert found.stated == (Stated(NOT_NULL, {"column": "age", "mostly": 0.9}, "warning", "f4"),)


def test_yaml_says_the_same() -> None:
    """A suite written by hand has no name but its file's; a name in meta goes before an id."""
    text = f"expectations:\n- {{type: {NOT_NULL}, kwargs: {{column: age}}, id: f4, meta: {{name: key}}}}\n"

    found = read_suite(text.encode(), "suite: s.yaml", "s.yaml")

    assert (found.name, found.stated) == ("s.yaml", (Stated(NOT_NULL, {"column": "age"}, "critical", "key"),))


def test_a_suite_of_before_version_1_is_read() -> None:
    """It has the same content under other words."""
    written = body({"expectation_type": NOT_NULL, "kwargs": {"column": "age"}}, expectation_suite_name="old")

    found = read_suite(written, "suite: s.json", "s.json")

    assert (found.name, found.stated[0].type) == ("old", NOT_NULL)


@pytest.mark.parametrize(
    ("kwargs", "columns"),
    [
        ({"column": "a"}, ("a",)),
        ({"column_A": "a", "column_B": "b"}, ("a", "b")),
        ({"column_list": ["a", "b", "c"]}, ("a", "b", "c")),
        ({"min_value": 1}, ()),
    ],
)
def test_an_expectation_is_about_columns(kwargs: dict[str, Any], columns: tuple[str, ...]) -> None:
    """One, a pair, several, or none where it is about the table."""
    assert Stated("expect", kwargs).columns == columns


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (b"\xff", "is neither JSON nor YAML: write the suite again"),
        (b'{"expectations": [', "is neither JSON nor YAML: write the suite again"),
        (b"a: [", "is neither JSON nor YAML: write the suite again"),
        (b"[]", "is no suite of Great Expectations: it has a list of expectations under that name"),
        (b"{}", "is no suite of Great Expectations: it has a list of expectations under that name"),
        (body(), "has no expectations: add one, or leave the check out"),
        (body(1), ": expectation 1 is no mapping: write its type and its kwargs"),
        (body({"type": NOT_NULL}, {}), f": expectation 2 has no type, such as {NOT_NULL}"),
        (body({"type": "a", "kwargs": 3}), ": expectation 1, a, has kwargs or meta that are no mapping"),
        (body({"type": "a", "meta": "x"}), ": expectation 1, a, has kwargs or meta that are no mapping"),
        (
            body({"type": "a", "severity": "high"}),
            ": expectation 1, a, has the severity 'high': write critical, warning, info",
        ),
    ],
)
def test_a_broken_suite_is_one_sentence(written: bytes, sentence: str) -> None:
    """It names the file, and the expectation where it is one."""
    with pytest.raises(SourceError) as error:
        read_suite(written, "suite: s.json", "s.json")

    text = str(error.value)
    assert text.startswith("suite: s.json")
    assert text.removeprefix("suite: s.json").lstrip() == sentence
