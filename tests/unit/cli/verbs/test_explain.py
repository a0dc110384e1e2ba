import asyncio
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dte_exporter.cli import app
from dte_exporter.web import create_app
from dte_exporter.web.listen import listening_socket, url
from dte_exporter.web.server import Server
from tests.unit.web.running import running

CONFIG = """\
datasets:
  people:
    source: {type: files, path: people.csv}
    columns: {prediction: hired, label: apt, sensitive: [sex]}
checks:
  parity: {check: fairness, dataset: people, every: 1h, min_group_rows: 1}
"""
PEOPLE = "sex,hired,apt\nf,1,1\nf,0,0\nm,1,1\nm,1,1\n"


def _explain(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["explain", *map(str, arguments)], env={"COLUMNS": "120"})


def _printed(*arguments: str | Path, code: int = 0) -> str:
    result = _explain(*arguments)
    assert result.exit_code == code, result.stderr
    return result.stdout


def _refused(*arguments: str | Path) -> str:
    result = _explain(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return a config of one check on four people."""
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "config.yaml").write_text(CONFIG)
    return tmp_path / "config.yaml"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what is printed of the check of that config."""
    folder = tmp_path_factory.mktemp("ran")
    (folder / "people.csv").write_text(PEOPLE)
    (folder / "config.yaml").write_text(CONFIG)
    return _printed("parity", "--config.file", folder / "config.yaml")


@pytest.mark.parametrize("name", ["dte_fairness_demographic_parity_ratio", "demographic_parity_ratio"])
def test_a_metric_is_explained_by_name_and_by_key(name: str) -> None:
    """Its declaration comes first, then the definition of the check that emits it."""
    printed = _printed(name)

    assert printed.startswith("dte_fairness_demographic_parity_ratio {check, dataset, model, sensitive_feature}\n")
    assert "gauge · ratio · 0 to 1 · higher is better · check: fairness" in printed
    assert "The selection rate of a group" in printed.replace("*", "")


@pytest.mark.parametrize(
    ("metric", "told"), [("dte_model_accuracy_estimated", True), ("dte_model_accuracy_estimated_ci_lower", False)]
)
def test_a_metric_with_an_interval_says_that_an_objective_may_decide_by_it(metric: str, told: bool) -> None:
    """The end of an interval has none itself."""
    assert ("An objective on it may decide by point or interval." in _printed(metric)) == told


def test_a_metric_of_the_exporter_itself_is_explained() -> None:
    """No check emits it, so none is shown."""
    printed = _printed("dte_check_success")

    assert "1 if it did, 0 for every other outcome." in printed
    assert "check: " not in printed


def test_a_kind_of_check_is_explained() -> None:
    """Its docstring part by part, its parameters with their defaults, and what it emits."""
    printed = _printed("fairness")

    for part in ("Definition", "Formula", "Range", "Good direction", "Reference", "parameters", "emits"):
        assert f"\n{part}" in printed
    parameters = " ".join(printed.split())
    assert "min_group_rows 30 A group with fewer rows is withheld and counted." in parameters
    assert "missing leave_out What rows without a value in a sensitive column are" in parameters
    assert "compare [between_groups] What is told of each criterion" in parameters
    assert "\ndte_fairness_groups_withheld\n" in printed


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    """The sentence names what was typed, what is near, and how to ask for a check of one's own."""
    assert _refused("demographic_party") == (
        "'demographic_party' is no metric and no check (did you mean 'demographic_parity_ratio'?); "
        "for a check of yours add --config.file or --url\n"
    )


def test_a_check_of_the_config_is_run_once(ran: str) -> None:
    """One of two women and both men are hired: 1/2 against 1, and what was counted stands below it."""
    lines = [line.rstrip() for line in ran.splitlines()]

    assert lines[0] == "parity: ok"
    difference = lines.index("dte_fairness_demographic_parity_difference")
    assert lines[difference + 1].split() == ["sensitive_feature=sex", "0.5"]
    assert any(line.startswith("current: all rows, 4 rows, fingerprint ") for line in lines)
    assert "      rows: 2" in lines
    assert any(line.startswith("measure: 0.") for line in lines)


def test_what_could_not_be_defined_is_said(ran: str) -> None:
    """No man has a negative label, so that his false positive rate is 0/0: the sentence says whose it is."""
    assert "\nnot defined" in ran
    assert "\nsex: group 'm' has no negative labels, so equalized odds is computed without it\n" in ran


def test_a_check_that_fails_says_why(config: Path) -> None:
    """A source that is gone is an outcome and a sentence, without values and without a traceback; the code is 2."""
    config.with_name("people.csv").unlink()

    printed = _printed("parity", "--config.file", config, code=2)

    assert printed.startswith("parity: source_error, ")
    assert "people.csv" in printed
    assert "values" not in printed


def test_with_a_config_its_checks_are_near_names_too(config: Path) -> None:
    """A slip in the name of a configured check is answered with that name."""
    assert _refused("partiy", "--config.file", config) == (
        "'partiy' is no metric and no check (did you mean 'parity'?)\n"
    )


def test_a_bad_config_is_told_as_by_check_config(config: Path) -> None:
    """Its problems come as sentences, each with the path of the value."""
    config.write_text(CONFIG.replace("every: 1h", "every: soon"))

    assert "checks.parity.every" in _refused("parity", "--config.file", config)


@pytest.fixture(scope="module")
def exporter() -> Iterator[str]:
    """Serve six checks in every state that there is, and give the address."""
    started = threading.Event()
    server = Server(create_app(running()), started.set)
    with listening_socket("127.0.0.1:0") as listening:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
        thread.start()
        assert started.wait(30)
        yield url(listening)
        server.stop()
        thread.join()


def test_a_running_exporter_is_asked(exporter: str) -> None:
    """Values and evidence are those of its last run."""
    lines = [line.strip() for line in _printed("employment-fairness", "--url", f"{exporter}/").splitlines()]

    assert lines[0] == "employment-fairness: ok"
    assert ["sensitive_feature=race", "0.152"] in [line.split() for line in lines]
    assert "current: year = 2018, 68,777 of 68,785 rows, fingerprint 9f2c" in lines
    assert "8 without sex (missing_group)" in lines
    assert "true positive rate of race = 4: nobody there is positive" in lines
    assert "feature 'AGEP' is rounded to years" in lines
    assert "read: 0.031" in lines


def test_a_failed_run_of_a_running_exporter_says_why(exporter: str) -> None:
    """Once the values are stale, the outcome and its sentence are all there is."""
    printed = " ".join(_printed("employment-drift", "--url", exporter, code=2).split())

    assert printed == (
        "employment-drift: source_error, the source has no column 'occupation' (it has 16 others): "
        "check its name in the config, and the header of a CSV file"
    )


def test_a_check_that_has_not_run_is_told_apart(exporter: str) -> None:
    """Waiting is no failure."""
    host = exporter.removeprefix("http://")

    assert _refused("pricing-drift", "--url", exporter) == (
        f"pricing-drift has not run yet on {host}: ask again when it has\n"
    )


def test_the_names_of_a_running_exporter_are_near_names_too(exporter: str) -> None:
    """A slip in the name of its check is answered with that name."""
    assert "(did you mean 'hiring-fairness'?)" in _refused("hirin-fairness", "--url", exporter)


@pytest.mark.parametrize("address", ["localhost:10610", "ftp://localhost", "http://", "file:///etc/passwd"])
def test_only_an_address_on_the_web_is_asked(address: str) -> None:
    """Anything else is refused before it is opened."""
    assert _refused("x", "--url", address) == ("--url is the address of an exporter, such as http://localhost:10610\n")


def test_nobody_there_is_one_sentence() -> None:
    """It names the host without what may be a password before it."""
    with listening_socket("127.0.0.1:0") as listening:
        host = url(listening).removeprefix("http://")

    assert _refused("x", "--url", f"http://user:secret@{host}").startswith(f"no exporter answers on {host}: ")


class Elsewhere(BaseHTTPRequestHandler):
    """Some other service."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>")

    def log_message(self, *_: object) -> None:
        pass


def test_somebody_else_there_is_one_sentence() -> None:
    """What answers without an exporter's API is told apart from nobody."""
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            refused = _refused("x", "--url", f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()

    assert refused == f"what answers on 127.0.0.1:{server.server_port} is no exporter: give the address of /metrics\n"


def test_one_of_two_ways_is_chosen(config: Path) -> None:
    """Running a check here and asking for its result elsewhere exclude each other."""
    assert "give one of them" in _refused("parity", "--config.file", config, "--url", "http://localhost:1")
