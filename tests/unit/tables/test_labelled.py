import pickle
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dte_exporter.config.models import Columns, Labels
from dte_exporter.errors import EnginesApartError, SourceError
from dte_exporter.tables.databases.database_engine import DatabaseEngine
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.labelled import labelled
from dte_exporter.tables.table import Table

WHENEVER = Labels(dataset="outcomes")
ROWS = Columns(key="id", time="made")
LABELS = Columns(key="person", label="paid", time="came")
CHECK = "check its name in the config, and the header of a CSV file"

PREDICTIONS = """
    (1, timestamp '2018-03-01', 'f'), (2, timestamp '2018-03-01', 'f'), (3, timestamp '2018-03-01', 'm'),
    (4, timestamp '2018-03-01', 'm'), (NULL, timestamp '2018-03-01', 'm')
"""
OUTCOMES = """
    (1, 1, timestamp '2018-03-02'), (1, 0, timestamp '2018-03-30'), (1, NULL, timestamp '2018-04-30'),
    (2, 1, timestamp '2018-03-31'), (2, 1, timestamp '2018-03-31'),
    (3, 1, timestamp '2018-04-01'), (9, 1, timestamp '2018-03-02'), (NULL, 1, timestamp '2018-03-02')
"""


def table(folder: Path, name: str, columns: str, values: str) -> Table:
    """Return a table in a file of its own."""
    path = folder / f"{name}.parquet"
    duckdb.connect().execute(f"copy (select * from (values {values}) t({columns})) to '{path}'")
    opened: Table = open_files.open(FilesSource(type="files", path=path.name), folder)
    return opened


def nobody(made: ExitStack) -> Any:
    """Connect to nothing: engines that are held apart are asked nothing."""
    raise AssertionError


def within(days: int) -> Labels:
    """Return that labels come within so many days."""
    return Labels(dataset="outcomes", max_age=f"{days}d")


@pytest.fixture
def predictions(tmp_path: Path) -> Table:
    """Return five rows of the first of March, one without a key."""
    return table(tmp_path, "predictions", "id, made, sex", PREDICTIONS)


@pytest.fixture
def outcomes(tmp_path: Path) -> Table:
    """Return labels of persons 1, 2, 3 and of a stranger, some of them twice."""
    return table(tmp_path, "outcomes", "person, paid, came", OUTCOMES)


def labels_of(met: Table) -> dict[int | None, int | None]:
    """Return each key's label; every row must be there once."""
    rows = met.execute(met.expression.select("id", "paid"))
    assert len(rows) == len({key for key, _ in rows})
    return dict(rows)


def test_the_newest_label_of_a_key_counts(predictions: Table, outcomes: Table) -> None:
    """Person 1 was corrected to 0, and an empty label is none; no key and nobody's key meet nothing."""
    assert labels_of(labelled(predictions, ROWS, outcomes, LABELS, WHENEVER)) == {1: 0, 2: 1, 3: 1, 4: None, None: None}


@pytest.mark.parametrize(
    ("days", "expected"),
    [(31, {1: 0, 2: 1, 3: 1}), (30, {1: 0, 2: 1, 3: None}), (29, {1: 0, 2: None, 3: None})],
)
def test_a_label_that_comes_too_late_counts_for_nothing(
    predictions: Table, outcomes: Table, days: int, expected: dict[int, int | None]
) -> None:
    """They came after 29, 30 and 31 days; one that is as old as the maximum still counts."""
    found = labels_of(labelled(predictions, ROWS, outcomes, LABELS, within(days)))

    assert {key: label for key, label in found.items() if key in expected} == expected


def test_labels_without_a_time_must_agree(predictions: Table, tmp_path: Path) -> None:
    """Nobody can tell which of 0 and 1 is true of person 1."""
    outcomes = table(tmp_path, "timeless", "person, paid", "(1, 1), (1, 0), (2, 1), (2, 1)")

    found = labels_of(labelled(predictions, ROWS, outcomes, Columns(key="person", label="paid"), WHENEVER))

    assert found == {1: None, 2: 1, 3: None, 4: None, None: None}


def test_keys_of_different_types_meet_as_text(predictions: Table, tmp_path: Path) -> None:
    """One file has numbers, the other words."""
    outcomes = table(tmp_path, "words", "person, paid", "('1', 1), ('02', 1)")

    assert labels_of(labelled(predictions, ROWS, outcomes, Columns(key="person", label="paid"), WHENEVER))[1] == 1


def test_a_column_of_the_same_name_gives_way(predictions: Table, outcomes: Table, tmp_path: Path) -> None:
    """The label that the rows have themselves is not the one that was asked for."""
    rows = table(tmp_path, "old", "id, made, paid", "(2, timestamp '2018-03-01', 0)")

    met = labelled(rows, ROWS, outcomes, LABELS, WHENEVER)

    assert met.expression.columns == ("id", "made", "paid")
    assert labels_of(met) == {2: 1}


def test_what_is_computed_from_it_is_kept_under_both_identities(predictions: Table, outcomes: Table) -> None:
    """New labels, or another age, make another table; unknown content makes an unknown one."""
    print_of = labelled(predictions, ROWS, outcomes, LABELS, WHENEVER).fingerprint
    others = [
        labelled(predictions, ROWS, outcomes, LABELS, within(1)),
        labelled(predictions, ROWS, replace(outcomes, fingerprint="another"), LABELS, WHENEVER),
        labelled(replace(predictions, fingerprint="another"), ROWS, outcomes, LABELS, WHENEVER),
    ]

    assert print_of == labelled(predictions, ROWS, outcomes, LABELS, WHENEVER).fingerprint
    assert len({print_of, *(other.fingerprint for other in others)}) == 4
    assert labelled(predictions, ROWS, replace(outcomes, fingerprint=None), LABELS, WHENEVER).fingerprint is None


@pytest.mark.parametrize(
    ("rows", "theirs", "met_as", "message"),
    [
        (Columns(key="name"), LABELS, WHENEVER, f"the source has no column 'name' (it has 3 others): {CHECK}"),
        (
            ROWS,
            Columns(key="person", label="due"),
            WHENEVER,
            f"the source of labels has no column 'due' (it has 3 others): {CHECK}",
        ),
        (
            Columns(key="id", time="sex"),
            LABELS,
            within(1),
            "the source has times in column 'sex' of type string: a maximum age needs dates or timestamps",
        ),
        (
            ROWS,
            Columns(key="person", label="paid", time="paid"),
            within(1),
            "the source of labels has times in column 'paid' of type int32: a maximum age needs dates or timestamps",
        ),
    ],
)
def test_what_cannot_be_met_is_said(
    predictions: Table, outcomes: Table, rows: Columns, theirs: Columns, met_as: Labels, message: str
) -> None:
    """The column is named, and which of the two sources lacks it."""
    with pytest.raises(SourceError) as raised:
        labelled(predictions, rows, outcomes, theirs, met_as)

    assert str(raised.value) == message


def test_two_engines_do_not_meet(predictions: Table, outcomes: Table) -> None:
    """Rows are joined where they live, or not at all; the sentence names both engines, and where the labels are."""
    elsewhere = replace(outcomes, execute=DatabaseEngine("another", nobody, 1, "outcomes", "PostgreSQL"))

    with pytest.raises(EnginesApartError) as raised:
        labelled(predictions, ROWS, elsewhere, LABELS, WHENEVER)

    assert str(raised.value) == (
        "the rows are in files and their labels, data set 'outcomes', in PostgreSQL, and they meet row by row: keep "
        "both in one database, under one address, or both in files"
    )
    assert isinstance(pickle.loads(pickle.dumps(raised.value)), SourceError)


def test_two_databases_of_one_kind_are_told_apart(predictions: Table, outcomes: Table) -> None:
    """Each address is an engine."""
    here, there = (
        replace(table, execute=DatabaseEngine(key, nobody, 1, "rows", "PostgreSQL"))
        for table, key in ((predictions, "one"), (outcomes, "two"))
    )

    with pytest.raises(EnginesApartError, match=r"the rows are in PostgreSQL and their labels, .* in another Postgre"):
        labelled(here, ROWS, there, LABELS, WHENEVER)
