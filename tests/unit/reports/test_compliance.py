"""The compliance report: what it says of each control, in values and on a page."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

from dte_exporter.config.governance.framework import Control, Selector
from dte_exporter.config.models import Objective
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.reports.compliance import NOTICE, Report, report
from dte_exporter.reports.compliance_page import page
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, Values
from tests.unit.controls.evidence import GAP, asked, checked, judged
from tests.unit.objectives.story import DISTANCE, SHARE, start

NOW = 1_800_000_000.0
"""15 January 2027, 08:00 UTC."""


def _violated() -> CheckRecord:
    """Return a check that found one of eight, and where."""
    record = checked("erasure", "people", of=(1, 8), at=NOW - 60)
    assert record.values is not None
    evidence = Evidence(
        fingerprints={"current": "0123456789abcdef"},
        details={"violations": {"datasets.people": ["holds <one> who was erased"]}},
        query='SELECT "person" …;',
    )
    values = Values(record.values.samples, evidence, record.values.at)
    return replace(record.after(Run(Outcome.OK, "", NOW - 60, 1.0), values), violated_since=NOW - 3600)


def _snapshot() -> Snapshot:
    return judged(
        checked("consent", "people", of=(0, 3), at=NOW - 60),
        _violated(),
        checked("notice", "people", of=None, outcome=Outcome.SOURCE_ERROR),
        consent=asked("consent"),
        erasure=asked("erasure", tolerance=0),
        notice=asked("notice"),
        breach=asked("breach", accepted_gap=GAP),
        automated=asked("decisions", not_applicable="No machine decides & never did"),
    )


def _report() -> Report:
    return report(_snapshot(), NOW)


def test_the_report_is_dated_and_says_what_it_is_not() -> None:
    """When, by what, and that it is no legal advice."""
    made = _report()

    assert made.made_at == "2027-01-15T08:00:00+00:00"
    assert re.fullmatch(r"dte-exporter \d+\.\d+.*", made.made_by)
    assert "not legal advice" in made.notice == NOTICE


def test_controls_stand_by_state_the_worst_first() -> None:
    """Violated, without evidence, accepted, met, not applicable; one of four that apply is met."""
    (framework,) = _report().frameworks

    assert [(control.id, control.state) for control in framework.controls] == [
        ("erasure", "violated"),
        ("notice", "no_evidence"),
        ("breach", "accepted_gap"),
        ("consent", "met"),
        ("automated", "not_applicable"),
    ]
    assert (framework.met, framework.applicable) == (1, 4)
    assert framework.states == dict.fromkeys(framework.states, 1)


def test_a_violation_is_told_with_its_figures_and_where_it_is() -> None:
    """Counts, time, fingerprint and place; the check and its kind."""
    (on_people,) = _report().frameworks[0].controls[0].datasets
    (evidence,) = on_people.evidence

    assert (on_people.dataset, on_people.violations, on_people.examined) == ("people", 1, 8)
    assert (evidence.check, evidence.kind, evidence.outcome) == ("people-erasure", "erasure", "ok")
    assert evidence.found_at == "2027-01-15T07:59:00+00:00"
    assert evidence.fingerprints == {"current": "0123456789abcdef"}
    assert evidence.places == {"datasets.people": ["holds <one> who was erased"]}


def test_a_run_that_failed_is_told_as_such() -> None:
    """No figure stands for it, nor what an earlier run read."""
    (on_people,) = _report().frameworks[0].controls[1].datasets
    (evidence,) = on_people.evidence

    assert (on_people.violations, evidence.outcome, evidence.found_at) == (None, "source_error", None)
    assert (evidence.fingerprints, evidence.places) == ({}, {})


def test_the_law_is_named_beside_the_article() -> None:
    """Two laws have an Article 17; one without a short name goes by its title."""
    assert _report().frameworks[0].controls[0].cited == "Ours Art. 17"
    assert "Ours Art. 17" in page(_report())


def test_a_violation_is_told_with_since_when_and_the_query_that_lists_it() -> None:
    """Nothing is told of a control that nothing breaks."""
    erasure, *_, consent, _ = _report().frameworks[0].controls
    told = [(one.violated_since, one.query) for part in (erasure, consent) for one in part.datasets[0].evidence]
    assert told == [("2027-01-15T07:00:00+00:00", 'SELECT "person" …;'), (None, "")]
    assert "Query that lists the cases" in page(_report())


def test_a_gap_is_told_with_who_answers_for_it() -> None:
    """And until when."""
    gap = _report().frameworks[0].controls[2].accepted_gap

    assert gap is not None
    assert (gap.owner, gap.until) == ("Platform", "2027-01-31")


def test_the_document_is_plain_json() -> None:
    """A program reads back what was written."""
    tree = json.loads(json.dumps(_report().as_json()))

    assert tree["frameworks"][0]["controls"][0]["datasets"][0]["evidence"][0]["violations"] == 1


class _Page(HTMLParser):
    """What a page is made of, and where its tags do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_needs_nothing_beside_itself() -> None:
    """No script, no link, no address that a browser would fetch; every element closes."""
    text = page(_report())
    parsed = _Page(text)

    assert text.startswith("<!doctype html>")
    assert parsed.open == []
    assert not {"src", "href"} & {name for name, _ in parsed.attributes}
    assert "<script" not in text
    assert "url(" not in text


def test_the_page_tells_all_and_escapes_it() -> None:
    """Signs of HTML in what people wrote are text."""
    text = page(_report())
    told = _Page(text).text

    assert (
        "1 of 4 controls that apply are met: 1 violated, 1 no evidence, 1 accepted gap, 1 met, 1 not applicable."
        in told
    )
    assert "datasets.people: holds <one> who was erased" in told
    assert "The vendor mends it in spring. Platform answers for it until 2027-01-31." in told
    assert "No machine decides & never did" in told
    assert "<one>" not in text


def test_a_control_without_any_check_says_so() -> None:
    """In a sentence, not in an empty table."""
    text = page(report(judged(erasure=asked("erasure", tolerance=3)), NOW))

    assert "Nothing that the config has gives evidence of it." in text
    assert ", 3 tolerated" in text
    assert "<table>" not in text


def test_objectives_of_one_check_are_one_line_of_evidence() -> None:
    """However many they are, their figures add up: one of two is not met."""
    story = start(columns_ratio=Objective(max=0.1), distance=Objective(max=0.5)).run(
        SHARE.sample(0.2), DISTANCE.sample(0.3, column="age", method="psi"), at=0.5
    )
    control = Control(
        title="T", articles=("10",), asks="A.", cannot_see="Much.", objectives=(Selector(pillar="drift"),)
    )
    snapshot = replace(judged(drift=control), records=story.snapshot.records, standings=story.standings)

    (evidence,) = report(snapshot, 1.0).frameworks[0].controls[0].datasets[0].evidence

    assert (evidence.check, evidence.violations, evidence.examined) == ("census", 1, 2)
