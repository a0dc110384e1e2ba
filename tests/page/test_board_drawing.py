"""Grafana's boards as they are drawn for the documentation: a plainer drawing, and as true."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dev.boards.drawing import page

NOW = 1_800_000_000
DAY = 86_400


@pytest.fixture
def tab(running: Browser) -> Iterator[Page]:
    """Return a tab in which it is January 2027."""
    one = running.new_page()
    one.clock.set_fixed_time(datetime.fromtimestamp(NOW, UTC))
    yield one
    one.close()


def drawn(tab: Page, folder: Path, *panels: dict[str, Any]) -> Page:
    """Open a board of `panels`, one below the other."""
    placed = [{**panel, "gridPos": {"x": 0, "y": 5 * place, "w": 24, "h": 5}} for place, panel in enumerate(panels)]
    file = folder / "board.html"
    file.write_text(page({"title": "B", "text": "", "panels": placed, "start": NOW - 120, "end": NOW, "step": 1}))
    tab.goto(file.as_uri())
    tab.wait_for_selector("body.drawn")
    return tab


def listing(*series: dict[str, Any], overrides: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """Return a table of two queries, whose rows are the values of the label ``check``."""
    shown = {"check": "check", "owner": "owner", "Value #A": "first", "Value #B": "second"}
    options = {"indexByName": {name: place for place, name in enumerate(shown)}, "renameByName": shown}
    return {
        "type": "table",
        "title": "T",
        "targets": [{}, {}],
        "series": list(series),
        "options": {"sortBy": [{"displayName": "first", "desc": False}]},
        "fieldConfig": {"defaults": {"noValue": "Nothing has run."}, "overrides": list(overrides)},
        "transformations": [{"id": "organize", "options": options}],
    }


def row(query: str, value: float, **labels: str) -> dict[str, Any]:
    """Return one answer of a table's query."""
    return {"query": query, "name": "", "metric": labels, "points": [[NOW, str(value)]]}


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        (-30, "30 seconds ago"),
        (-3_600, "60 minutes ago"),
        (2 * DAY, "in 2 days"),
        (40 * DAY, "in 1 month"),
        (-3_981 * DAY, "11 years ago"),
        (380 * DAY, "in 1 year"),
    ],
)
def test_a_moment_is_told_in_the_largest_unit_that_says_it(
    tab: Page, tmp_path: Path, away: float, expected: str
) -> None:
    """Nobody has to divide thousands of days."""
    moment = {
        "matcher": {"id": "byName", "options": "first"},
        "properties": [{"id": "unit", "value": "dateTimeFromNow"}],
    }

    shown = drawn(tab, tmp_path, listing(row("A", 1000 * (NOW + away), check="fair"), overrides=(moment,)))

    assert shown.locator("td").all_text_contents()[2] == expected


def test_an_empty_panel_is_the_sentence_that_it_has_for_that(tab: Page, tmp_path: Path) -> None:
    """Whatever it would have drawn."""
    assert drawn(tab, tmp_path, listing()).locator(".none").all_text_contents() == ["Nothing has run."]


def test_rows_are_put_together_by_the_labels_that_all_queries_have(tab: Page, tmp_path: Path) -> None:
    """As Grafana does: one query tells the owner, the other does not; dashes where nothing is."""
    dash = {"matcher": {"id": "byRegexp", "options": "/.*/"}, "properties": [{"id": "noValue", "value": "-"}]}
    told = (row("A", 2, check="b", owner="Ann"), row("A", 1, check="a"), row("B", 7, check="b"))

    shown = drawn(tab, tmp_path, listing(*told, overrides=(dash,)))

    assert shown.locator("td").all_text_contents() == ["a", "-", "1", "-", "b", "Ann", "2", "7"]


def test_a_number_that_stands_for_a_state_reads_as_its_word(tab: Page, tmp_path: Path) -> None:
    """In the colour of that state, up to the next whole number."""
    state = {"from": 2, "to": 2.999, "result": {"text": "unknown", "color": "#8A94A3"}}
    mappings = {"id": "mappings", "value": [{"type": "range", "options": state}]}
    words = {"matcher": {"id": "byName", "options": "first"}, "properties": [mappings]}

    shown = drawn(tab, tmp_path, listing(row("A", 2.75, check="a"), overrides=(words,))).locator("td").nth(2)

    assert (shown.text_content(), shown.evaluate("one => one.style.color")) == ("unknown", "rgb(138, 148, 163)")
