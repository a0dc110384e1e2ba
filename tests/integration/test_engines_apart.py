"""Data sets of one config in different engines: statistics meet, and what meets row by row is refused before a run."""

import hmac
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pydantic import SecretStr

from dev.generate import example
from dte_exporter.config.loading.load import load
from dte_exporter.inspection.child import answers
from dte_exporter.inspection.finding import Finding, Look
from dte_exporter.inspection.inspect import inspect
from dte_exporter.inspection.subject import Subject
from dte_exporter.outcome import Outcome
from dte_exporter.registry import Check
from dte_exporter.tables.databases.database_run import lasting
from tests.integration.homes import Files, Home, InMariaDb, InPostgres, InSqlite
from tests.integration.mariadb import MariaDb
from tests.integration.postgres import Postgres
from tests.integration.test_engines import OF_ROWS, REGISTRY, at, nasty, nasty_config, ran, values

pytestmark = pytest.mark.integration

KEY = "a key of more than sixteen letters"
OF_TWO_WINDOWS = [check.name for check in OF_ROWS if len(check.windows) > 1]
OF_SYNTHETIC = [check for check in OF_ROWS if check.pillar == "synthetic"]
OF_REGISTERS = [check for check in OF_ROWS if check.example.tables and check not in OF_SYNTHETIC]


@pytest.fixture
def homes(postgres: Postgres, mariadb: MariaDb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Home]:
    """Return where rows can live, by name."""
    monkeypatch.setenv("POSTGRES_URL", postgres.url)
    monkeypatch.setenv("MARIADB_URL", mariadb.url)
    monkeypatch.setenv("DIGEST_KEY", KEY)
    (tmp_path / "rows").mkdir()
    return {
        "files": Files(tmp_path / "rows"),
        "sqlite": InSqlite(tmp_path),
        "postgres": InPostgres(postgres.url),
        "mariadb": InMariaDb(mariadb),
    }


def told(folder: Path, place: str) -> Iterator[str]:
    """Yield what check-config says at `place` of the config in `folder`."""

    def look(subject: Subject) -> Look:
        *found, end = answers(subject, REGISTRY)
        return Look(tuple(Finding.from_json(one["finding"]) for one in found), end["rows"], end["usable"])

    for problem in inspect(load(folder / "config.yaml", REGISTRY), example.NOW, look).problems:
        _, _, sentence = problem.partition(f": {place}: ")
        if sentence:
            yield sentence


@pytest.mark.parametrize("check", OF_TWO_WINDOWS)
@pytest.mark.parametrize(
    ("reference", "current"),
    [("files", "postgres"), ("files", "mariadb"), ("sqlite", "postgres"), ("postgres", "mariadb")],
)
def test_windows_of_two_engines_meet_as_statistics(
    check: str, reference: str, current: str, homes: Mapping[str, Home], tmp_path: Path
) -> None:
    """The values are those of both windows in files, and check-config has nothing to say."""
    holds_nan = homes[reference].holds_nan and homes[current].holds_nan
    made = {"before": nasty(900, 0, holds_nan), "now": nasty(700, 3, holds_nan)}
    config = nasty_config(check, "moment")
    in_files = {name: homes["files"].put(name, rows) for name, rows in made.items()}
    apart = {name: homes[home].put(name, made[name]) for name, home in (("before", reference), ("now", current))}

    expected = ran(at(config, in_files), tmp_path / "expected", "nasty")
    found = ran(at(config, apart), tmp_path / "found", "nasty")

    assert (found.outcome, found.message) == (expected.outcome, expected.message) == (Outcome.OK, "")
    assert found.evidence.rows == expected.evidence.rows
    assert values(found) == pytest.approx(values(expected), rel=1e-9, abs=1e-9)
    assert [*told(tmp_path / "found", "datasets.now.windows"), *told(tmp_path / "found", "checks.nasty")] == []


@pytest.mark.parametrize("check", OF_REGISTERS, ids=lambda check: check.name)
def test_what_a_run_would_refuse_of_registers_elsewhere_check_config_refuses(
    check: Check[Any], homes: Mapping[str, Home], tmp_path: Path
) -> None:
    """Each check works, by digests, or is refused by one sentence with both engines: before the run as by it."""
    sources = {name: homes["files"].put(name, pa.table(dict(rows))) for name, rows in check.example.tables.items()}
    sources[example.NAME] = homes["postgres"].put(example.NAME, pa.table(dict(check.example.columns)))
    config = at(example.config(check), sources)
    config["compliance"] = {**config.get("compliance", {}), "digest_key": "${DIGEST_KEY}"}
    beside = example.beside(check)

    result = ran(config, tmp_path / "config", example.NAME, beside)

    said = [*told(tmp_path / "config", f"checks.{example.NAME}")]
    if result.outcome is Outcome.OK:
        found = example.Ran(check, load(tmp_path / "config/config.yaml", REGISTRY).checks[example.NAME], result)
        details = result.evidence.details
        met_by = {one["met_by"] for one in details.get("references", [details])}
        assert (met_by, said) == ({"digests"}, [])
        assert found.series == pytest.approx(check.example.expected, rel=1e-9, abs=1e-9)
    else:
        assert result.outcome is Outcome.SOURCE_ERROR, result.message
        (first, *_) = (name for name in check.example.tables if repr(name) in result.message)
        assert said == [result.message]
        assert result.message == (
            f"the rows are in PostgreSQL and data set {first!r} in files, and they meet row by row: keep both in one "
            "database, under one address, or both in files"
        )


@pytest.mark.parametrize("check", OF_SYNTHETIC, ids=lambda check: check.name)
def test_synthetic_data_are_judged_beside_real_ones_in_another_engine(
    check: Check[Any], homes: Mapping[str, Home], tmp_path: Path
) -> None:
    """By statistics, draws and digests; what only a join can tell is left out, and all else is as in one engine."""
    sources = {name: homes["files"].put(name, pa.table(dict(rows))) for name, rows in check.example.tables.items()}
    sources[example.NAME] = homes["postgres"].put(example.NAME, pa.table(dict(check.example.columns)))

    result = ran(at(example.config(check), sources), tmp_path / "config", example.NAME, example.beside(check))

    configured = load(tmp_path / "config/config.yaml", REGISTRY).checks[example.NAME]
    series = example.Ran(check, configured, result).series
    assert [*told(tmp_path / "config", f"checks.{example.NAME}")] == []
    assert len(series) > 2
    assert series == pytest.approx({name: check.example.expected[name] for name in series}, rel=1e-9, abs=1e-9)


def test_erased_people_are_looked_for_in_other_engines_under_a_key(homes: Mapping[str, Home], tmp_path: Path) -> None:
    """Check-config says so where there is none; three engines make the same digests of the same people."""
    check = REGISTRY.checks["erasure-propagated"]
    rows = {example.NAME: check.example.columns, **check.example.tables}
    living = {example.NAME: "postgres", "customers": "mariadb", "orders": "sqlite"}
    config = at(
        example.config(check),
        {name: homes[home].put(name, pa.table(dict(rows[name]))) for name, home in living.items()},
    )

    refused = ran(config, tmp_path / "refused", example.NAME)
    found = ran({**config, "compliance": {"digest_key": "${DIGEST_KEY}"}}, tmp_path / "found", example.NAME)

    assert [*told(tmp_path / "refused", f"checks.{example.NAME}")] == [refused.message]
    assert refused.message == (
        "the register of erasures is in PostgreSQL and data set 'customers' in MariaDB, and identifiers leave an "
        "engine only as keyed digests: set compliance.digest_key"
    )
    assert [*told(tmp_path / "found", f"checks.{example.NAME}")] == []
    assert {one.labels["found_in"]: one.value for one in found.samples if "found_in" in one.labels} == {
        "customers": 1.0,
        "orders": 1.0,
    }


@pytest.mark.parametrize("home", ["files", "sqlite", "postgres", "mariadb"])
def test_digests_of_identifiers_are_those_of_python(home: str, homes: Mapping[str, Home]) -> None:
    """HMAC-SHA256 of their UTF-8, whatever marks they have, also under a key with bytes that no text has."""
    people, key = ["ada", "bö", "b\\c", "O'Hara", "日本", "100%", ""], bytes(range(100, 164))
    source = homes[home].put("people", pa.table({"person": people}))
    with lasting(30):
        kind = REGISTRY.sources[source["type"]]
        url = {key: SecretStr(os.path.expandvars(source[key])) for key in source.keys() & {"url"}}
        table = kind.open(kind.config.model_validate({**source, **url}), Path("/"))
        assert table.digest
        found = table.execute(table.expression.select("person", digest=table.digest(table.expression.person, key)))

    assert dict(found) == {one: hmac.new(key, one.encode(), "sha256").hexdigest() for one in people}


LABELLED = {
    "datasets": {
        "scores": {
            "source": None,
            "columns": {"key": "id", "prediction": "hired"},
            "labels": {"dataset": "outcomes"},
        },
        "outcomes": {"source": None, "columns": {"key": "id", "label": "apt"}},
    },
    "checks": {"right": {"check": "performance", "dataset": "scores", "every": "1h"}},
}
SCORES = pa.table({"id": [1, 2, 3, 4], "hired": [1, 1, 0, 0]})
OUTCOMES = pa.table({"id": [1, 2, 3], "apt": [1, 0, 0]})


def test_labels_of_another_engine_are_refused_before_a_run(homes: Mapping[str, Home], tmp_path: Path) -> None:
    """By the sentence of the run, at the data set whose rows they are."""
    sources = {"scores": homes["postgres"].put("scores", SCORES), "outcomes": homes["files"].put("outcomes", OUTCOMES)}

    result = ran(at(LABELLED, sources), tmp_path / "config", "right")

    assert result.outcome is Outcome.SOURCE_ERROR
    assert result.message == (
        "the rows are in PostgreSQL and their labels, data set 'outcomes', in files, and they meet row by row: keep "
        "both in one database, under one address, or both in files"
    )
    assert [*told(tmp_path / "config", "datasets.scores.labels")] == [result.message]


def test_labels_in_sqlite_meet_rows_in_files(homes: Mapping[str, Home], tmp_path: Path) -> None:
    """One engine reads both: two of three labels are as predicted, and the fourth row waits for its own."""
    sources = {"scores": homes["files"].put("scores", SCORES), "outcomes": homes["sqlite"].put("outcomes", OUTCOMES)}

    result = ran(at(LABELLED, sources), tmp_path / "config", "right")

    assert result.outcome is Outcome.OK
    assert {one.name: one.value for one in result.samples}["dte_model_accuracy"] == pytest.approx(2 / 3)
    assert [*told(tmp_path / "config", "datasets.scores.labels")] == []
