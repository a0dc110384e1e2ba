"""``dte-exporter compliance init`` and ``report``, by the real program in this process."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dte_exporter.cli import app

CONFIG = """\
compliance:
  record: record.yaml
  frameworks:
    gdpr: {controls: {gdpr-22-decisions-reviewed: {not_applicable: No machine decides}}}
"""


def _run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, ["compliance", *arguments])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that the program runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_init_writes_a_record_that_is_fit_to_be_read(folder: Path) -> None:
    """check-config has nothing to say of it, and says so."""
    told = _run("init")
    (folder / "config.yaml").write_text(CONFIG)

    assert told.exit_code == 0
    assert (
        told.stdout == "record.yaml: written; fill it in, then add to the config: compliance: {record: record.yaml}\n"
    )
    assert CliRunner().invoke(app, ["check-config", "config.yaml"]).exit_code == 0


def test_init_overwrites_nothing(folder: Path) -> None:
    """What is there was written by somebody."""
    (folder / "record.yaml").write_text("mine")

    told = _run("init")

    assert (told.exit_code, (folder / "record.yaml").read_text()) == (1, "mine")
    assert told.stderr == "record.yaml: it is there already: remove it, or choose another with -o\n"


def test_init_says_where_it_cannot_write(folder: Path) -> None:
    """A file stands where the folder would be."""
    (folder / "taken").write_text("mine")

    told = _run("init", "-o", "taken/record.yaml")

    assert (told.exit_code, told.stderr) == (1, "taken/record.yaml: it cannot be written: File exists\n")


def test_init_makes_the_folder_that_it_is_to_write_to(folder: Path) -> None:
    """The page on the GDPR has the record in one of its own."""
    told = _run("init", "-o", "compliance/record.yaml")

    assert (told.exit_code, (folder / "compliance/record.yaml").exists()) == (0, True)


def test_report_runs_the_checks_and_writes_how_the_controls_stand(folder: Path) -> None:
    """With its policy read today, the starter meets seven; what the config has no check for has no evidence."""
    _run("init")
    record = folder / "record.yaml"
    record.write_text(record.read_text().replace("reviewed: 2026-01-31", f"reviewed: {datetime.now(UTC).date()}"))
    (folder / "config.yaml").write_text(CONFIG)

    told = _run("report", "--config.file", "config.yaml", "-o", "report.json")

    assert (told.exit_code, told.stdout.splitlines()[-1]) == (0, "report.json: written")
    (framework,) = json.loads((folder / "report.json").read_text())["frameworks"]
    met = {control["id"] for control in framework["controls"] if control["state"] == "met"}
    assert met == {
        "gdpr-6-basis-documented",
        "gdpr-24-policies-reviewed",
        "gdpr-28-processors-under-contract",
        "gdpr-30-record-complete",
        "gdpr-35-dpia-present",
        "gdpr-37-dpo-named",
        "gdpr-44-transfers-covered",
    }
    assert told.stdout.splitlines()[0] == "General Data Protection Regulation: 7 of 22 controls that apply are met"
    assert framework["states"]["no_evidence"] == 15


def test_report_for_people_is_a_page(folder: Path) -> None:
    """By the ending of its name."""
    _run("init")
    (folder / "config.yaml").write_text(CONFIG)

    assert _run("report", "--config.file", "config.yaml").exit_code == 0
    assert (folder / "compliance.html").read_text().startswith("<!doctype html>")


def test_report_takes_no_other_ending(folder: Path) -> None:
    """It would not know what to write."""
    told = _run("report", "--config.file", "config.yaml", "-o", "report.pdf")

    assert told.stderr == "report.pdf: a report is a .html or a .json file: choose one with -o\n"


def test_report_needs_a_framework(folder: Path) -> None:
    """Without one there is nothing to stand."""
    (folder / "record.yaml").write_text("activities: {a: {}}")
    (folder / "config.yaml").write_text("compliance: {record: record.yaml}")

    told = _run("report", "--config.file", "config.yaml")

    assert told.exit_code == 1
    assert told.stderr == "config.yaml: no framework applies: set compliance.frameworks, such as {gdpr: {}}\n"
