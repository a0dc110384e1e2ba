"""Every check that reads rows finds in a firing, among all others, what it finds alone. A new check joins by itself."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import pytest

from dev.generate import example
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.statistics.together.merged import SEEN, merged, taken_apart
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.file_engine import FileEngine
from dte_exporter.tables.file_formats import file_table
from dte_exporter.tables.table import Rows
from dte_exporter.worker.execute import execute, execute_together
from dte_exporter.worker.job import Firing, Job

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

REGISTRY = Registry.discover()
OF_ROWS = [check for check in REGISTRY.checks.values() if check.on == "rows"]


ASKED: list[int] = []
"""How many questions each statement has had."""


class AnswersTogether(FileEngine):
    """The embedded engine, answering together as a server does.

    It is a class of its own: Python remembers of a class whether it is of a protocol, also when its methods are gone.
    """

    def reads_once(self) -> bool:
        """Return that it does."""
        return True

    def together(self, rows: "IbisTable", questions: "Sequence[IbisTable]") -> list[Rows]:
        """Return the answers to all of `questions` in one look."""
        seen, whole = merged(questions, rows)
        inner, outer = (ibis.to_sql(one, dialect="duckdb") for one in (seen, whole))
        ASKED.append(len(questions))
        return taken_apart(duckdb_engine.rows_of(f"WITH {SEEN} AS MATERIALIZED ({inner}) FROM ({outer})"), questions)


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Let the embedded engine answer together, and return how many questions each statement has."""
    monkeypatch.setattr(file_table, "FileEngine", AnswersTogether)
    ASKED.clear()
    return ASKED


def anew(jobs: list[Job], cache: str) -> tuple[Job, ...]:
    """Return `jobs` with nothing kept of what was measured before."""
    return tuple(replace(job, cache=job.cache.with_name(cache)) for job in jobs)


def jobs(folder: Path) -> list[Job]:
    """Return a job of the example of every check, each in a folder of its own."""
    made = []
    for check in OF_ROWS:
        (folder / check.name).mkdir()
        configured = example.written(check, REGISTRY, folder / check.name)
        made.append(Job(configured, example.NOW, folder / check.name / "cache"))
    return made


def found(result: CheckResult) -> CheckResult:
    """Return what a check found, without the time that it took and the last bits of doubles."""
    rounded = tuple(replace(one, value=float(f"{one.value:.12g}")) for one in result.samples)
    return replace(result, samples=rounded, evidence=replace(result.evidence, timings={}, details={}))


def test_every_check_finds_in_a_firing_what_it_finds_alone(tmp_path: Path, statements: list[int]) -> None:
    """Outcome, message, values, rows, what is left out and what is undefined: of all of them at once, each twice."""
    of_each = jobs(tmp_path)
    alone = [found(CheckResult.from_json(execute(job))) for job in of_each]
    statements.clear()

    together = execute_together(Firing(anew([*of_each, *of_each], "other")))

    assert [found(CheckResult.from_json(body)) for body in together] == [*alone, *alone]
    assert max(statements) > 1


def test_questions_of_two_equal_checks_are_as_many_as_of_one(tmp_path: Path, statements: list[int]) -> None:
    """Of every check: what both want to know is asked once."""
    of_each = jobs(tmp_path)
    once = execute_together(Firing(tuple(of_each)))
    of_one = sum(statements)
    statements.clear()

    execute_together(Firing(anew([*of_each, *of_each], "other")))

    assert len(once) == len(OF_ROWS)
    assert sum(statements) == of_one
