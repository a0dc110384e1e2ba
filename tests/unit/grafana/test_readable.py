"""Boards can be read with hundreds of series: what matters first, the worst of it, one colour for one meaning."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import promql_parser
import pytest
from promql_parser import (
    AggregateExpr,
    BinaryExpr,
    Call,
    NumberLiteral,
    ParenExpr,
    UnaryExpr,
)

from grafana.build import colours
from tests.unit.grafana.reading import NAMES, board, filled, panels, selectors

PILLARS = ("compliance", "drift", "fairness", "model", "quality")
FEW = {"pillar", "outcome", "bound"}
"""Labels of which there are never more than a handful of values."""

LEGENDS = {"timeseries", "state-timeline", "status-history"}
STATE_COLOURS = {colours.MET, colours.UNMET, colours.UNKNOWN, colours.INSUFFICIENT}
STATE_COLOURS |= {colours.ACCEPTED, colours.ATTENTION, colours.IDLE}
OF_NOBODY = {"Logged metrics"}
"""Tables of what has no data set, check or framework, and so nobody who minds it."""

EVERY_BOARD = pytest.mark.parametrize("name", NAMES)


@EVERY_BOARD
def test_objectives_come_first(name: str) -> None:
    """The first row tells how many are met, then which are not; only the exporter's own board is about other things."""
    shown = [panel["title"] for panel in panels(name)]

    if name != "exporter":
        assert shown[:6] == ["Trust", "Unmet", "Unknown", "Insufficient evidence", "Met", "Unmet objectives"]


@EVERY_BOARD
def test_how_many_series_are_shown_is_chosen_by_one_variable(name: str) -> None:
    """Ten unless somebody asks for more, up to all of them."""
    (top,) = [one for one in board(name)["templating"]["list"] if one["name"] == "top"]

    assert (top["type"], top["label"], top["query"]) == ("custom", "Series shown", "5, 10, 25, 50, All : 100000")
    assert (top["current"]["text"], top["current"]["value"]) == ("10", "10")


@EVERY_BOARD
def test_no_panel_shows_more_than_was_asked_for(name: str) -> None:
    """Each of its queries is cut to the worst, or tells of no more than a handful of things."""
    for panel in panels(name):
        for target in panel["targets"]:
            assert bounded(promql_parser.parse(filled(target["expr"]))), (panel["title"], target["expr"])


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("topk(10, max by (dataset) (x))", True),
        ("max by (dataset) (x)", False),
        ("max by (pillar) (x)", True),
        ("sum(x)", True),
        ("topk by (dataset) (10, x)", False),
        ("max by (a) (x) and topk(10, max by (a) (x))", True),
        ("topk(10, x) or max by (a) (x)", False),
        ("1000 * max by (a) (x)", False),
        ("x * on (a) group_left () topk(10, x)", False),
        ("x", False),
    ],
)
def test_what_is_bounded_is_told_from_what_is_not(expression: str, expected: bool) -> None:
    """The judgement above, held to queries whose number of series is plain to see."""
    assert bounded(promql_parser.parse(expression)) is expected


@EVERY_BOARD
def test_a_course_has_the_same_series_from_left_to_right(name: str) -> None:
    """What the worst are is judged once, at the end of the time range: a rank by step would put more in a legend."""
    for panel in panels(name):
        if panel["type"] in LEGENDS:
            for target in panel["targets"]:
                for selector, above in selectors(target["expr"]):
                    if any(isinstance(one, AggregateExpr) and str(one.op) in {"topk", "bottomk"} for one in above):
                        assert str(selector.at) == "@ end()", (panel["title"], target["expr"])


@EVERY_BOARD
def test_tables_say_who_minds_what_they_list(name: str) -> None:
    """Owner and team stand in each row."""
    for panel in panels(name):
        if panel["type"] == "table" and panel["title"] not in OF_NOBODY:
            (organise,) = [one for one in panel["transformations"] if one["id"] == "organize"]
            assert {"owner", "team"} <= organise["options"]["renameByName"].keys(), panel["title"]


@EVERY_BOARD
def test_an_empty_panel_says_in_a_sentence_what_that_means(name: str) -> None:
    """And no cell of a table does, which is empty for its own reasons."""
    for panel in panels(name):
        assert re.fullmatch(r"[A-Z].{10,}\.", panel["fieldConfig"]["defaults"].get("noValue", "")), panel["title"]
        if panel["type"] == "table":
            (cells,) = [one for one in panel["fieldConfig"]["overrides"] if one["matcher"]["options"] == "/.*/"]
            assert cells["properties"] == [{"id": "noValue", "value": "-"}]


def test_a_word_has_one_colour_on_every_board() -> None:
    """Met, violated, without evidence: wherever a state is named, it is drawn alike."""
    found = defaultdict(set)
    for word, colour in (pair for name in NAMES for panel in panels(name) for pair in worded(panel)):
        found[word].add(colour)

    assert found["met"] == {colours.MET}
    assert found["unmet"] == found["violated"] == {colours.UNMET}
    assert found["unknown"] == found["no evidence"] == {colours.UNKNOWN}
    assert found["insufficient evidence"] == {colours.INSUFFICIENT}
    assert {word: many for word, many in found.items() if len(many) > 1} == {}
    assert found["accepted gap"] == {colours.ACCEPTED} != found["alert still on"]


@EVERY_BOARD
def test_a_line_has_the_colour_of_its_name_or_of_the_state_that_it_counts(name: str) -> None:
    """Never that of its place in a legend; a limit is the colour of text and dashed."""
    for panel in panels(name):
        if panel["type"] == "timeseries":
            config = panel["fieldConfig"]
            assert config["defaults"]["color"]["mode"] == "palette-classic-by-name"
            fixed = {
                one["matcher"]["options"]: of["value"]["fixedColor"]
                for one in config["overrides"]
                for of in one["properties"]
                if of["id"] == "color"
            }
            assert fixed.pop("/^limit/") == "text"
            assert set(fixed.values()) <= STATE_COLOURS


def test_what_changes_by_the_day_is_shown_by_the_month() -> None:
    """Compliance looks back 90 days; the others a day."""
    assert {name: board(name)["time"]["from"] for name in NAMES} == {
        **dict.fromkeys(NAMES, "now-24h"),
        "compliance": "now-90d",
    }


def test_every_deadline_stands_in_one_table() -> None:
    """Whichever check it comes from, as a moment, the soonest first; empty, it is one sentence and not one a check."""
    (panel,) = [one for one in panels("compliance") if one["title"] == "Next deadlines"]

    asked = panel["targets"][0]["expr"]
    assert re.findall(r"dte_compliance_(\w+)_deadline_timestamp_seconds", asked) == ["breaches", "document", "requests"]
    assert panel["options"]["sortBy"] == [{"displayName": "due", "desc": False}]


def bounded(node: object) -> bool:
    """Return whether a query gives no more series than ``$top`` says, or one for each of a few things."""
    match node:
        case ParenExpr() | UnaryExpr():
            return bounded(node.expr)
        case Call():
            return all(bounded(argument) for argument in node.args if not _text(argument))
        case AggregateExpr():
            by = set(node.modifier.labels) if node.modifier else set()
            return not by if str(node.op) in {"topk", "bottomk"} else by <= FEW
        case BinaryExpr():
            return _bounded_pair(node)
        case _:
            return isinstance(node, NumberLiteral)


def _text(node: object) -> bool:
    return isinstance(node, promql_parser.StringLiteral)


def _bounded_pair(node: BinaryExpr) -> bool:
    left, right, operator = bounded(node.lhs), bounded(node.rhs), str(node.op)
    if operator == "or":
        return left and right
    if operator == "and":
        return left or right
    return right if isinstance(node.lhs, NumberLiteral) else left


def worded(panel: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the words of a panel that have a colour, each with it."""
    defaults = panel["fieldConfig"]["defaults"]
    for override in panel["fieldConfig"]["overrides"]:
        for of in override["properties"]:
            if of["id"] == "mappings":
                yield from (
                    (one["options"]["result"]["text"], one["options"]["result"]["color"]) for one in of["value"]
                )
            elif of["id"] == "color" and override["matcher"]["id"] == "byName" and "fixedColor" in of["value"]:
                yield override["matcher"]["options"], of["value"]["fixedColor"]
    if panel["type"] == "state-timeline" and panel["title"].startswith("Objectives"):
        steps = {step["value"] or 0: step["color"] for step in defaults["thresholds"]["steps"]}
        for mapping in defaults["mappings"]:
            yield from ((result["text"], steps[int(value)]) for value, result in mapping["options"].items())
