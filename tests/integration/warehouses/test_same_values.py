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
from tests.integration.test_engines import OF_ROWS, REGISTRY, at, ran
from tests.integration.warehouses.warehouse_homes import StandIn

pytestmark = pytest.mark.integration

BEYOND = {("bias-variance", "snowflake")}
"""What a stand-in cannot compute: fakesnow makes no ranges as long as an array is."""


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
def test_the_example_of_a_check_gives_what_it_expects(
    check: Check[Any], home: StandIn, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The series worked by hand come out to the ninth digit, but where the stand-in cannot do what its model can."""
    tables = {example.NAME: check.example.columns, **check.example.tables}
    homes = {name: home.put(name, pa.table(dict(columns))) for name, columns in tables.items()}
    beside = example.beside(check)

    result = ran(at(example.config(check), homes), tmp_path / "config", example.NAME, beside)

    if (check.name, request.node.callspec.params["home"]) in BEYOND:
        assert result.outcome is Outcome.SOURCE_ERROR  # or the list is out of date
        return
    series = example.Ran(check, load(tmp_path / "config/config.yaml", REGISTRY).checks[example.NAME], result).series
    assert (result.outcome, result.message) == (Outcome.OK, "")
    assert series == pytest.approx(check.example.expected, rel=1e-9, abs=1e-9)
