import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration

PROMETHEUS = Path(__file__).parents[2] / "deploy/prometheus"
RULES = sorted((PROMETHEUS / "rules").glob("*.yaml"))
BUDGETS = Path(__file__).with_name("budgets")
TESTS = sorted((PROMETHEUS / "tests").glob("*.yaml"))


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_promtool_accepts_the_rules(promtool: Path) -> None:
    """It reads every file, and finds no rule twice."""
    checked = run(promtool, "check", "rules", "--lint=all", "--lint-fatal", *RULES)

    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.count("SUCCESS") == len(RULES)


@pytest.mark.parametrize("tests", TESTS, ids=lambda tests: tests.stem)
def test_alerts_fire_when_they_should_and_say_what_they_should(promtool: Path, tests: Path) -> None:
    """Prometheus's own engine, on series written by hand, comes to the alerts that the file expects."""
    tested = run(promtool, "test", "rules", tests)

    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_promtool_accepts_the_example_config(promtool: Path) -> None:
    """The scrape config, the rules that it names, and the way to Alertmanager are as Prometheus reads them."""
    checked = run(promtool, "check", "config", PROMETHEUS / "prometheus.yaml")

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert f"{len(RULES)} rule files found" in checked.stdout


@pytest.mark.parametrize("tests", sorted(BUDGETS.glob("[!c]*.yaml")), ids=lambda tests: tests.stem)
def test_budgets_alert_as_fast_as_their_runs_can_tell(
    exporter: Path, promtool: Path, tests: Path, tmp_path: Path
) -> None:
    """The rules that are generated for a config pass promtool, and fire when the file says."""
    generated = run(exporter, "rules", "generate", "--config.file", BUDGETS / "config.yaml")
    (tmp_path / "rules.yaml").write_text(generated.stdout)
    shutil.copy(tests, tmp_path)

    checked = run(promtool, "check", "rules", "--lint=all", "--lint-fatal", tmp_path / "rules.yaml")
    tested = run(promtool, "test", "rules", tmp_path / tests.name)

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert tested.returncode == 0, tested.stdout + tested.stderr
