import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.config.loading.composition import checks_to_name
from dte_exporter.config.loading.load import load
from dte_exporter.registry import Registry

BAD = Path(__file__).parents[3] / "bad_configs"
DEMO = Path(__file__).parents[4] / "deploy" / "demo" / "config.yaml"


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
    """It says what is in it and what was looked at, on stdout; who is waited for is told on stderr."""
    result = CliRunner().invoke(app, ["check-config", str(DEMO)])

    assert result.exit_code == 0
    assert all(line.startswith("reading data set ") for line in result.stderr.splitlines())
    config = load(DEMO, Registry.discover())
    counts = f"{len(config.datasets)} data sets, {len(config.checks)} checks"
    assert result.stdout.startswith(f"{DEMO}: {counts}: ok ({len(config.datasets)} data sets read, ")
    assert result.stdout.endswith(" rows)\n")


CONFIG = """\
datasets:
  loans: {source: {type: files, path: loans.csv}, columns: {prediction: approved, sensitive: [gender]}}
checks:
  fair: {check: fairness, dataset: loans, every: 1h}
"""


@pytest.fixture
def loans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Be in a folder with a config and two loans that do not fit it."""
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG)
    Path("loans.csv").write_text("approved,sex\n1,f\n0,m\n")


@pytest.mark.usefixtures("loans")
def test_columns_that_are_not_there_are_a_mistake() -> None:
    """In the form of the others, with what there is."""
    result = CliRunner().invoke(app, ["check-config", "config.yaml"])

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines()[-1] == (
        "config.yaml:2: datasets.loans.columns.sensitive[0]: 'gender' is no column of the source: it has approved, sex"
    )


@pytest.mark.parametrize(("most", "noted"), [(30, True), (31, False)])
def test_a_budget_without_room_for_values_is_noted(most: int, noted: bool, tmp_path: Path) -> None:
    """How one check ran takes 30 series, which are never cut."""
    file = tmp_path / "config.yaml"
    file.write_text(f"max_series: {most}\n{CONFIG}")

    told = CliRunner().invoke(app, ["check-config", "--no-data", str(file)])

    note = (
        f"{file}: note: how 1 check ran takes 30 series, and max_series is 30: every value would be cut, so set "
        "max_series to more\n"
    )
    assert (told.exit_code, told.stdout.startswith(note)) == (0, noted)


@pytest.mark.usefixtures("loans")
def test_a_note_is_printed_and_is_no_mistake() -> None:
    """Before the line that says ok."""
    text = CONFIG.replace("[gender]}", "[sex]}, windows: {current: {from: 2018-01-01}}")
    Path("config.yaml").write_text(text.replace("sensitive", "time: at, sensitive"))
    Path("loans.csv").write_text("approved,sex,at\n1,f,2017-01-01\n0,m,2017-01-02\n")

    result = CliRunner().invoke(app, ["check-config", "config.yaml"])

    assert result.exit_code == 0
    assert result.stdout == (
        "config.yaml:2: datasets.loans.windows.current: note: no row lies in 'from: 2018-01-01' now\n"
        "config.yaml: 1 data set, 1 check: ok (1 data set read, 2 rows)\n"
    )


@pytest.mark.usefixtures("loans")
def test_data_are_left_alone_when_told_so() -> None:
    """And the line says so."""
    result = CliRunner().invoke(app, ["check-config", "config.yaml", "--no-data"])

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "config.yaml: 1 data set, 1 check: ok (no data read)\n"


@pytest.mark.usefixtures("loans")
def test_the_config_is_named_as_for_other_verbs_too() -> None:
    """By --config.file, beside the argument that it has always been."""
    result = CliRunner().invoke(app, ["check-config", "--config.file", "config.yaml", "--no-data"])

    assert (result.exit_code, result.stdout) == (0, "config.yaml: 1 data set, 1 check: ok (no data read)\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name the config file: check-config FILE, or --config.file FILE\n"),
        (["a.yaml", "--config.file", "b.yaml"], "name one config file: check-config FILE, or --config.file FILE\n"),
        (
            ["a.yaml", "--data.timeout", "10"],
            "--data.timeout: '10': write a duration as a number and a unit (ms, s, m, h, d, w), "
            "such as 30s, 5m or 1h30m\n",
        ),
    ],
)
def test_what_is_wrong_with_the_command_line_is_told(arguments: list[str], sentence: str) -> None:
    """In one sentence."""
    result = CliRunner().invoke(app, ["check-config", *arguments])

    assert (result.exit_code, result.stdout, result.stderr) == (1, "", sentence)


@pytest.mark.usefixtures("loans")
def test_a_fifo_does_not_hang_it() -> None:
    """Nobody will ever write to it, and nobody waits."""
    Path("loans.csv").unlink()
    os.mkfifo("loans.csv")

    result = CliRunner().invoke(app, ["check-config", "config.yaml"])

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == (
        "config.yaml:2: datasets.loans.source: 'loans.csv' is no regular file, and no folder: check source.path"
    )
