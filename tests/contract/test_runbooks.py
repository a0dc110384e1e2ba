"""Every alert has its page, every page its alert, and all pages one form."""

import re
from pathlib import Path

import pytest

from dte_exporter.rules.settings import RuleSettings
from tools import promql
from tools.every_rule import ALERTS, RECORDED

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
