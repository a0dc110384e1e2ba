from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.config.governance.governance import GOVERNANCE, Governance
from dte_exporter.config.governance.section import Compliance
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import resolve
from dte_exporter.outcome import Findings
from dte_exporter.registry import Check
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.written import Asked, Written
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import TableView, view

Rows = Mapping[str, Any]
FoundBy = Callable[..., Findings]

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
"""When checks are run: a Tuesday at noon."""


@pytest.fixture
def view_of(tmp_path: Path) -> Callable[..., TableView]:
    """Return a function from columns to a view of them, through a Parquet file and DuckDB."""

    def write(columns: Rows, name: str = "rows") -> TableView:
        pq.write_table(pa.table(dict(columns)), tmp_path / f"{name}.parquet")
        table = open_files.open(FilesSource(type="files", path=f"{name}.parquet"), tmp_path)
        return view(table, None, None, None, 0.0)

    return write


@pytest.fixture
def found_by(view_of: Callable[..., TableView], tmp_path: Path) -> FoundBy:
    """Return a function that runs a check on tables: its plans on DuckDB, then its function."""

    def run(
        check: Check[Any],
        rows: Rows,
        params: Mapping[str, Any],
        tables: Mapping[str, Rows] | None = None,
        columns: Mapping[str, Any] | None = None,
        now: datetime = NOW,
        **section: Any,
    ) -> Findings:
        own = view_of(rows)
        further = {name: view_of(table, name) for name, table in (tables or {}).items()}
        others = {name: resolve(_people(each), each.source.kinds) for name, each in further.items()}
        roles = replace(resolve(Columns.model_validate(columns or {}), own.source.kinds), others=others)
        governance = Governance(Compliance.model_validate(section))
        sources = Sources({"current": own}, further, {GOVERNANCE: governance}, now.timestamp())
        validated = check.params.model_validate(params)
        plans = check.needs(validated, roles)
        cache = DiskCache(tmp_path / "cache")
        statistics = {name: plan.measure(sources, cache) for name, plan in plans.items()}
        findings = check.compute(statistics, validated, roles, now.timestamp())
        if check.cases is not None:
            asked = Asked(_written("rows", own), {n: _written(n, v) for n, v in further.items()}, now, sources.inputs)
            _lists_them(check.cases(asked, validated, roles), tmp_path, findings)
        return findings

    return run


def _written(name: str, view: TableView) -> Written:
    return Written(name, dict(view.table.schema().items()), view.timezone)


def _lists_them(query: str, folder: Path, findings: Findings) -> None:
    """See that the query finds as many cases in the tables as the check has counted."""
    engine = duckdb.connect()
    for file in folder.glob("*.parquet"):
        engine.execute(f"CREATE VIEW \"{file.stem}\" AS FROM '{file}'")
    listed = engine.execute(query).fetchall()
    counted = next(one.value for one in findings.samples if one.name == "dte_compliance_violations")
    assert len(listed) == counted, query


def _people(rows: TableView) -> Columns:
    return Columns(subject="subject" if "subject" in rows.table.columns else None)


@pytest.fixture
def counts() -> Callable[[Findings], tuple[float, float]]:
    """Return a function from findings to their violations and what was examined."""

    def both(findings: Findings) -> tuple[float, float]:
        values = {one.name: one.value for one in findings.samples}
        return values["dte_compliance_violations"], values["dte_compliance_examined"]

    return both
