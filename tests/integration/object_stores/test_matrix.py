"""Every check that reads rows says of objects what it says of files: its example, and rows that engines differ on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Check
from tests.integration.homes import Files
from tests.integration.object_stores.conftest import Store
from tests.integration.test_engines import NASTY, OF_ROWS, REGISTRY, at, nasty, nasty_config, ran, values

pytestmark = pytest.mark.integration


def put(store: Store, name: str, rows: pa.Table) -> Mapping[str, Any]:
    """Put `rows` there under `name`, and return the source that reads them."""
    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(rows, sink)
    store.put(f"matrix/{name}.parquet", sink.getvalue().to_pybytes())
    return {"type": "files", "path": store.address(f"matrix/{name}.parquet"), "store": dict(store.written)}


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
def test_the_example_of_a_check_gives_what_it_expects(check: Check[Any], store: Store, tmp_path: Path) -> None:
    """The series worked by hand come out to the ninth digit."""
    tables = {example.NAME: check.example.columns, **check.example.tables}
    homes = {name: put(store, name, pa.table(dict(columns))) for name, columns in tables.items()}
    beside = example.beside(check)

    result = ran(at(example.config(check), homes), tmp_path / "config", example.NAME, beside)

    found = example.Ran(check, load(tmp_path / "config/config.yaml", REGISTRY).checks[example.NAME], result)
    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert found.series == pytest.approx(check.example.expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(("check", "time"), NASTY)
def test_nasty_rows_give_what_they_give_on_a_disk(check: str, time: str, store: Store, tmp_path: Path) -> None:
    """To the last bit: it is the same engine that counts them."""
    made = {"now": nasty(700, 3, longest_name=300), "before": nasty(900, longest_name=300)}
    config = nasty_config(check, time)
    in_files = {name: Files(tmp_path).put(name, rows) for name, rows in made.items()}

    expected = ran(at(config, in_files), tmp_path / "expected", "nasty")
    found = ran(at(config, {name: put(store, name, rows) for name, rows in made.items()}), tmp_path / "found", "nasty")

    assert (found.outcome, found.message) == (expected.outcome, expected.message) == (Outcome.OK, "")
    assert found.evidence.rows == expected.evidence.rows
    assert values(found) == values(expected)
