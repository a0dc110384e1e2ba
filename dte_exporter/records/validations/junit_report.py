"""Test reports in the XML of JUnit, as pytest and many others write them: suites of test cases.

Read by expat alone, and a document type is refused before anything in it counts: so no entity is ever declared, and
there is none to be expanded or fetched. Texts, in which values of the data may stand, are not looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from dte_exporter.records.validations.json_document import CUT_OFF, UnfitError
from dte_exporter.records.validations.reported import Report, Result, moment

MAX_DEPTH = 64
"""Elements inside each other; reports have some five."""

_SUITES = ("testsuites", "testsuite")
_AT_THE_END = 16
_OUTCOMES = ("failure", "error", "skipped")
_UNFINISHED = {
    expat.errors.codes[text]
    for text in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
"""What expat calls a document that is over too soon."""


def is_xml(body: bytes) -> bool:
    """Return whether `body` begins as XML does, in whichever encoding."""
    return body[:64].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")[:1] == b"<"


def junit_reports(body: bytes) -> Iterator[Report]:
    """Return what the report in `body` says, by suite.

    Raises
    ------
    UnfitError
        If it is no such report, or not the whole of one.
    """
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = reading.begin
    parser.EndElementHandler = reading.end
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        raise UnfitError(_fault(error, parser.ErrorByteIndex, body)) from None
    except (ValueError, LookupError):  # an encoding that is none
        raise UnfitError("is no XML that can be read: write it in UTF-8") from None
    return iter([suite.report for suite in reading.suites if suite.results or suite.skipped])


def _refuse_document_type(*_: object) -> None:
    raise UnfitError("has a document type (DOCTYPE), and no report of tests needs one: it is not read")


def _fault(error: expat.ExpatError, place: int, body: bytes) -> str:
    if error.code in _UNFINISHED or place >= len(body.rstrip()) - _AT_THE_END:
        return CUT_OFF
    return f"is no XML: see line {error.lineno}, column {error.offset + 1}"


@dataclass(slots=True)
class _Suite:
    """A suite whose cases are being read."""

    name: str
    at: float | None
    results: list[Result] = field(default_factory=list)
    skipped: int = 0

    @property
    def report(self) -> Report:
        return Report(self.name, tuple(self.results), self.at, self.skipped)


class _Reading:
    """What was read so far: elements come one by one."""

    def __init__(self) -> None:
        self.suites: list[_Suite] = []
        self._open: list[_Suite] = []
        self._case: Mapping[str, str] | None = None
        self._outcome = "pass"
        self._depth = 0

    def begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._depth += 1
        if self._depth == 1 and tag not in _SUITES:
            raise UnfitError("is XML and no report of JUnit's form, which begins with testsuites or testsuite")
        if self._depth > MAX_DEPTH:
            raise UnfitError("is no report of tests: it is nested too deeply")
        if tag in _SUITES:
            self._begin_suite(attributes)
        elif tag == "testcase":
            self._case, self._outcome = attributes, "pass"
        elif tag in _OUTCOMES and self._outcome in ("pass", "skipped"):
            self._outcome = tag

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._depth -= 1
        if tag in _SUITES:
            self._open.pop()
        elif tag == "testcase" and self._case is not None:
            self._take(self._case, self._outcome, self._open[-1])
            self._case = None

    def _begin_suite(self, attributes: Mapping[str, str]) -> None:
        at = moment(attributes.get("timestamp"))
        around = self._open[-1].at if self._open else None
        suite = _Suite(attributes.get("name", ""), around if at is None else at)
        self._open.append(suite)
        self.suites.append(suite)

    def _take(self, case: Mapping[str, str], outcome: str, suite: _Suite) -> None:
        if outcome == "skipped":
            suite.skipped += 1
            return
        met = None if outcome == "error" else outcome == "pass"
        classname = case.get("classname", "")
        suite.results.append(Result(case.get("name", ""), met, name=classname, identity=classname))
