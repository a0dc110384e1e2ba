import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings
from dte_exporter.objectives.trust import MEANS
from dte_exporter.outcome import LeftOut, Outcome, Reason
from dte_exporter.storage.snapshot import Snapshot
from dte_exporter.web.status.page import page
from tests.unit.controls.evidence import asked, checked, judged
from tests.unit.web.running import NOW, SNAPSHOT, WELL, Client, Methods, Running, record


class Text(HTMLParser):
    """Collects what a reader sees, piece by piece, and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note the tag."""
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Note the text, unless it is style."""
        if self.tags[-1:] != ["style"]:
            self.pieces.append(data)


def text(html: str) -> str:
    """Return what a reader sees, pieces divided by bars."""
    return "|".join(piece for piece in Text(html).pieces if piece.strip())


def rows(html: str) -> list[str]:
    """Return what a reader sees of each row of the table of checks."""
    table = html[html.index('aria-label="Checks"') :]
    return [text(row) for row in re.findall("<tr role.*?</tr>", table, re.DOTALL)]


@pytest.mark.parametrize(
    ("pillar", "dataset", "read"),
    [
        ("drift", {"dataset": "employment"}, "drift on data set employment"),
        ("model", {}, "model on a model registry"),
        ("compliance", {}, "compliance on the record of processing"),
    ],
)
def test_a_check_says_what_kind_of_thing_it_reads(pillar: str, dataset: dict[str, str], read: str) -> None:
    """A check of the record reads no model registry."""
    settings = CheckSettings(check=pillar, every=300.0, **dataset)
    check = ConfiguredCheck("it", settings, Methods(), {}, Path("/etc/dte"), pillar)
    (row,) = rows(page(Snapshot({"it": record(check, Outcome.OK, ago=5)}), NOW))
    assert f"it · {read}|" in row


@pytest.fixture
def html() -> str:
    """Return the page of all six checks."""
    return page(SNAPSHOT, NOW)


def test_the_verdict_comes_first_in_words(html: str) -> None:
    """Objectives lead, how the checks run follows, and the trust is a number: the mean of 1 of 2, and of 0 of 1."""
    assert f"|DTE Trust Exporter 0.1.0|1 objective unmet, 1 unknown, 1 met|0.25 |trust, of 1: {MEANS}|" in text(html)
    assert "|2 checks failing, 2 waiting, 2 running well. As of |2018-07-01 14:00:00 UTC|" in text(html)


def test_controls_stand_beside_the_trust_that_does_not_count_them() -> None:
    """One of one is violated."""
    told = text(page(judged(checked("erasure", of=(1, 2), at=NOW), erasure=asked("erasure")), NOW))
    assert "1 control violated. As of |" in told


def test_checks_that_need_somebody_come_first(html: str) -> None:
    """Failing ones, then those that wait or are overdue, then the rest; among equals as the config has them."""
    names = [re.search(r"[a-z]+-(drift|fairness)", row) for row in rows(html)]
    assert [name and name[0] for name in names] == [
        "employment-drift",
        "clicks-drift",
        "lending-fairness",
        "pricing-drift",
        "employment-fairness",
        "hiring-fairness",
    ]


def test_a_failing_check_says_what_failed_since_when_and_who_minds_it(html: str) -> None:
    """One row answers: what, why, when, what next, until when its values hold, and whom to ask."""
    assert rows(html)[0] == (
        "▲|failing: |The people of today against those of 2015|employment-drift · drift on data set employment"
        "|source error|the source has no column 'occupation' (it has 16 others): "
        "check its name in the config, and the header of a CSV file"
        "|took 0.021 s · 0 rows|45 s ago|13:59:15 UTC|in 4 min|14:04:15 UTC|stale for 3 h|10:15:00 UTC"
        "|Machine learning platform|Runbook"
    )


def test_a_check_that_runs_well_says_until_when_its_values_hold(html: str) -> None:
    """What there is to know of them stands below, and what could not be defined is counted beside the rows."""
    assert rows(html)[4] == (
        "●|ok: |Equal treatment by sex and race|employment-fairness · fairness on data set employment|ok"
        "|feature 'AGEP' is rounded to years"
        "|took 0.41 s · 137,562 rows · 1 value undefined|3 min ago|13:56:50 UTC|in 1 min|14:01:50 UTC"
        "|stale in 11 min|14:11:50 UTC|Responsible AI|Runbook"
    )


def test_a_check_that_left_rows_out_says_how_many_and_why() -> None:
    """What was used, of how many, and what the others lack."""
    left_out = (LeftOut("sex", Reason.MISSING_GROUP, 200),)
    assert WELL.last is not None
    last = replace(WELL.last, rows=400, rows_read=600, left_out=left_out, dropped=0)
    records = {"hiring-fairness": replace(WELL, last=last)}

    assert "|took 0.41 s · 400 of 600 rows · 200 without sex|" in rows(page(Snapshot(records), NOW))[0]


def test_a_check_that_has_not_run_invents_nothing(html: str) -> None:
    """No outcome, no time, no values, only when it will run."""
    assert "|no run has ended yet|not yet|in 8 s|14:00:08 UTC|none yet|" in rows(html)[3]


def test_a_run_that_is_overdue_is_due(html: str) -> None:
    """A planned time that has passed is told as such, and a long run in minutes."""
    assert "|took 5 min · 137,562 rows|10 min ago|13:49:50 UTC|due 5 min ago|13:54:50 UTC|" in rows(html)[1]


def test_series_that_the_budget_cut_are_told(html: str) -> None:
    """Whoever misses a series finds out why."""
    assert "· 1,204 series dropped|" in rows(html)[5]


def test_a_check_without_plan_or_owner_says_so() -> None:
    """Nothing is left blank: blank could mean anything."""
    dataset = WELL.check.dataset.model_copy(update={"owner": "", "runbook": ""})
    record = replace(WELL, next_run=None, check=replace(WELL.check, datasets={"employment": dataset}))
    (row,) = rows(page(Snapshot({"a": record}), NOW))
    assert "|not planned|" in row
    assert row.endswith("|nobody is named")


def test_unmet_objectives_lead_and_met_ones_fold_into_a_count(html: str) -> None:
    """Value against limit, for how many runs, and who minds it; unknown ones are not hidden among the met."""
    told = text(html)
    assert "|▲|unmet: |Close rates|race · employment-fairness|0.152|at most 0.1|7 runs|Responsible AI|" in told
    assert "|◌|unknown: |Columns ratio|employment-drift|not known|at most 0.3|0 runs|Machine learning" in told
    assert "|1 objective met|" in told
    assert html.index("Columns ratio") < html.index("<details>") < html.index("sex · employment-fairness")


def test_insufficient_evidence_has_a_mark_and_words_of_its_own() -> None:
    """Its value is shown, with what it tells: it is in no count of what is met or unmet."""
    standings = dict(SNAPSHOT.standings)
    (race,) = [subject for subject in standings if subject[2] == "race"]
    standings[race] = replace(standings[race], judgement="insufficient", unmet_runs=0)
    told = text(page(replace(SNAPSHOT, standings=standings), NOW))

    assert "|1 objective unknown, 1 of insufficient evidence, 1 met|" in told
    assert "|◐|insufficient evidence: |Close rates|race · employment-fairness|0.152|insufficient evidence|" in told


def test_objectives_that_are_all_met_leave_only_their_count() -> None:
    """Nothing to do takes one line."""
    met = {key: standing for key, standing in SNAPSHOT.standings.items() if key[2] == "sex"}
    records = {"employment-fairness": SNAPSHOT.records["employment-fairness"]}
    html = page(Snapshot(records, met), NOW)
    assert "<h1>1 objective met</h1>" in html
    assert "Objectives that are not met" not in html


def test_without_objectives_the_checks_are_the_verdict() -> None:
    """The trust that nobody asked for is no number."""
    html = page(Snapshot({"a": WELL}), NOW)
    assert "<h1>1 check running well</h1>" in html
    assert "No objective is set. " in html
    assert "trust, of 1" not in html


def test_an_exporter_without_checks_says_so() -> None:
    """An empty page would look broken."""
    html = page(Snapshot(), NOW)
    assert "<h1>No check is configured</h1>" in html
    assert "<table" not in html


def test_a_failed_reload_is_told_with_the_age_of_what_is_in_force() -> None:
    """Whoever edited the file must not believe that it took effect."""
    told = text(page(replace(SNAPSHOT, reload_successful=False), NOW))
    assert "The config could not be read again. The one of 2018-06-28 14:00:00 UTC (3 d ago) is in force" in told
    assert "could not be read again" not in text(page(SNAPSHOT, NOW))


def test_what_people_wrote_cannot_become_html(html: str) -> None:
    """A title full of tags is a title, a runbook that is a script is text."""
    assert '|<b>Clicks</b> & "taps"|' in text(html)
    assert "b" not in Text(html).tags
    assert 'href="javascript' not in html


def test_the_page_needs_nothing_from_elsewhere(html: str) -> None:
    """No script, no image, no font, no sheet: it works where there is no network."""
    assert not {"script", "img", "iframe", "form"} & set(Text(html).tags)
    assert not re.findall(r"url\(|@import|src=", html)


def test_the_policy_allows_the_style_of_the_page_and_nothing_else(client: Client) -> None:
    """The hash in the header is that of the very style in the page: a browser would refuse any other."""
    answer = client.get("/status")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


def test_the_page_shows_the_moment_of_the_request(client: Client, service: Running) -> None:
    """A quarter of an hour on, without a new run, what was fresh is stale, and its objectives unknown."""
    service.clock.time += 900
    answer = client.get("/status").text
    assert "<h1>3 objectives unknown</h1>" in answer
    assert answer.count("stale in") == 0


def test_every_link_of_the_page_leads_somewhere(client: Client) -> None:
    """All links of our own answer."""
    addresses = re.findall(r'href="(/[^"]*)"', client.get("/status").text)
    assert len(addresses) == 16
    assert {client.get(address).status_code for address in addresses} == {200}
