"""Rows that have not changed are not read again, by checks that say they follow from rows alone; and those do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dev.generate.example import NOW, Ran, run, written
from dte_exporter.errors import SourceError
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Check, Registry
from dte_exporter.tables import duckdb_engine
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from dte_exporter.worker.unchanged import unchanged

REGISTRY = Registry.discover()
OF_ROWS_ALONE = [name for name, one in REGISTRY.checks.items() if one.of_rows_alone]
OF_A_MOMENT = [one for one in REGISTRY.checks.values() if not one.of_rows_alone]
YEAR = 365 * 86_400.0


@dataclass(frozen=True)
class Rows:
    """A window of which only the fingerprint matters."""

    fingerprint: str | None


@pytest.fixture(scope="module", params=OF_ROWS_ALONE)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Return the example of a check, run once."""
    return run(REGISTRY.checks[request.param], REGISTRY, tmp_path_factory.mktemp("example"))


def _again(ran: Ran) -> CheckResult:
    known = ran.result.evidence.fingerprints
    return CheckResult.from_json(execute(Job(ran.check, NOW + YEAR, ran.check.base / "cache", known=known)))


def _refuse(expression: object) -> None:
    raise SourceError("it was read")


def test_most_pillars_have_such_checks() -> None:
    """Else the tests below would say nothing."""
    assert {"fairness", "drift", "performance", "performance-estimate", "bias-variance"} <= {*OF_ROWS_ALONE}


def test_unchanged_rows_are_not_read_again(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is asked nothing; the run ends well, and says that nothing has changed."""
    monkeypatch.setattr(duckdb_engine, "execute", _refuse)

    again = _again(ran)

    assert (again.outcome, again.unchanged, again.samples) == (Outcome.OK, True, ())


def test_no_moment_changes_what_is_found_on_unchanged_rows(ran: Ran) -> None:
    """A year later the same rows give the same values, to the last bit: the check may leave them unread."""
    later = CheckResult.from_json(execute(Job(ran.check, NOW + YEAR, ran.check.base / "elsewhere")))

    assert ran.result.samples
    assert later.samples == ran.result.samples
    assert not later.unchanged


def test_rows_that_were_written_anew_are_read(tmp_path: Path) -> None:
    """The same rows in a file that took the other's place: nobody knows them to be the same before they are read."""
    first = run(REGISTRY.checks["fairness"], REGISTRY, tmp_path)
    written(first.kind, REGISTRY, tmp_path)

    again = _again(first)

    assert not again.unchanged
    assert again.samples == first.result.samples


@pytest.mark.parametrize("kind", OF_A_MOMENT, ids=lambda one: one.name)
def test_what_follows_from_a_moment_is_computed_every_time(kind: Check[Any]) -> None:
    """A deadline passes while nothing is written; a registry and a record are no rows."""
    rows: Any = {"current": Rows("a")}

    assert unchanged(REGISTRY.checks["fairness"], {"current": "a"}, rows)
    assert not unchanged(kind, {"current": "a"}, rows)


@pytest.mark.parametrize(
    "known",
    [
        {"reference": "a", "current": "other"},
        {"reference": "a"},
        {"reference": "a", "current": "b", "datasets.more": "c"},
        {},
    ],
)
def test_each_window_must_be_the_same(known: dict[str, str]) -> None:
    """One that has moved on, that was not there or is there no more makes the whole another."""
    rows: Any = {"reference": Rows("a"), "current": Rows("b")}

    assert not unchanged(REGISTRY.checks["drift"], known, rows)


def test_rows_without_an_identity_are_never_unchanged() -> None:
    """Nobody can know of them."""
    rows: Any = {"reference": Rows("a"), "current": Rows(None)}

    assert not unchanged(REGISTRY.checks["drift"], {"reference": "a"}, rows)
