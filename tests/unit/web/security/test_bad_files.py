import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app

BAD = Path(__file__).parents[3] / "bad_web_configs"
DEMO = Path(__file__).parents[4] / "deploy" / "demo" / "config.yaml"


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_bad_web_config_is_told_word_for_word(
    file: Path, certificates: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each file breaks one rule, which its first line states; beside it stands all that is printed, and no more."""
    shutil.copytree(certificates, tmp_path, dirs_exist_ok=True)
    shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(app, ["check-config", str(DEMO), "--web.config.file", file.name])

    assert result.stderr == file.with_suffix(".txt").read_text()
    assert (result.exit_code, result.stdout) == (1, "")
