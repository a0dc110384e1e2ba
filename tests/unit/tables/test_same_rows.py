from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dte_exporter.config.windows import Window
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.same_rows import same_rows, sentence
from dte_exporter.tables.table_view import TableView, view

PEOPLE = "id,sex,town,tall,income\n1,f,a,1.5,10\n2,m,b,1.6,20\n3,f,,1.7,30\n"

Viewing = Callable[..., TableView]


@pytest.fixture
def viewed(tmp_path: Path) -> Viewing:
    """Return the view of a CSV file with a text, whole or by a predicate."""

    def viewing(name: str, text: str, where: str | None = None) -> TableView:
        if not (tmp_path / name).exists():  # written anew it would be another content
            (tmp_path / name).write_text(text)
        table = open_files.open(FilesSource(type="files", path=name), tmp_path)
        return view(table, Window(where=where) if where else None, None, None, 0.0)

    return viewing


def _are_same(reference: TableView, current: TableView, rows: tuple[int, int] = (3, 3)) -> bool:
    return same_rows(
        {"reference": reference, "current": current}, dict(zip(("reference", "current"), rows, strict=True))
    )


def test_the_same_part_of_the_same_file_is_the_same(viewed: Viewing) -> None:
    """Told without reading a row: those of a count that cannot be are not looked at."""
    one, two = (viewed("people.csv", PEOPLE, "id > 0") for _ in range(2))

    assert _are_same(one, two, (7, 8))


def test_all_rows_are_the_same_however_they_are_named(viewed: Viewing) -> None:
    """A predicate that all rows meet, and none."""
    assert _are_same(viewed("people.csv", PEOPLE), viewed("people.csv", PEOPLE, "id > 0"))


def test_a_copy_in_another_order_is_the_same(viewed: Viewing) -> None:
    """Nothing could have moved between the two; a column that one lacks is not held against it."""
    header, *rows = PEOPLE.splitlines()
    shuffled = "\n".join((header, *reversed(rows))) + "\n"
    shorter = "\n".join(line.rpartition(",")[0] for line in PEOPLE.splitlines()) + "\n"

    assert _are_same(viewed("people.csv", PEOPLE), viewed("copy.csv", shuffled))
    assert _are_same(viewed("people.csv", PEOPLE), viewed("shorter.csv", shorter))


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("3,f,,1.7,30", "3,f,,1.7,31"),  # in the last column, at which the first glance does not look
        ("3,f,,1.7,30", "3,f,a,1.7,30"),  # a value that was missing
        ("1,f,a,1.5,10\n2,m", "1,m,a,1.5,10\n2,f"),  # the same values of each column, in other rows
    ],
)
def test_a_row_that_differs_makes_another_window(one: str, another: str, viewed: Viewing) -> None:
    """In one value, be it at the end of the row."""
    assert not _are_same(viewed("people.csv", PEOPLE), viewed("other.csv", PEOPLE.replace(one, another)))


def test_rows_that_occur_twice_count_twice(viewed: Viewing) -> None:
    """Two of one row are not two of another."""
    assert not _are_same(viewed("a.csv", "sex\nf\nf\nm\n"), viewed("b.csv", "sex\nm\nm\nf\n"))
    assert not _are_same(viewed("c.csv", "sex\nf\nf\n"), viewed("d.csv", "sex\nm\nm\n"), (2, 2))


def test_windows_of_other_sizes_engines_or_columns_are_not_the_same(viewed: Viewing) -> None:
    """They are not read for it."""
    one, other = viewed("people.csv", PEOPLE), viewed("copy.csv", PEOPLE)
    elsewhere = replace(other, source=replace(other.source, execute=lambda expression: []))

    assert not _are_same(one, other, (3, 2))
    assert not _are_same(one, elsewhere)
    assert not _are_same(one, viewed("else.csv", "size\n1\n2\n3\n"))


def test_a_window_alone_is_the_same_as_nothing(viewed: Viewing) -> None:
    """As checks of one window have it."""
    assert not same_rows({"current": viewed("people.csv", PEOPLE)}, {"current": 3})


def test_the_sentence_names_the_windows_and_the_way_out() -> None:
    """And how many rows it is about."""
    assert sentence("people", 1000) == (
        "the reference and the current window hold the same 1,000 rows, so there is nothing to compare: "
        "set datasets.people.windows.reference to other rows, such as those that the model was trained on"
    )
