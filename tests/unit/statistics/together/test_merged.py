"""One statement of several questions: what can be part of it, what it reads, and how its answers are told apart."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import ibis
import pytest

from dte_exporter.statistics.together import merged as module
from dte_exporter.statistics.together.merged import batches, can_be_merged, merged, taken_apart
from tests.unit.statistics.together.conftest import Window

TABLE = ibis.table(
    {"sex": "string", "hired": "boolean", "chance": "float64", "price": "decimal(10, 2)", "tags": "array<string>"},
    name="rows",
)
COUNT = TABLE.aggregate(n=TABLE.count())
BY_SEX = TABLE.group_by("sex").aggregate(n=TABLE.count())


def test_counts_of_the_rows_can_be_merged() -> None:
    """So can those of some of the rows, or of what was made of them."""
    halves = TABLE.filter(TABLE.hired).select(half=TABLE.chance / 2)

    assert can_be_merged(COUNT, TABLE)
    assert can_be_merged(BY_SEX.limit(5), TABLE)
    assert can_be_merged(halves.aggregate(total=halves.half.sum()), TABLE)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (TABLE.select("sex").limit(9), "it fetches rows"),
        (TABLE.aggregate(tags=TABLE.tags.max()), "no dialect has a null of its type"),
        (TABLE.join(ibis.table({"sex": "string"}, name="other"), "sex").aggregate(ibis._.count()), "another table"),
        (ibis.table({"sex": "string"}, name="other").aggregate(ibis._.count()), "another table"),
    ],
    ids=["rows", "type", "join", "elsewhere"],
)
def test_others_cannot(question: Any, why: str) -> None:
    """They are asked apart."""
    assert not can_be_merged(question, TABLE), why


@pytest.mark.parametrize(
    ("questions", "columns"),
    [
        ([COUNT, COUNT], ("sex",)),
        ([BY_SEX, TABLE.aggregate(low=TABLE.price.min())], ("sex", "price")),
        ([COUNT, TABLE.filter(TABLE.hired).order_by("price").limit(3).aggregate(ibis._.count())], ("hired", "price")),
        ([COUNT, TABLE.filter(TABLE.hired).aggregate(mean=ibis._.chance.mean())], ("hired", "chance")),
        ([COUNT, TABLE.distinct().aggregate(ibis._.count())], TABLE.columns),
    ],
    ids=["none", "named", "passed on", "named after a filter", "all at once"],
)
def test_no_column_is_read_that_no_question_names(questions: list[Any], columns: tuple[str, ...]) -> None:
    """The first of them where none is named, for there has to be one; all where a question takes rows as they are."""
    seen, _ = merged(questions, TABLE)

    assert seen.columns == tuple(columns)


def test_each_answer_has_the_values_and_types_that_it_has_alone() -> None:
    """A decimal keeps its digits, a day stays a day, and a question without rows has none."""
    window = Window(
        {
            "price": [Decimal("1.50"), Decimal("2.25")],
            "day": [date(2018, 11, 1), date(2018, 11, 2)],
            "moment": [datetime(2018, 11, 1, 12, tzinfo=UTC)] * 2,
            "whole": [2**62, 2**62 + 1],
            "ratio": [0.1, 0.2],
        }
    )
    table = window.table
    questions = [
        table.aggregate(price=table.price.max(), day=table.day.min()),
        table.filter(table.whole < 0).group_by("whole").aggregate(n=ibis._.count()),
        table.aggregate(moment=table.moment.max(), whole=table.whole.max(), total=table.ratio.sum()),
    ]

    found = window.together(questions)

    assert found == [window.rows(question) for question in questions]
    assert found[0] == [(Decimal("2.25"), date(2018, 11, 1))]
    assert found[1] == []
    assert found[2][0][1:] == (2**62 + 1, 0.1 + 0.2)


def test_rows_go_to_the_question_that_their_number_names() -> None:
    """In whatever order they come, without the nulls that stand for the others."""
    rows = [(1, None, None, 7), (0, "f", 1, None), (1, None, None, 8), (0, "m", 2, None)]

    assert taken_apart(rows, [BY_SEX, COUNT]) == [[("f", 1), ("m", 2)], [(7,), (8,)]]


def test_a_statement_has_no_more_columns_than_a_server_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of questions of two, one, two and one column, with three to a statement, two statements come."""
    monkeypatch.setattr(module, "MOST_COLUMNS", 3)

    assert [len(batch) for batch in batches([BY_SEX, COUNT, BY_SEX, COUNT])] == [2, 2]
    assert list(batches([])) == []
