from pathlib import Path

import yaml
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.rules.settings import RuleSettings
from dte_exporter.rules.shipped import groups

CONFIG = Path(__file__).parents[3] / "integration/budgets/config.yaml"


def generated(*options: str) -> str:
    """Return what ``rules generate`` prints for a config with budgets."""
    result = CliRunner().invoke(app, ["rules", "generate", "--config.file", str(CONFIG), *options])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_the_rules_that_suit_any_config_come_with_the_budgets_of_this_one() -> None:
    """They are the groups that ship, and two more."""
    found = [group["name"] for group in yaml.safe_load(generated())["groups"]]

    assert found == [*(group.name for group in groups(RuleSettings())), "dte-burn-rates", "dte-budgets"]


def test_a_config_without_targets_gets_the_rules_that_ship(tmp_path: Path) -> None:
    """Nothing is promised, so there is no budget."""
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG.read_text().replace(", target: 0.99", "").replace(", target: 0.95", ""))
    file.write_text(file.read_text().replace(", target: 0.9", ""))

    result = CliRunner().invoke(app, ["rules", "generate", "--config.file", str(file)])

    assert len(yaml.safe_load(result.stdout)["groups"]) == len(groups(RuleSettings()))


def test_job_addresses_and_time_are_settings() -> None:
    """Each is found where it belongs, and where it was nowhere."""
    options = ("--job", "trust", "--runbook.url", "https://wiki/{alert}", "--grafana.url", "https://grafana")
    written = generated(*options, "--time-scale", "0.001")

    assert 'absent(up{job="trust"} == 1)' in written
    assert "runbook_url: https://wiki/DteExporterAbsent" in written
    assert "dashboard_url: https://grafana/d/dte-exporter" in written
    assert "keep_firing_for: 900ms" in written
    for usual in ('job="dte"', "example.org", "localhost:3000", "15m"):
        assert usual not in written


def test_sloth_gets_the_budgets_alone() -> None:
    """The daily check is left out, with the reason."""
    written = generated("--format", "sloth")

    assert [slo["name"] for slo in yaml.safe_load(written)["slos"]] == [
        "often-demographic_parity_difference",
        "usual-demographic_parity_difference",
    ]
    assert "# daily-demographic_parity_difference is left out" in written


def test_a_config_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    """As by every verb: one sentence, and exit code 1."""
    result = CliRunner().invoke(app, ["rules", "generate", "--config.file", str(tmp_path / "none.yaml")])

    assert result.exit_code == 1
    assert "none.yaml" in result.stderr


def test_without_a_part_the_verb_lists_its_parts() -> None:
    """``rules`` alone does nothing."""
    result = CliRunner().invoke(app, ["rules"], env={"COLUMNS": "200"})

    assert "generate" in result.output
