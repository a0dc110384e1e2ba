"""Rows at their worst on what stands for a warehouse: ``make test-warehouses``, since it takes minutes."""

from pathlib import Path
from typing import Any

import pytest

from dev.generate import example
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Check
from tests.integration.homes import Files
from tests.integration.test_engines import NASTY, OF_ROWS, at, nasty, nasty_config, ran, rough, values
from tests.integration.warehouses.test_same_values import BEYOND
from tests.integration.warehouses.warehouse_homes import StandIn

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
def test_a_roughened_example_gives_what_it_gives_in_parquet(
    check: Check[Any], home: StandIn, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Outcome, rows and values are those of files, also where values are missing or letters are of the other case."""
    tables = {example.NAME: check.example.columns, **check.example.tables}
    made = {name: rough(columns, home.holds_nan) for name, columns in tables.items()}
    beside = example.beside(check)
    (tmp_path / "files").mkdir()
    in_files = {name: Files(tmp_path / "files").put(name, rows) for name, rows in made.items()}
    elsewhere = {name: home.put(name, rows) for name, rows in made.items()}

    expected = ran(at(example.config(check), in_files), tmp_path / "expected", example.NAME, beside)
    found = ran(at(example.config(check), elsewhere), tmp_path / "found", example.NAME, beside)

    if (check.name, request.node.callspec.params["home"]) in BEYOND:
        assert found.outcome is Outcome.SOURCE_ERROR
        return
    assert found.outcome is expected.outcome
    assert found.message == expected.message or found.outcome is Outcome.SOURCE_ERROR  # each of its own engine
    assert found.evidence.rows == expected.evidence.rows
    assert values(found) == pytest.approx(values(expected), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("check", "time"), NASTY)
def test_nasty_rows_give_what_they_give_in_parquet(check: str, time: str, home: StandIn, tmp_path: Path) -> None:
    """Nulls, NaN, infinities, -0.0, letters of either case, decimals, truth values, days and times count the same."""
    made = {
        "now": nasty(700, 3, home.holds_nan, home.longest_name),
        "before": nasty(900, 0, home.holds_nan, home.longest_name),
    }
    config = nasty_config(check, time)
    (tmp_path / "files").mkdir()
    in_files = {name: Files(tmp_path / "files").put(name, home.as_read(rows)) for name, rows in made.items()}

    expected = ran(at(config, in_files), tmp_path / "expected", "nasty")
    found = ran(at(config, {name: home.put(name, rows) for name, rows in made.items()}), tmp_path / "found", "nasty")

    assert (found.outcome, found.message) == (expected.outcome, expected.message) == (Outcome.OK, "")
    assert found.evidence.rows == expected.evidence.rows
    assert values(found) == pytest.approx(values(expected), rel=1e-9, abs=1e-9)
    assert len(values(found)) > 10
