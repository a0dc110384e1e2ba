"""``dte-exporter contract check``, by the real program in this process."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dte_exporter.cli import app

BAD = Path(__file__).parents[3] / "bad_contracts"

CONTRACT = """\
apiVersion: v3.1.0
kind: DataContract
id: orders-1
name: orders
version: 1.2.0
status: active
team: {name: sales}
schema:
  - name: orders
    properties:
      - {name: number, logicalType: integer}
    quality:
      - {name: plausible, type: text, description: Amounts look right.}
"""


def _check(file: Path | str) -> Result:
    return CliRunner(env={"COLUMNS": "120"}).invoke(app, ["contract", "check", str(file)])


@pytest.mark.parametrize("file", sorted(BAD.glob("*.yaml")), ids=lambda file: file.stem)
def test_a_bad_contract_is_told_word_for_word(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file breaks one rule, which its first line states; beside it stands all that is printed, and no more."""
    monkeypatch.chdir(BAD)

    result = _check(file.name)

    assert result.stderr == file.with_suffix(".txt").read_text()
    assert (result.exit_code, result.stdout) == (1, "")


def test_what_is_judged_is_told_and_what_is_not(tmp_path: Path) -> None:
    """Every rule has its line, and one that cannot be judged says why."""
    (tmp_path / "orders.yaml").write_text(CONTRACT)

    told = _check(tmp_path / "orders.yaml")

    lines = [" ".join(line.split()) for line in told.stdout.splitlines()]
    assert lines[0].startswith("orders 2 of 3 rules are judged")
    assert lines[2:5] == [
        "number present judged",
        "type judged",
        "(all rows) quality: plausible not judged: it is a text for people",
    ]
    assert lines[5].endswith("orders.yaml: contract orders 1.2.0, active, owner sales: ok")
    assert told.exit_code == 0


def test_a_contract_without_a_table_is_fit_and_says_that_there_is_nothing_to_judge(tmp_path: Path) -> None:
    """The standard asks for no schema."""
    (tmp_path / "orders.yaml").write_text(CONTRACT.partition("team:")[0])

    told = _check(tmp_path / "orders.yaml")

    assert told.stdout.splitlines()[0] == "It agrees on no table: check: contract has nothing to judge."
    assert told.stdout.splitlines()[1].endswith("active, without an owner: ok")
    assert told.exit_code == 0


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    """One sentence, no traceback."""
    told = _check(tmp_path / "nowhere.yaml")

    assert (told.exit_code, told.stderr.count("\n")) == (1, 1)
    assert "nowhere.yaml" in told.stderr
