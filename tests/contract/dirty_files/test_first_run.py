"""From a dirty file to a config to values, without a hand at it; or the config says what a person must decide."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.proposal.proposal import propose_config
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from tests.contract.dirty_files import test_json, test_parquet
from tests.contract.dirty_files.delimited_text import body
from tests.contract.dirty_files.dialects import Dialect
from tests.contract.dirty_files.test_delimited import DIALECTS

REGISTRY = Registry.discover()
CHOSEN = DIALECTS[::40]


def ran(file: Path, reference: Path | None = None) -> tuple[str, CheckResult]:
    """Return the config that is proposed for `file`, perhaps against a `reference`, and what its first check gives."""
    config = file.parent / "config.yaml"
    text = propose_config(str(file), str(reference) if reference else None, config).text
    config.write_text(text, encoding="utf-8")
    check = next(iter(load(config, REGISTRY).checks.values()))
    return text, CheckResult.from_json(execute(Job(check, 0.0, file.parent / "cache")))


@pytest.mark.parametrize("dialect", CHOSEN, ids=[one.name for one in CHOSEN])
def test_delimited_text_is_measured(tmp_path: Path, dialect: Dialect) -> None:
    """The run ends well, and each column that is not what it looks like is named above the source."""
    file = tmp_path / f"people{dialect.ending}"
    file.write_bytes(body(dialect))
    text, result = ran(file)
    assert result.outcome is Outcome.OK, result.message
    assert "# To decide: column" in text  # of the postcodes, at least
    assert ("looks like dates" in text) == (dialect.dates in OPEN)
    assert ("which are read as texts" in text) == bool(dialect.missing)
    assert ("spaces between thousands" in text) == (dialect.thousands == " ")


OPEN = {"ambiguous", "dotted short", "words"}


@pytest.mark.parametrize("style", test_json.STYLES[::9], ids=lambda style: str(style.name))
def test_json_is_measured(tmp_path: Path, style: test_json.Style) -> None:
    """Numbers in quotes, or beside words, are left to the reader, who declares them in columns.types."""
    file = tmp_path / f"people{style.ending}"
    file.write_bytes(test_json.body(style))
    text, result = ran(file)
    assert result.outcome is Outcome.OK, result.message
    quoted = "column 'age' has numbers in quotes" in text
    several = "column 'age' has values of several types" in text
    assert quoted == (style.numbers == "quoted")
    assert several == (style.numbers == "some quoted" or (style.numbers == "plain" and style.missing == "NA"))


def test_parquet_is_measured(tmp_path: Path) -> None:
    """Whatever wrote it, nested columns and times of a zone included; held against a file that has each row twice."""
    for writer in test_parquet.WRITERS:
        writer(tmp_path / "t.parquet")
        rows = pq.ParquetFile(tmp_path / "t.parquet").read()
        pq.write_table(pa.concat_tables([rows, rows]), tmp_path / "twice.parquet")
        _, result = ran(tmp_path / "t.parquet", tmp_path / "twice.parquet")
        assert result.outcome in {Outcome.OK, Outcome.UNDEFINED}, (writer.__name__, result.message)


@pytest.mark.parametrize("place", [9])
def test_the_command_line_does_the_same(tmp_path: Path, place: int) -> None:
    """``init`` and ``run``, as the first page of the documentation has it."""
    file = tmp_path / f"people{DIALECTS[place].ending}"
    file.write_bytes(body(DIALECTS[place]))
    for arguments in (["init", file.name, "-o", "config.yaml"], ["run", "--config.file", "config.yaml"]):
        done = subprocess.run(
            [sys.executable, "-m", "dte_exporter", *arguments],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert "2 of 2 checks ended ok" in done.stdout
