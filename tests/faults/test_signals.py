"""What the exporter does when it is told to stop, or to read its config again."""

import signal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.faults.exporter import STEADY, Start, people


def hanging(begun: Path) -> dict[str, Any]:
    """Return a check that hangs once it has told that it has begun."""
    return {"check": "toy", "dataset": "people", "how": "hang", "every": "1h", "begun": str(begun)}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_in_the_middle_of_a_run(start: Start, tmp_path: Path, how: signal.Signals) -> None:
    """It exits with 0 within five seconds, with no process left, and nothing but a farewell in the log."""
    begun = tmp_path / "begun"
    exporter = start({"hang": hanging(begun)}, workers=2)
    exporter.eventually(begun.exists)
    assert exporter.stop(how) == 0
    assert exporter.last_line()["msg"] == "stopped"


def test_it_stops_while_workers_warm_up(start: Start) -> None:
    """Told to stop before anything ran, it exits with 0 all the same."""
    assert start({}).stop() == 0


def data(exposition: str) -> list[str]:
    """Return the lines of an exposition that hold what checks found."""
    found = ("dte_fairness_", "dte_drift_", "dte_toy_")
    return [line for line in exposition.splitlines() if line.startswith(found)]


def test_a_bad_file_changes_nothing_and_is_said(start: Start) -> None:
    """After SIGHUP the data gauges are the same bytes; a gauge and the log tell of every problem."""
    exporter = start({"fair": {"check": "fairness", "dataset": "people", "every": "1h"}})
    exporter.ran("fair")
    exporter.ran("steady")
    before = data(exporter.get("/metrics"))
    exporter.config_file.write_text("datasets: {}\nchecks: {fair: {check: fairnes, dataset: people, every: 1h}}\n")
    exporter.process.send_signal(signal.SIGHUP)

    exporter.eventually(lambda: exporter.values("dte_config_last_reload_successful") == [0])
    assert data(exporter.get("/metrics")) == before
    problems = [line["problem"] for line in exporter.logged("the config cannot be used: the one before stays in force")]
    assert any("did you mean" in problem and "fairness" in problem for problem in problems)
    assert exporter.still_serves()

    exporter.write(exporter.config)
    exporter.process.send_signal(signal.SIGHUP)
    exporter.eventually(lambda: exporter.values("dte_config_last_reload_successful") == [1])
    assert data(exporter.get("/metrics")) == before
    assert exporter.stop() == 0


def test_a_teams_mistake_is_the_teams_alone(start: Start, tmp_path: Path) -> None:
    """After SIGHUP its check goes on as it was and one gauge tells of it; mended, the file is in force."""
    team = {"datasets": {"people": people("../people.parquet")}, "checks": {"steady": STEADY}}
    exporter = start({})
    (exporter.folder / "conf.d").mkdir()
    files = {name: exporter.folder / "conf.d" / f"{name}.yaml" for name in ("bakers", "grocers")}
    for file in files.values():
        file.write_text(yaml.safe_dump(team))
    exporter.write({**exporter.config, "include": "conf.d/*.yaml"})
    exporter.process.send_signal(signal.SIGHUP)
    for name in files:
        exporter.ran(f"{name}.steady")

    files["grocers"].write_text("checks: [")
    exporter.process.send_signal(signal.SIGHUP)

    exporter.eventually(lambda: exporter.values("dte_config_team_last_reload_successful", team="grocers") == [0])
    assert exporter.values("dte_config_team_last_reload_successful", team="bakers") == [1]
    assert exporter.values("dte_config_last_reload_successful") == [1]
    (before,) = exporter.values("dte_check_runs_total", check="grocers.steady", outcome="ok")
    exporter.ran("grocers.steady", int(before) + 1)

    files["grocers"].write_text(yaml.safe_dump(team))
    exporter.process.send_signal(signal.SIGHUP)
    exporter.eventually(lambda: exporter.values("dte_config_team_last_reload_successful", team="grocers") == [1])
    assert exporter.stop() == 0


def test_a_reload_touches_only_what_changed(start: Start, tmp_path: Path) -> None:
    """A changed check that runs is cancelled and begun anew, a removed one vanishes, the others keep what they have."""
    begun = tmp_path / "begun"
    fair = {"check": "fairness", "dataset": "people", "every": "1h"}
    exporter = start({"fair": fair, "going": fair, "changing": hanging(begun)}, workers=2)
    exporter.ran("fair")
    exporter.ran("going")
    exporter.eventually(begun.exists)
    of_fair = exporter.values("dte_check_last_run_timestamp_seconds", check="fair")

    checks = exporter.config["checks"]
    del checks["going"]
    checks["changing"] = {**checks["changing"], "how": "succeed"}
    exporter.write(exporter.config)
    exporter.process.send_signal(signal.SIGHUP)

    assert exporter.ran("changing")["outcome"] == "ok"
    assert exporter.values("dte_check_runs_total", check="changing", outcome="killed") == [0]
    assert exporter.values("dte_check_info", check="going") == []
    assert exporter.findings("going") == []
    assert exporter.values("dte_check_last_run_timestamp_seconds", check="fair") == of_fair
    assert exporter.values("dte_check_runs_total", check="fair", outcome="ok") == [1]
    assert len(exporter.logged("check ran", check="fair")) == 1
    assert exporter.stop() == 0
