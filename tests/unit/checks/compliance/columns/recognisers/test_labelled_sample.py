"""Precision and recall on values whose kind is known; `dev.personal_data` says where they come from."""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from dev.personal_data.__main__ import table
from dev.personal_data.accuracy import Accuracy, measured
from dev.personal_data.sample import PERSONAL
from dte_exporter.checks.compliance.columns.recognisers.kinds import COUNTRIES, recognisers
from dte_exporter.checks.compliance.columns.recognisers.scan import scan

ROOT = Path(__file__).parents[6]
REAL = ("tests/data/adult.parquet", "deploy/demo/acs_employment.parquet")
SIZE = 500


@pytest.fixture(scope="module")
def accuracy() -> Mapping[str, Accuracy]:
    """Return the accuracy of each kind, and print it."""
    rows = list(measured(SIZE))
    Console().print(table(rows))
    return {row.kind: row for row in rows}


@pytest.mark.parametrize("kind", PERSONAL)
def test_what_is_taken_for_personal_data_is(kind: str, accuracy: Mapping[str, Accuracy]) -> None:
    """Among seven other kinds and orders, books, numbers, places and dates, 98 in 100 finds are of the kind."""
    assert accuracy[kind].precision >= 0.98


@pytest.mark.parametrize("kind", PERSONAL)
def test_what_is_personal_data_is_taken_for_it(kind: str, accuracy: Mapping[str, Accuracy]) -> None:
    """In five locales, 98 in 100 values of the kind are recognised."""
    assert accuracy[kind].right + accuracy[kind].missed == SIZE
    assert accuracy[kind].recall >= 0.98


@pytest.mark.parametrize("path", REAL)
def test_no_column_of_real_data_without_identifiers_is_flagged(path: str) -> None:
    """Census records name jobs, schools and countries, and nobody."""
    rows = duckdb.read_parquet(str(ROOT / path))
    texts = [column for column, type_ in zip(rows.columns, rows.types, strict=True) if str(type_) == "VARCHAR"]
    assert texts
    for column in texts:
        values = [
            text for (text,) in rows.filter(f'"{column}" is not null').project(f'"{column}"').distinct().fetchall()
        ]
        assert scan(values, recognisers(COUNTRIES)).holding == 0, column
