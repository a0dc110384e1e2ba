import sys
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from dte_exporter.statistics.contingency import Contingency, ContingencyPlan
from dte_exporter.statistics.expressions.blank import is_blank, without_blanks
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.replicates.plan import Long, ReplicatesPlan
from dte_exporter.statistics.replicates.replicates import Loss
from dte_exporter.statistics.residuals.plan import ResidualsPlan
from dte_exporter.statistics.scores.plan import ScoresPlan
from dte_exporter.statistics.scores.scores import Cell
from dte_exporter.statistics.sources import Sources
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., TableView]
SPACE = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
TEXTS = [*SPACE, "", "".join(SPACE), "a", " a ", "\u00a0b", "\u200b", "0", None]

PEOPLE: Mapping[str, list[Any]] = {
    "sex": ["f", "", " ", None, "f", "\u00a0", "m"],
    "apt": ["yes", "no", "", "yes", None, "yes", "no"],
    "hired": ["yes", "yes", "no", "", "no", " ", "no"],
    "p": [0.5] * 7,
    "rent": [1.0] * 7,
    "guess": [2.0] * 7,
    "second": [1, 2, 99, 4, 98, 6, 7],
}


def test_the_engine_and_python_call_the_same_texts_blank(view_of: ViewOf) -> None:
    """Every white space of Unicode, alone and together, and nothing that holds a letter."""
    view = view_of({"text": TEXTS})
    found = view.rows(view.table.select(view.table.text, kept=without_blanks(view.table.text)))

    assert len(SPACE) > 20
    assert found == [(text, None if text is None or is_blank(text) else text) for text in TEXTS]


def test_what_is_no_text_is_never_blank(view_of: ViewOf) -> None:
    """A column of numbers is given back as it is."""
    view = view_of({"number": [0, 1]})
    assert without_blanks(view.table.number).equals(view.table.number)


def test_blank_groups_and_classes_join_what_is_missing(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Of seven people four have no sex: null, empty, a space and one that does not break. Their counts are one."""
    table = ContingencyPlan(("sex",), "hired", "apt").measure(Sources({"current": view_of(PEOPLE)}), cache)

    assert table == Contingency(
        ("sex",),
        {
            ("f", "yes", "yes"): 1,
            (None, "no", "yes"): 1,
            (None, None, "no"): 1,
            (None, "yes", None): 2,
            ("f", None, "no"): 1,
            ("m", "no", "no"): 1,
        },
    )


def test_blank_groups_and_labels_of_scores_are_missing(view_of: ViewOf, cache: StatisticsCache) -> None:
    """No group has an empty name, which would be the series of all rows; a blank label is not the newest."""
    view = view_of({**PEOPLE, "time": [datetime.fromtimestamp(second, UTC) for second in PEOPLE["second"]]})
    scores = ScoresPlan(("sex",), "apt", "hired", None, "time").measure(Sources({"current": view}), cache)

    assert scores.parts("sex").keys() == {("f",), ("m",), (None,)}
    assert {cell: tally.rows for cell, tally in scores.ungrouped("sex").items()} == {
        Cell("no", "yes", None): 1,
        Cell(None, "no", None): 1,
        Cell("yes", None, None): 2,
    }
    assert sum(tally.rows for tally in scores.whole.values()) == 7
    assert scores.newest == 7.0


def test_blank_groups_of_residuals_are_missing(view_of: ViewOf, cache: StatisticsCache) -> None:
    """Their errors are added up."""
    residuals = ResidualsPlan(("sex",), "rent", "guess").measure(Sources({"current": view_of(PEOPLE)}), cache)

    assert {part: errors.rows for part, errors in residuals.parts("sex").items() if any(part)} == {("f",): 2, ("m",): 1}
    assert (residuals.ungrouped("sex").rows, residuals.ungrouped("sex").errors) == (4, 4.0)


def test_blank_keys_and_classes_of_replicates_are_missing(view_of: ViewOf, cache: StatisticsCache) -> None:
    """A row counts under the first that it lacks: two have no key, two no prediction, one no label, one is alone."""
    view = view_of(
        {
            "key": ["a", "a", " ", "", "b", "b", "c", "d"],
            "guess": ["x", "y", "x", None, "", " ", "x", "x"],
            "y": ["x", "x", "x", None, "x", "", "\t", "x"],
        }
    )
    found = ReplicatesPlan(Long("key", "guess"), "y", Loss.ZERO_ONE).measure(Sources({"current": view}), cache)

    assert (found.without_key, found.without_prediction, found.without_label, found.lone_rows) == (2, 2, 1, 1)
    assert (found.table_rows, found.used_rows, found.examples) == (8, 2, 1)


@pytest.mark.parametrize(("text", "blank"), [("", True), (" \t\n", True), ("\u3000", True), ("-", False), ("0", False)])
def test_only_white_space_is_blank(text: str, blank: bool) -> None:
    """A dash or a zero is a value: what else means missing is the config's to say."""
    assert is_blank(text) is blank
