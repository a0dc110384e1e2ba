from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Be in a folder with a file of data."""
    monkeypatch.chdir(tmp_path)
    Path("people.csv").write_text("year,income\n" + "2017,1.5\n2018,2.5\n" * 20)
    return tmp_path


def test_a_config_is_written_that_check_config_accepts() -> None:
    """To config.yaml, and the next step is told."""
    result = CliRunner().invoke(app, ["init", "people.csv"])

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "config.yaml: written; read its comments, then: dte-exporter run --config.file config.yaml\n"
    )
    assert (
        CliRunner().invoke(app, ["check-config", "config.yaml"]).stdout
        == "config.yaml: 1 data set, 2 checks: ok (1 data set read, 40 rows)\n"
    )


def test_a_file_that_is_there_is_never_overwritten() -> None:
    """It may be the work of a person."""
    Path("mine.yaml").write_text("precious")

    result = CliRunner().invoke(app, ["init", "people.csv", "-o", "mine.yaml"])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "mine.yaml: it is there already: remove it, or choose another with -o\n"
    assert Path("mine.yaml").read_text() == "precious"


def test_what_cannot_be_read_or_written_is_one_sentence() -> None:
    """And leaves nothing behind."""
    missing = CliRunner().invoke(app, ["init", "nobody.csv"])
    unwritable = CliRunner().invoke(app, ["init", "people.csv", "-o", "people.csv/config.yaml"])

    assert (missing.exit_code, missing.stderr.count("\n")) == (1, 1)
    assert "nobody.csv" in missing.stderr
    assert (unwritable.exit_code, unwritable.stderr) == (
        1,
        "people.csv/config.yaml: it cannot be written: File exists\n",
    )
    assert not Path("config.yaml").exists()


def test_a_file_is_never_held_against_itself() -> None:
    """Alone it is measured by itself, and what lets more be measured is asked for in the config."""
    Path("people.csv").write_text("size,income\n" + "10.5,1.5\n20.5,2.5\n" * 20)

    result = CliRunner().invoke(app, ["init", "people.csv"])

    assert (result.exit_code, result.stderr) == (0, "")
    text = Path("config.yaml").read_text()
    assert "    check: quality\n" in text
    assert "  # drift: nothing says which rows came first: name what to hold these against" in text


def test_a_file_without_a_line_of_names_is_said_on_stderr() -> None:
    """Beside the comment in the config."""
    Path("bare.csv").write_text("2018-01-01,4\n2018-01-02,3.5\n2018-01-03,3.0\n")

    result = CliRunner().invoke(app, ["init", "bare.csv"])

    assert result.stderr == (
        "bare.csv: its first line looks like data: give it a line of names, or list them in source.csv.header\n"
    )


def test_a_registry_alone_makes_a_config() -> None:
    """One line that takes every champion, and a word on what it does not give."""
    result = CliRunner().invoke(app, ["init", "--mlflow-uri", "http://mlflow:5000"])

    assert (result.exit_code, result.stderr) == (0, "")
    text = Path("config.yaml").read_text()
    assert '\n  discover: {tracking_uri: "http://mlflow:5000", alias: champion}\n' in text
    assert "drift, fairness, fairness-regression, loss-estimate" in text
    assert CliRunner().invoke(app, ["check-config", "config.yaml"]).stdout == "config.yaml: 0 data sets, 1 check: ok\n"


def test_a_file_and_a_registry_make_one_config() -> None:
    """The one after the other."""
    CliRunner().invoke(app, ["init", "people.csv", "--mlflow-uri", "sqlite:///mlflow.db"])

    assert (
        CliRunner().invoke(app, ["check-config", "config.yaml"]).stdout
        == "config.yaml: 1 data set, 3 checks: ok (1 data set read, 40 rows)\n"
    )


def test_the_address_of_a_registry_may_be_in_a_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written as a reference, so that the config holds no password."""
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "https://joe:sesame@mlflow")

    CliRunner().invoke(app, ["init", "--mlflow-uri", "${MLFLOW_TRACKING_URI}"])

    assert 'tracking_uri: "${MLFLOW_TRACKING_URI}"' in Path("config.yaml").read_text()
    assert CliRunner().invoke(app, ["check-config", "config.yaml"]).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name a data file, or a registry of models with --mlflow-uri\n"),
        (
            ["--mlflow-uri", "https://joe:sesame@mlflow"],
            "--mlflow-uri: it holds a password: set MLFLOW_TRACKING_URI and give '${MLFLOW_TRACKING_URI}'\n",
        ),
        (
            ["--mlflow-uri", "mlruns"],
            "--mlflow-uri: write the address of a server, such as http://mlflow:5000, "
            "or of a store, such as sqlite:///mlflow.db\n",
        ),
    ],
)
def test_what_is_no_registry_is_told(arguments: list[str], sentence: str) -> None:
    """In one sentence, and nothing is written."""
    result = CliRunner().invoke(app, ["init", *arguments])

    assert (result.exit_code, result.stderr) == (1, sentence)
    assert not Path("config.yaml").exists()
