from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.config.composition import checks_to_name
from dte_exporter.config.load import load
from dte_exporter.registry import Registry

BAD = Path(__file__).parents[2] / "bad_configs"
DEMO = Path(__file__).parents[3] / "deploy" / "demo" / "config.yaml"


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_bad_config_is_told_word_for_word(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file breaks one rule, which its first line states; beside it stands all that is printed, and no more."""
    monkeypatch.chdir(BAD)
    monkeypatch.delenv("NOT_SET_ANYWHERE", raising=False)
    monkeypatch.setenv("SECRET_INTERVAL", "hunter2 minutes")

    result = CliRunner().invoke(app, ["check-config", file.name])

    expected = (
        file.with_suffix(".txt").read_text().replace("{checks}", ", ".join(sorted(checks_to_name(Registry.discover()))))
    )
    assert result.stderr == expected
    assert (result.exit_code, result.stdout) == (1, "")


def test_each_of_two_faults_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is mended in one go."""
    monkeypatch.chdir(BAD)

    told = CliRunner().invoke(app, ["check-config", "two_faults.yaml"]).stderr

    assert [line.split(": ")[1] for line in told.splitlines()] == [
        "datasets.people.columns.sensitive",
        "checks.fair.dataset",
        "checks.fair.every",
    ]


def test_a_good_config_is_one_line() -> None:
    """It says what is in it, on stdout."""
    result = CliRunner().invoke(app, ["check-config", str(DEMO)])

    assert (result.exit_code, result.stderr) == (0, "")
    config = load(DEMO, Registry.discover())
    assert result.stdout == f"{DEMO}: {len(config.datasets)} data sets, {len(config.checks)} checks: ok\n"
