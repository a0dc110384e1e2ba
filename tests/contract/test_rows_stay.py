"""Rows stay in the engine that has them: what leaves it is statistics, and the draws of checks that ask for one."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ibis
import pytest

from dev.generate import example
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Check, Registry
from dte_exporter.statistics import rows
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.table import Rows

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

REGISTRY = Registry.discover()
OF_ROWS = [check for check in REGISTRY.checks.values() if check.on == "rows"]
DRAWING = {
    **dict.fromkeys(("pseudonymised", "undeclared-personal-data", "synthetic-privacy", "synthetic-utility"), 10_000),
    "text-drift": 2_000,
    **dict.fromkeys(("drift", "multivariate-drift", "multiclass-estimate", "loss-estimate"), 1_000),
}
"""Checks that read texts one by one, by an exact test, or several columns of a row at once, and the most drawn rows."""

FEW = {name: {"row_limit": rows} for name, rows in DRAWING.items() if rows == 1_000}
"""Up to which rows a check asks for them all, since it needs each; what is tested here is above."""

MANY = 32_000


@pytest.fixture
def returned(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bool, int]]:
    """Return what is known of each answer of the engine so far: whether it is a draw, and its rows."""
    answers: list[tuple[bool, int]] = []
    execute = duckdb_engine.execute

    def counted(expression: "IbisTable") -> Rows:
        found = execute(expression)
        answers.append((rows._PLACE in ibis.to_sql(expression, dialect="duckdb"), len(found)))
        return found

    monkeypatch.setattr(duckdb_engine, "execute", counted)
    return answers


def repeated(columns: Mapping[str, list[Any]], size: int) -> dict[str, list[Any]]:
    """Return `size` rows like those of an example, no two fractions of a column alike, in the same range."""
    few = len(next(iter(columns.values())))
    return {
        name: [_apart(values[place % few], place / size) for place in range(size)] for name, values in columns.items()
    }


def _apart(value: Any, by: float) -> Any:
    return value * (1 - by / 1000) if isinstance(value, float) else value


def _of_many(check: Check[Any]) -> Check[Any]:
    settings = dict(check.example.settings)
    params = {**settings.get("params", {}), **FEW.get(check.name, {})}
    return replace(check, example=replace(check.example, settings={**settings, "params": params}))


@pytest.mark.parametrize("check", OF_ROWS, ids=lambda check: check.name)
def test_of_twice_the_rows_no_more_leave(check: Check[Any], returned: list[tuple[bool, int]], tmp_path: Path) -> None:
    """Neither a statistic nor a draw grows with the table, and a draw is made by those alone that need one."""
    found = []
    for size in (MANY // 2, MANY):
        returned.clear()
        (tmp_path / str(size)).mkdir()
        ran = example.run(_of_many(check), REGISTRY, tmp_path / str(size), repeated(check.example.columns, size))
        assert (ran.result.outcome, ran.result.message) == (Outcome.OK, "")
        found.append(list(returned))

    draws = [count for is_draw, count in found[1] if is_draw]
    assert found[0] == found[1]
    assert sum(count for is_draw, count in found[1] if not is_draw) < MANY / 100
    assert all(count <= DRAWING.get(check.name, 0) for count in draws)
    assert bool(draws) is (check.name in DRAWING)
