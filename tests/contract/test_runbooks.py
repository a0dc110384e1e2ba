"""Every alert has its page, every page its alert, and all pages one form."""

import re
from pathlib import Path

import pytest

from dte_exporter.rules.settings import RuleSettings
from tests.contract import promql
from tests.contract.every_rule import ALERTS, RECORDED

RUNBOOKS = Path(__file__).parents[2] / "docs/runbooks"
PAGES = sorted(page for page in RUNBOOKS.glob("*.md") if page.stem != "index")
FORM = [
    "What it means",
    "Who is affected",
    "How to see it",
    "Likely causes",
    "What to do now",
    "When to escalate",
    "How to silence it honestly",
]


def section(page: Path, title: str) -> str:
    """Return the text of one section."""
    return page.read_text().split(f"## {title}\n")[1].split("\n## ")[0].strip()


def test_every_alert_has_a_page_and_every_page_an_alert() -> None:
    """The link of an alert ends in its name."""
    assert [page.stem for page in PAGES] == sorted(ALERTS)
    assert RuleSettings().runbook("DteCheckStale").endswith("docs/runbooks/DteCheckStale.md")


def test_the_index_lists_every_page_once() -> None:
    """Nobody has to know a name to find it."""
    listed = re.findall(r"\]\((\w+)\.md\)", (RUNBOOKS / "index.md").read_text())
    assert sorted(listed) == sorted(ALERTS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_the_form(page: Path) -> None:
    """Seven sections in one order, none of them empty; causes and steps are numbered by their rank."""
    text = page.read_text()

    assert text.startswith(f"# {page.stem}\n")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == FORM
    assert all(section(page, title) for title in FORM)
    for ranked in ("Likely causes", "What to do now"):
        assert section(page, ranked).startswith("1. ")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_queries_name_only_what_there_is(page: Path) -> None:
    """A renamed metric or label turns the page red; each page has something to look at."""
    queries = re.findall(r"```promql\n(.*?)```", section(page, "How to see it"), re.DOTALL)

    assert queries
    assert {query: promql.unknown(query, RECORDED) for query in queries if promql.unknown(query, RECORDED)} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_query_of_what_rules_record_says_so(page: Path) -> None:
    """Where they are not loaded it has no answer, and nobody could tell why."""
    asked = re.findall(r"([^\n]*)\n\n```promql\n(.*?)```", page.read_text(), re.DOTALL)

    recorded = [before for before, query in asked if promql.named(query).metrics & RECORDED]
    assert [before for before in recorded if "[recorded by the rules](../how-to/alert-on-trust.md)" not in before] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_to_be_done_by_hand_is_a_command(page: Path) -> None:
    """At three in the morning nobody looks up how a verb is called."""
    steps = section(page, "What to do now").splitlines()
    vague = ("by hand", "check-config", "/-/reload", "/-/healthy", "/api/")

    told = [step for step in steps if any(word in step for word in vague)]
    assert [step for step in told if not re.search(r"`(dte-exporter|curl) [^`]+`", step)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_silence_is_of_this_alert_and_ends(page: Path) -> None:
    """It names the alert, has an end, and asks for a reason."""
    silence = section(page, "How to silence it honestly")

    assert f"amtool silence add alertname={page.stem}" in silence
    assert "--duration" in silence
    assert "--comment" in silence


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_links_lead_somewhere(page: Path) -> None:
    """A cause that is another alert's is found there."""
    assert all((RUNBOOKS / target).exists() for target in re.findall(r"\]\((\w+\.md)\)", page.read_text()))
