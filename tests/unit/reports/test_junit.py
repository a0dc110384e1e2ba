"""A validation as a CI system reads it."""

from junitparser import Failure, JUnitXml, Skipped

from dte_exporter.reports.junit import junit
from tests.unit.reports.validations import validation, verdict


def test_a_peer_reads_a_case_for_each_thing_that_was_asked() -> None:
    """Two suites, one of facts and one of a contract; what failed has its counts, what was skipped its reason."""
    read = JUnitXml.fromstring(
        junit(
            validation(
                verdict("failed", "duplicate_keys", "id", "3 of 90 rows have a key that another row has"),
                verdict("met", "missing", "age", "none of 90 rows have no value"),
                verdict("not_judged", "sql", "age", "it is written for another engine", asked_by="loans"),
            )
        ).encode()
    )

    assert (read.tests, read.failures) == (3, 1)
    assert [(suite.name, suite.tests, suite.failures, suite.skipped) for suite in read] == [
        ("facts", 2, 1, 0),
        ("loans", 1, 0, 1),
    ]
    cases = [case for suite in read for case in suite]
    assert [case.name for case in cases] == ["duplicate_keys of id", "missing of age", "sql of age"]
    assert [(type(case.result[0]), case.result[0].message) for case in cases if case.result] == [
        (Failure, "duplicate_keys of id: 3 of 90 rows have a key that another row has"),
        (Skipped, "it is written for another engine"),
    ]


def test_names_that_are_hostile_stay_text() -> None:
    """Markup is escaped, and characters that no XML may hold are replaced."""
    name = '"><failure/>\x00\ud800&'
    (suite,) = JUnitXml.fromstring(junit(validation(verdict("met", "missing", name, "none"))).encode())
    (case,) = suite

    assert case.name == 'missing of "><failure/>\ufffd\ufffd&'
    assert case.result == []
