"""That anybody may send lineage."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.config.configured import Config
from dte_exporter.config.lineage.open_receiver import open_receiver
from dte_exporter.config.loading.load import load_text
from dte_exporter.registry import Registry

CONFIG = """
history: {path: history.db}
datasets: {people: {source: {type: files, path: people.csv}}}
lineage: {sources: {told: {type: openlineage, path: events.jsonl}}%s}
checks: {lineage: {check: lineage, every: 1h}}
"""


def config(more: str, folder: Path) -> Config:
    """Return a config with `more` in its section of lineage."""
    return load_text(CONFIG % more, folder / "config.yaml", Registry.discover())


def test_events_from_anybody_are_warned_of(tmp_path: Path) -> None:
    """With the way out."""
    assert open_receiver(config(", receive: {}", tmp_path), is_open=True) == (
        "lineage.receive takes events from anybody who reaches the port: serve it with a --web.config.file that names "
        "bearer_tokens or basic_auth_users"
    )


@pytest.mark.parametrize(("more", "is_open"), [("", True), (", receive: {}", False), ("", False)])
def test_nothing_received_or_nobody_unknown_is_no_matter(more: str, is_open: bool, tmp_path: Path) -> None:
    """Reading files of events opens nothing, and who has a token is known."""
    assert open_receiver(config(more, tmp_path), is_open) == ""


def test_check_config_notes_it(tmp_path: Path) -> None:
    """As `serve` warns of it."""
    (tmp_path / "config.yaml").write_text(CONFIG % ", receive: {}")
    told = CliRunner().invoke(app, ["check-config", "--no-data", str(tmp_path / "config.yaml")])

    assert (told.exit_code, "note: lineage.receive takes events from anybody" in told.stdout) == (0, True), told.output
