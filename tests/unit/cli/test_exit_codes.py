"""What each verb ends with, by what came of the checks that it ran: nothing measured is never 0."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dte_exporter.cli import app
from dte_exporter.cli.discovery import Verbs
from dte_exporter.cli.exit import MEANINGS, Exit
from dte_exporter.metric import SCOPE, Sample
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.scheduling.worker import Worker
from dte_exporter.worker.job import Job

CONFIG = """\
datasets:
  people: {source: {type: files, path: people.csv}, columns: {prediction: hired, sensitive: [sex]}}
checks:
  fair:
    check: fairness
    dataset: people
    every: 1h
    objectives: {demographic_parity_difference: {max: 0.1}}
compliance: {record: record.yaml, frameworks: {gdpr: {}}}
"""
ESTIMATED = """\
datasets:
  people:
    source: {type: files, path: people.csv}
    windows: {reference: "year == 2015", current: "year == 2018"}
    columns: {prediction: hired, label: works, probability: p}
checks:
  fair:
    check: performance-estimate
    dataset: people
    every: 1h
    objectives: {accuracy_estimated: {min: 0.8, decide: interval}}
"""
ACCURACY = "dte_model_accuracy_estimated"
FAILED = [outcome for outcome in Outcome if outcome is not Outcome.OK]
DIFFERENCE = "dte_fairness_demographic_parity_difference"

Ending = Callable[[str, CheckResult, CheckResult], Result]


@pytest.fixture
def ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ending:
    """Return what a verb does where the checks end as the test says; no process is started."""
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG)
    CliRunner().invoke(app, ["compliance", "init"])

    def ended(command: str, fair: CheckResult, others: CheckResult) -> Result:
        async def run(_: Worker, job: Job) -> CheckResult:
            return fair if job.check.name == "fair" else others

        async def warm(*_: object) -> None:
            pass

        monkeypatch.setattr(Worker, "run", run)
        monkeypatch.setattr(Worker, "warm", warm)
        monkeypatch.setattr(Worker, "begin", lambda _: None)
        return CliRunner().invoke(app, command.split())

    return ended


def _failed(outcome: Outcome) -> CheckResult:
    return CheckResult(outcome, "it did not work")


def _ok(difference: float | None = None) -> CheckResult:
    """Return a result that is good, with a value of the objective or without."""
    labels = {**dict.fromkeys(SCOPE, ""), "check": "fair", "dataset": "people", "sensitive_feature": "sex"}
    withheld = Sample("dte_fairness_groups_withheld", labels, 0.0)
    return CheckResult(
        Outcome.OK, samples=(withheld, *([] if difference is None else [Sample(DIFFERENCE, labels, difference)]))
    )


@pytest.mark.parametrize("outcome", FAILED)
@pytest.mark.parametrize(
    "command",
    [
        "run --config.file config.yaml",
        "run --config.file config.yaml --format json",
        "run --config.file config.yaml --format openmetrics",
        "run --config.file config.yaml --fail-on error",
        "run --config.file config.yaml --fail-on objective",
        "run --config.file config.yaml --fail-on objective --allow-unknown",
        "explain fair --config.file config.yaml",
        "compliance report --config.file config.yaml",
    ],
)
def test_a_verb_that_measured_nothing_never_ends_with_0(command: str, outcome: Outcome, ending: Ending) -> None:
    """Whatever kept every check from it, and whatever was asked; stderr says so last."""
    result = ending(command, _failed(outcome), _failed(outcome))

    assert result.exit_code == Exit.NOT_MEASURED
    assert result.stderr.splitlines()[-1].startswith("nothing was measured: 0 of ")


@pytest.mark.parametrize("outcome", FAILED)
@pytest.mark.parametrize(
    ("options", "code"),
    [("", Exit.WELL), (" --fail-on error", Exit.NOT_MEASURED), (" --fail-on objective --allow-unknown", 2)],
)
def test_one_of_two_checks_is_something_measured(outcome: Outcome, options: str, code: int, ending: Ending) -> None:
    """It is 0 unless the other was asked for too, and then 2 as if nothing were."""
    result = ending(f"run --config.file config.yaml{options}", _ok(0.05), _failed(outcome))

    assert (result.exit_code, "nothing was measured" in result.stderr) == (code, False)


@pytest.mark.parametrize(
    ("difference", "options", "code"),
    [
        (0.05, "--fail-on objective", Exit.WELL),
        (0.5, "", Exit.WELL),
        (0.5, "--fail-on error", Exit.WELL),
        (0.5, "--fail-on objective", Exit.NOT_MET),
        (0.5, "--fail-on objective --allow-unknown", Exit.NOT_MET),
        (None, "--fail-on error", Exit.WELL),
        (None, "--fail-on objective", Exit.NOT_MET),
        (None, "--fail-on objective --allow-unknown", Exit.WELL),
    ],
)
def test_an_objective_that_is_not_known_is_not_met(
    difference: float | None, options: str, code: Exit, ending: Ending
) -> None:
    """Unless it is let pass; one that is unmet never is."""
    result = ending(f"run --config.file config.yaml --check fair {options}", _ok(difference), _ok())

    assert result.exit_code == code


@pytest.mark.parametrize(
    ("high", "code"), [(0.85, Exit.WELL), (0.75, Exit.NOT_MET), (None, Exit.WELL)], ids=["straddles", "beyond", "none"]
)
def test_insufficient_evidence_fails_no_pipeline(high: float | None, code: Exit, ending: Ending) -> None:
    """At least 0.8 is asked for, 0.7 was measured: only where the whole interval lies below does the run fail."""
    Path("config.yaml").write_text(ESTIMATED)
    labels = {**dict.fromkeys(SCOPE, ""), "check": "fair", "dataset": "people"}
    told = {ACCURACY: 0.7, f"{ACCURACY}_ci_lower": 0.6, **({} if high is None else {f"{ACCURACY}_ci_upper": high})}
    result = CheckResult(Outcome.OK, samples=tuple(Sample(name, labels, value) for name, value in told.items()))

    assert ending("run --config.file config.yaml --fail-on objective", result, _ok()).exit_code == code


def test_letting_pass_what_nothing_holds_up_is_refused(ending: Ending) -> None:
    """Somebody who writes it expects objectives to be looked at."""
    result = ending("run --config.file config.yaml --allow-unknown", _ok(), _ok())

    assert (result.exit_code, result.stderr) == (
        Exit.WRONG,
        "--allow-unknown: it says what --fail-on objective lets pass: add that, or leave it out\n",
    )


@pytest.mark.parametrize(
    "command", ["explain fair --config.file config.yaml", "compliance report --config.file config.yaml"]
)
def test_what_was_measured_is_0(command: str, ending: Ending) -> None:
    """Whatever the values are."""
    result = ending(command, _ok(0.5), _ok())

    assert result.exit_code == Exit.WELL


@pytest.mark.parametrize("verb", Verbs())
def test_a_command_line_that_is_not_understood_is_2(verb: str) -> None:
    """Of every verb."""
    assert CliRunner().invoke(app, [verb, "--nonsense"]).exit_code == 2


def test_every_code_has_a_meaning_and_every_meaning_is_of_a_verb() -> None:
    """The table in the reference is made from them."""
    verbs = {verb.split()[0] for one in MEANINGS for verb in one.verbs}

    assert {one.code for one in MEANINGS} == {*Exit}
    assert verbs < {*Verbs()}
    page = (Path(__file__).parents[3] / "docs/reference/cli.md").read_text()
    assert all(f"| {one.code.value} | " in page and f" | {one.when} |\n" in page for one in MEANINGS)
