"""What arrives in the living demo: real people in their order, and nothing planted but what is said."""

from pathlib import Path
from typing import Any

import duckdb
import pytest

from dev.demo.batches import DATA, Batch, write_training

NATURAL = f"(FROM '{DATA}' WHERE RELP NOT IN ('16', '17'))"


def rows(query: str) -> list[tuple[Any, ...]]:
    """Return what a query gives."""
    return duckdb.execute(query).fetchall()


def test_all_batches_together_are_everybody_once_and_in_order(tmp_path: Path) -> None:
    """Of three batches the second begins where the first ends."""
    files = [Batch(number, 3, planted=False).arrive(tmp_path, number) for number in (1, 2, 3)]
    spans = [rows(f"SELECT min(id), max(id), count(*) FROM '{file}'")[0] for file in files]
    assert spans[0][1] < spans[1][0] <= spans[1][1] < spans[2][0]
    assert [(sum(count for *_, count in spans),)] == rows(f"SELECT count(*) FROM {NATURAL} WHERE year > 2015")


def test_a_planted_batch_differs_from_a_natural_one_in_age_and_in_women_selected(tmp_path: Path) -> None:
    """Everybody is 15 years older, two of five selected women are not, no man's decision and no other column moves."""
    Batch(1, 50, planted=False).arrive(tmp_path, 1)
    Batch(1, 50, planted=True).arrive(tmp_path, 2)
    (found,) = rows(
        f"""SELECT min(p.AGEP - n.AGEP), max(p.AGEP - n.AGEP),
            bool_and(p.prediction = n.prediction) FILTER (sex = 'Male'),
            avg(p.prediction) FILTER (sex = 'Female' AND n.prediction = 1)
        FROM '{tmp_path}/000001.parquet' n JOIN '{tmp_path}/000002-planted.parquet' p USING (id, sex, race, employed)"""
    )
    assert found == (15, 15, True, pytest.approx(0.6, abs=0.02))
    same = "* EXCLUDE (AGEP, prediction, arrived)"
    assert (
        rows(f"SELECT {same} FROM '{tmp_path}/000001.parquet' EXCEPT SELECT {same} FROM '{tmp_path}/*-planted.parquet'")
        == []
    )


def test_a_planted_batch_says_so_wherever_it_is_told(tmp_path: Path) -> None:
    """In the name of its file and in its line."""
    batch = Batch(9, 24, planted=True)
    assert batch.arrive(tmp_path, 9).name == "000009-planted.parquet"
    assert str(batch) == "batch 9 of 24 (PLANTED: age + 15, and two of five women whom the model selected are not)"
    assert str(Batch(8, 24, planted=False)) == "batch 8 of 24"


def test_the_model_was_trained_before_anybody_arrives(tmp_path: Path) -> None:
    """On people of 2015 alone."""
    write_training(tmp_path / "training.parquet")
    assert rows(f"SELECT DISTINCT year FROM '{tmp_path}/training.parquet'") == [(2015,)]
