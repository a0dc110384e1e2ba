from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dte_exporter.config.roles import ColumnKind
from dte_exporter.errors import NoDataError
from dte_exporter.proposal.column_facts import middle, profile
from dte_exporter.tables.table import Table

PEOPLE = """\
id,sex,score,active,born
1,f,0.5,true,1990-01-01
2,m,0.25,false,1991-01-01
3,f,,true,1992-01-01
4,f,0.75,true,1993-01-01
"""


def test_a_column_is_seen_as_it_is(opened: Callable[[str], Table]) -> None:
    """Kind, missing and distinct values, range, and the values where they are few."""
    seen = profile(opened(PEOPLE))

    assert seen.rows == 4
    columns = seen.columns
    assert [column.kind for column in columns.values()] == [
        ColumnKind.NUMBER,
        ColumnKind.CATEGORY,
        ColumnKind.NUMBER,
        ColumnKind.BOOLEAN,
        ColumnKind.TIME,
    ]
    assert (columns["id"].whole, columns["id"].is_unique, columns["id"].low, columns["id"].high) == (True, True, 1, 4)
    assert (columns["sex"].values, columns["sex"].is_of_classes) == (("f", "m"), True)
    assert (columns["score"].missing, columns["score"].distinct, columns["score"].is_of_classes) == (1, 3, False)
    assert (columns["active"].values, columns["born"].low) == ((False, True), None)


def test_text_whose_values_occur_once_hardly_repeats(opened: Callable[[str], Table]) -> None:
    """Names do, and groups do not."""
    rows = "\n".join(f"name {row},{'ab'[row % 2]}" for row in range(100))
    columns = profile(opened(f"who,group\n{rows}\n")).columns

    assert (columns["who"].hardly_repeats, columns["group"].hardly_repeats) == (True, False)
    assert not replace(columns["who"], kind=ColumnKind.NUMBER).hardly_repeats


def test_the_middle_has_half_of_the_values_below(opened: Callable[[str], Table]) -> None:
    """Of numbers as of dates; missing values do not count."""
    table = opened(PEOPLE)

    assert (middle(table, "id"), middle(table, "score"), middle(table, "born")) == (3, 0.5, date(1992, 1, 1))


def test_a_table_without_rows_has_no_profile(opened: Callable[[str], Table]) -> None:
    """There would be nothing to guess from."""
    with pytest.raises(NoDataError, match="holds no rows"):
        profile(opened("id,sex\n"))
