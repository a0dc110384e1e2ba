from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import ibis
import pytest

from dte_exporter.statistics.gaps.gap_view import GapView
from dte_exporter.tables.table_view import TableView

ViewOf = Callable[..., Any]
KEY = b"a key of some length, made up"


@pytest.fixture
def window(view_of: ViewOf) -> TableView:
    """Return a window of two rows with a time and a name."""
    view: TableView = view_of({"at": [datetime(2018, 11, 1, hour, tzinfo=UTC) for hour in (0, 2)], "name": ["a", "b"]})
    return view


def test_a_question_is_asked_of_the_window(window: TableView) -> None:
    """Of the same engine, with the same answer, digests too."""
    gaps = GapView(window, "at")
    asked = window.table.select("name").order_by(ibis.asc("name"))
    assert (gaps.engine, gaps.origin, gaps.timezone) == (window.engine, window.origin, window.timezone)
    assert gaps.rows(asked) == [("a",), ("b",)]
    assert gaps.digests(asked, "name", KEY) == window.digests(asked, "name", KEY)


def test_gaps_lie_in_no_parts(window: TableView) -> None:
    """One may begin in a file and end in the next."""
    assert GapView(window, "at").parts == ()


def test_the_identity_follows_from_the_window_and_the_column(window: TableView) -> None:
    """Two columns of one window have other gaps."""
    one, other = (GapView(window, column).fingerprint for column in ("at", "until"))
    assert one is not None
    assert one.startswith(str(window.fingerprint))
    assert one != other
