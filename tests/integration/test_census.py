"""The census says the same in every engine: counts, scores to the ninth digit, and which objectives are met.

On object stores it does so in `object_stores/test_same_values.py`, to the last bit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.objectives.judge import judge
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.storage.snapshot import CheckRecord, Judgement, Values
from tests.integration.homes import Files, Home, InDelta, InIceberg, InMariaDb, InPostgres, InSpark, InSqlite
from tests.integration.object_stores.test_same_values import CHECKS, COLUMNS, PEOPLE, WINDOWS
from tests.integration.test_engines import IS_WHOLE, REGISTRY, ran, values

pytestmark = pytest.mark.integration

EVERY = 1 if IS_WHOLE else 20
"""Of so many people one is asked; all are by `make test-spark`."""

HOMES = ("postgres", "mariadb", "sqlite", "delta", "iceberg", *(("spark",) if IS_WHOLE else ()))
OBJECTIVES = {
    "fairness": {"demographic_parity_ratio": {"min": 0.8}},
    "drift": {"columns_ratio": {"max": 0.3}},
    "performance": {"balanced_accuracy": {"min": 0.8}},
}


@dataclass(frozen=True)
class Found:
    """What a check found of the census.

    Parameters
    ----------
    result : CheckResult
        The worker's.
    met : mapping of str to Judgement
        How each of its objectives stands, by subject.
    """

    result: CheckResult
    met: Mapping[str, Judgement]


def people() -> pa.Table:
    """Return people of both years, with texts as texts."""
    rows = pyarrow.parquet.read_table(PEOPLE)
    some = rows.take(pa.array(range(0, rows.num_rows, EVERY)))
    texts = [pa.field(one.name, pa.string() if pa.types.is_dictionary(one.type) else one.type) for one in some.schema]
    return some.cast(pa.schema(texts))


def found(source: Mapping[str, Any], folder: Path) -> dict[str, Found]:
    """Return what each check finds at `source`."""
    config = {
        "datasets": {"census": {"source": dict(source), "columns": COLUMNS, "windows": WINDOWS}},
        "checks": {
            kind: {"check": kind, "dataset": "census", "every": "1h", "timeout": "10m", "objectives": OBJECTIVES[kind]}
            for kind in CHECKS
        },
    }
    results = {kind: ran(config, folder, kind) for kind in CHECKS}
    checks = load(folder / "config.yaml", REGISTRY).checks
    return {kind: Found(result, _met(checks[kind], result)) for kind, result in results.items()}


def _met(check: Any, result: CheckResult) -> dict[str, Judgement]:
    record = CheckRecord(check, 3600.0, 9000.0, values=Values(result.samples, result.evidence, 0.0))
    specs = {spec.name: spec for spec in REGISTRY.checks[check.settings.check].emits}
    judged = judge({}, record, result.outcome, specs)
    return {f"{objective} of {subject}": standing.judgement for (_, objective, subject), standing in judged.items()}


@pytest.fixture(scope="module")
def in_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Found]:
    """Return what is found of the people in a file."""
    folder = tmp_path_factory.mktemp("census")
    return found(Files(folder).put("census", people()), folder)


@pytest.mark.parametrize("name", HOMES)
def test_the_census_is_the_same_in_every_engine(
    name: str,
    in_files: dict[str, Found],
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Fairness, drift and performance of thousands of people; of the objectives some are met and some are not."""
    of_servers = {"postgres": "POSTGRES_URL", "mariadb": "MARIADB_URL", "spark": "SPARK_SERVER"}
    server: Any = request.getfixturevalue(name) if name in of_servers else None
    if server is not None:
        monkeypatch.setenv(of_servers[name], server.url)
    homes: dict[str, Any] = {
        "postgres": lambda: InPostgres(server.url),
        "mariadb": lambda: InMariaDb(server),
        "spark": lambda: InSpark(server),
        "sqlite": lambda: InSqlite(tmp_path),
        "delta": lambda: InDelta(tmp_path),
        "iceberg": lambda: InIceberg(tmp_path),
    }
    home: Home = homes[name]()

    elsewhere = found(home.put("census", people()), tmp_path)

    assert len({met for one in in_files.values() for met in one.met.values()}) == 2
    for kind, expected in in_files.items():
        result = elsewhere[kind].result
        assert (
            (result.outcome, result.message) == (expected.result.outcome, expected.result.message) == (Outcome.OK, "")
        )
        assert result.evidence.rows == expected.result.evidence.rows
        assert values(result) == pytest.approx(values(expected.result), rel=1e-9, abs=1e-9)
        assert elsewhere[kind].met == expected.met
