"""Every check that reads rows says the same of the same rows on what stands for a warehouse as in files.

A new check joins by itself, as it does in the matrix of databases.
"""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Check
from tests.integration.homes import Files
from tests.integration.test_engines import NASTY, OF_ROWS, REGISTRY, at, nasty, nasty_config, ran, rough, values
from tests.integration.warehouses.warehouse_homes import StandIn

pytestmark = pytest.mark.integration


@pytest.fixture(params=["clickhouse", "snowflake"])
def home(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """Return where rows live."""
    found: StandIn = request.getfixturevalue(request.param)
    monkeypatch.setenv(f"{request.param.upper()}_URL", found.url)
    return found


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
def test_the_example_of_a_check_gives_what_it_expects(check: Check[Any], home: StandIn, tmp_path: Path) -> None:
    """The series worked by hand come out to the ninth digit."""
    tables = {example.NAME: check.example.columns, **check.example.tables}
    homes = {name: home.put(name, pa.table(dict(columns))) for name, columns in tables.items()}
    record = example.record(check) if check.example.record else ""

    result = ran(at(example.config(check), homes), tmp_path / "config", example.NAME, record)

    series = example.Ran(check, load(tmp_path / "config/config.yaml", REGISTRY).checks[example.NAME], result).series
    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert series == pytest.approx(check.example.expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
def test_a_roughened_example_gives_what_it_gives_in_parquet(check: Check[Any], home: StandIn, tmp_path: Path) -> None:
    """Outcome, rows and values are those of files, also where values are missing or letters are of the other case."""
    tables = {example.NAME: check.example.columns, **check.example.tables}
    made = {name: rough(columns, home.holds_nan) for name, columns in tables.items()}
    record = example.record(check) if check.example.record else ""
    (tmp_path / "files").mkdir()
    in_files = {name: Files(tmp_path / "files").put(name, rows) for name, rows in made.items()}
    elsewhere = {name: home.put(name, rows) for name, rows in made.items()}

    expected = ran(at(example.config(check), in_files), tmp_path / "expected", example.NAME, record)
    found = ran(at(example.config(check), elsewhere), tmp_path / "found", example.NAME, record)

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
