"""Checks that hang, grow, crash and answer with what they should not, all in one exporter that goes on."""

import pytest

from tests.faults.exporter import Exporter, Start

WAYS = ("hang", "allocate", "numpy_value", "numpy_detail", "unpicklable", "exit", "crash")


@pytest.fixture(scope="module")
def exporter(start: Start) -> Exporter:
    """Return an exporter with a check for each way to misbehave."""
    toy = {"check": "toy", "dataset": "people", "every": "1h", "timeout": "2s"}
    return start({way.replace("_", "-"): {**toy, "how": way} for way in WAYS}, workers=2)


@pytest.mark.parametrize(
    ("check", "outcome", "message"),
    [
        ("hang", "timeout", "ran into its timeout of 2 s and was stopped"),
        ("allocate", "killed", "its memory limit of 2,048 MiB"),
        ("exit", "killed", "its worker process ended with exit code 7"),
        ("crash", "killed", "its worker process was killed by SIGABRT"),
        ("unpicklable", "check_error", "the check fails with UnpicklableError in dte_toy_checks"),
        ("numpy-detail", "check_error", "the check fails with TypeError"),
    ],
)
def test_a_check_that_fails_says_how_and_invents_nothing(
    exporter: Exporter, check: str, outcome: str, message: str
) -> None:
    """Outcome and message tell how it ended; there is a duration, one line in the log, and not one value."""
    run = exporter.ran(check)
    assert (run["outcome"], exporter.outcome(check)) == (outcome, outcome)
    assert message in run["message"]
    assert run["duration_seconds"] > 0
    assert exporter.values("dte_check_success", check=check) == [0]
    assert exporter.findings(check) == []
    (line,) = exporter.logged("check ran", check=check)
    assert (line["level"], line["outcome"]) == ("warning", outcome)


def test_a_hanging_check_ends_no_earlier_than_its_timeout(exporter: Exporter) -> None:
    """Two seconds are its own, however long it waited for a worker."""
    assert exporter.ran("hang")["duration_seconds"] >= 2


def test_a_numpy_value_arrives_as_a_number(exporter: Exporter) -> None:
    """A float64 is a float by the time it leaves the child."""
    assert exporter.ran("numpy-value")["outcome"] == "ok"
    assert exporter.values("dte_toy_value", check="numpy-value") == [1]


def test_the_parent_stays_clean(exporter: Exporter) -> None:
    """After all of these no library of numbers is mapped into the serving process."""
    for way in WAYS:
        exporter.ran(way.replace("_", "-"))
    assert exporter.mapped("numpy", "pandas", "duckdb", "pyarrow", "scipy") == set()


def test_the_others_go_on(exporter: Exporter) -> None:
    """The service answers, the steady check runs again on either worker, and stopping leaves no process."""
    assert "ready" in exporter.get("/-/ready")
    assert exporter.still_serves()
    assert exporter.stop() == 0
