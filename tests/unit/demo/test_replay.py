from pathlib import Path

from typer.testing import CliRunner

from dte_exporter.cli import app

CONFIG = Path(__file__).parents[3] / "deploy/demo/replay/config.yaml"


def test_the_config_of_the_replay_can_be_used() -> None:
    """Two data sets, those who arrive and those of the training, and four checks; the rows come when it is played."""
    result = CliRunner().invoke(app, ["check-config", str(CONFIG), "--no-data"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{CONFIG}: 2 data sets, 4 checks: ok (no data read)\n"


def test_the_config_tells_what_is_planted_wherever_it_is_seen() -> None:
    """The title of the data set, and the reason of each objective that the shift breaks."""
    text = CONFIG.read_text()
    assert "in part with a PLANTED shift" in text
    assert text.count('why: "Planted') == 4
