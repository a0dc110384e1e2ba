"""Reports in the XML of JUnit: as pytest wrote one, and what must not be done with others."""

from pathlib import Path

import pytest

from dte_exporter.records.validations.json_document import UnfitError
from dte_exporter.records.validations.junit_report import MAX_DEPTH
from dte_exporter.records.validations.known_formats import FORMATS, reports_in
from dte_exporter.records.validations.reported import Report

FILE = Path(__file__).parents[3] / "data/validations/pytest.xml"


def read(body: bytes | str) -> tuple[Report, ...]:
    """Return what a file reports."""
    return reports_in(body.encode() if isinstance(body, str) else body, FORMATS, lambda name: None)


def test_a_report_of_pytest_is_read_as_it_stands_there() -> None:
    """Five cases: two pass, one fails, one breaks before it can judge, one is skipped."""
    (report,) = read(FILE.read_bytes())

    assert (report.suite, report.skipped) == ("pytest", 1)
    assert report.at == pytest.approx(1_795_834_882.32026)
    assert [(one.expectation, one.name, one.met) for one in report.results] == [
        ("test_rows", "jun.test_people", True),
        ("test_filled[age]", "jun.test_people", False),
        ("test_filled[sex]", "jun.test_people", True),
        ("test_broken", "jun.test_people", None),
    ]


def test_no_message_is_taken_over() -> None:
    """A value of the data may stand in it."""
    assert "39 is here" in FILE.read_text()
    assert "39" not in repr(read(FILE.read_bytes()))


def test_suites_inside_suites_are_suites_of_their_own() -> None:
    """The moment is that of the nearest that says one; a suite without a zone is of UTC."""
    inner = '<testsuite name="in"><testcase name="a"/></testsuite>'
    found = read(f'<testsuite name="out" timestamp="2024-05-01T03:00:00"><testcase name="b"/>{inner}</testsuite>')

    assert [(report.suite, report.at, len(report.results)) for report in found] == [
        ("out", 1_714_532_400.0, 1),
        ("in", 1_714_532_400.0, 1),
    ]


def test_a_failure_is_one_whatever_else_is_said_of_the_case() -> None:
    """The first that is worse than skipped counts."""
    (report,) = read('<testsuite><testcase name="a"><skipped/><failure/><error/></testcase></testsuite>')

    assert [one.met for one in report.results] == [False]


BOMB = '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [BOMB, OUTSIDE, "<!DOCTYPE testsuite>", '<!DOCTYPE b SYSTEM "http://b/b.dtd">'])
def test_a_document_type_is_refused(declared: str) -> None:
    """No entity is expanded or fetched, since none is ever declared."""
    with pytest.raises(UnfitError, match=r"^has a document type \(DOCTYPE\), and no report of tests needs one"):
        read(f'{declared}<testsuite name="&a;"/>')


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<html/>", "is XML and no report of JUnit's form, which begins with testsuites or testsuite"),
        ("<testsuite>" * (MAX_DEPTH + 1), "is no report of tests: it is nested too deeply"),
        ('<testsuite name="&a;"/>' + " <!-- -->" * 9, "is no XML: see line 1, column 1"),
        ("<testsuite><testcase></testsuite>" + "<a/>" * 9, "is no XML: see line 1, column 24"),
        ('<?xml version="1.0" encoding="nosuch"?><testsuite/>', "is no XML that can be read: write it in UTF-8"),
    ],
)
def test_other_xml_is_told_what_it_lacks(body: str, sentence: str) -> None:
    """In one sentence."""
    with pytest.raises(UnfitError) as caught:
        read(body)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_it_is_read_in_any_encoding_of_xml(encoding: str) -> None:
    """As its first bytes say."""
    (report,) = read('<testsuite name="é"><testcase name="a"/></testsuite>'.encode(encoding))

    assert report.suite == "é"
