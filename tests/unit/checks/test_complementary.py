from itertools import chain

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dte_exporter.checks.complementary import Line, complementary, most_rows

CELLS = {"fa": 40, "fb": 50, "fx": 3, "ma": 60, "mb": 70, "mx": 45, "da": 90, "db": 35, "dx": 80}
ROWS = [frozenset(cell for cell in CELLS if cell[0] == sex) for sex in "fmd"]
COLUMNS = [frozenset(cell for cell in CELLS if cell[1] == origin) for origin in "abx"]


def worked_out(cell: str, lines: list[Line], hidden: frozenset[str]) -> bool:
    """Return whether adding and subtracting what is told gives the cell exactly: its unit vector is in their span."""
    unknown = sorted(hidden)
    told = np.array([[one in line for one in unknown] for line in lines], dtype=float)
    with_it = np.vstack([told, [one == cell for one in unknown]])
    return bool(np.linalg.matrix_rank(told) == np.linalg.matrix_rank(with_it))


def test_a_small_cell_is_hidden_among_others_of_its_row_and_its_column() -> None:
    """Of fx = 3 its row tells, and so does its column: the smallest of each go too, and what makes these unknown."""
    hidden = complementary(CELLS, [*ROWS, *COLUMNS], (), 30)
    assert hidden == {"fx", "fa", "mx", "ma"}
    assert most_rows("fx", CELLS, [*ROWS, *COLUMNS], hidden) == 43


def test_one_large_cell_beside_it_is_not_enough() -> None:
    """With fx, fa and mx alone, fa follows from its column, and 3 from its row: a sum of enough rows hides nothing."""
    lines = [*ROWS, *COLUMNS]
    alone = frozenset({"fx", "fa", "mx"})
    assert worked_out("fx", lines, alone)
    assert most_rows("fx", CELLS, lines, alone) == 3


def test_of_one_line_the_smallest_others_go_until_enough_is_withheld() -> None:
    """Only the sexes are told by themselves: 3 and 40 of the women are withheld, and nothing of the men."""
    assert complementary(CELLS, ROWS, (), 30) == {"fx", "fa"}


def test_where_nothing_is_small_nothing_is_withheld() -> None:
    """But what is withheld for another reason."""
    cells = {cell: rows for cell, rows in CELLS.items() if cell != "fx"}
    lines = [line - {"fx"} for line in ROWS]
    assert complementary(cells, lines, (), 30) == frozenset()
    assert complementary(cells, lines, {"ma"}, 30) == {"ma"}


def test_where_all_is_small_all_is_withheld() -> None:
    """There is no other cell to hide it among."""
    assert complementary({"fa": 3, "fb": 4}, [], (), 30) == {"fa", "fb"}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([0, 1, 5, 20, 31, 40, 100]), min_size=9, max_size=9))
def test_no_small_cell_that_a_large_line_holds_is_worked_out(sizes: list[int]) -> None:
    """By linear algebra, which knows nothing of the programme that withheld the others."""
    cells = dict(zip(CELLS, sizes, strict=True))
    lines = [line for line in chain(ROWS, COLUMNS) if sum(cells[cell] for cell in line) >= 30]
    hidden = complementary(cells, lines, (), 30)
    everything = [frozenset(cells), *lines]
    for cell, rows in cells.items():
        if 0 < rows < 30 and len(hidden) < len(cells):
            assert not worked_out(cell, everything, hidden)
