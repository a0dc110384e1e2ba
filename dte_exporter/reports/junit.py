"""A validation as JUnit XML, which CI systems read: a test case for each thing that was asked.

The elements are those that the Surefire schema and the Jenkins plug-in know: suites, suites of one asker, cases, and in
these ``failure`` or ``skipped``. What failed has its counts in the message; what only warns is skipped, and says so.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405  it writes, and reads nothing

from dte_exporter.reports.validation_report import State, Validation, Verdict

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold, not even as references."""


def junit(validation: Validation) -> str:
    """Return the document that tells a CI system of `validation`."""
    suites = Element("testsuites", _named("dte-exporter validate", _counts(validation.verdicts)))
    suites.attrib.pop("skipped")  # of which the schema knows for each suite alone
    for asker, verdicts in validation.by_asker.items():
        suite = SubElement(suites, "testsuite", _named(asker, _counts(verdicts)))
        suite.set("timestamp", validation.made_at[:19])
        for one in verdicts:
            _case(suite, validation.place, one)
    indent(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(suites, encoding="unicode")}\n'


def _case(suite: Element, place: str, one: Verdict) -> None:
    name = f"{one.rule} of {one.subject}" if one.subject else one.rule
    case = SubElement(suite, "testcase", _named(name, {"classname": f"{place}.{one.asked_by}", "time": "0"}))
    if one.state == "failed":
        SubElement(case, "failure", {"message": _plain(f"{name}: {one.told}"), "type": _plain(one.rule)})
    elif one.state != "met":
        SubElement(
            case, "skipped", {"message": _plain(f"a warning: {one.told}" if one.state == "warned" else one.told)}
        )


def _counts(verdicts: tuple[Verdict, ...]) -> Mapping[str, str]:
    def count(*states: State) -> str:
        return str(sum(one.state in states for one in verdicts))

    return {
        "tests": str(len(verdicts)),
        "failures": count("failed"),
        "errors": "0",
        "skipped": count("not_judged", "warned"),
        "time": "0",
    }


def _named(name: str, others: Mapping[str, str]) -> dict[str, str]:
    return {"name": _plain(name), **{key: _plain(value) for key, value in others.items()}}


def _plain(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
