import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def test_data_flows_one_way() -> None:
    """import-linter finds no room that knows one after it."""
    lint_imports = Path(sys.executable).with_name("lint-imports")

    linted = subprocess.run([lint_imports], cwd=REPOSITORY, capture_output=True, text=True, check=False)

    assert linted.returncode == 0, linted.stdout
