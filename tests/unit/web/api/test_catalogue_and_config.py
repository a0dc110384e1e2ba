from dataclasses import replace
from pathlib import Path

from dte_exporter.config.loading.teams import Team
from dte_exporter.exposition.catalogue import catalogue
from tests.unit.web.running import Client, Running


def test_the_catalogue_is_that_of_the_exposition(client: Client, service: Running) -> None:
    """Every metric that can be scraped is declared, in the same order."""
    names = [metric["name"] for metric in client.get("/api/v1/catalogue").json()["metrics"]]
    assert names == list(catalogue(service.registry))


def test_a_metric_is_told_with_all_of_its_declaration(client: Client) -> None:
    """A program can draw, judge and document it without knowing it."""
    metrics = {metric["name"]: metric for metric in client.get("/api/v1/catalogue").json()["metrics"]}
    assert metrics["dte_check_runs_total"] == {
        "name": "dte_check_runs_total",
        "key": "dte_check_runs_total",
        "pillar": "exporter",
        "check": None,
        "type": "counter",
        "unit": "",
        "labels": ["check", "pillar", "outcome"],
        "segmented": False,
        "low": 0.0,
        "high": None,
        "better": "neither",
        "scheduled": False,
        "role": "figure",
        "of": "",
        "help": "Finished runs of the check by outcome, since it changed or, without a history, the exporter started.",
        "reference": "",
    }


def test_the_config_is_shown_as_it_was_written(client: Client, service: Running) -> None:
    """References to secrets are not resolved, and a failed reload shows."""
    service.store.swap(replace(service.store.current, reload_successful=False))
    assert client.get("/api/v1/config").json() == {
        "file": "/etc/dte/config.yaml",
        "read_at": "2018-06-28T14:00:00Z",
        "last_reload_successful": False,
        "config": {"datasets": {"employment": {"source": {"type": "files", "path": "${DATA}/employment.parquet"}}}},
        "teams": [],
    }


def test_the_file_of_a_team_shows_with_what_is_wrong_with_it(client: Client, service: Running) -> None:
    """What it said when it could last be used is in force."""
    problem = "/etc/dte/conf.d/bakers.yaml:3: checks.fair.every: 'soon': write a duration"
    team = Team(Path("/etc/dte/conf.d/bakers.yaml"), source_tree={"checks": {}}, problems=(problem,))
    service.config = replace(service.config, teams={"bakers": team})
    assert client.get("/api/v1/config").json()["teams"] == [
        {"name": "bakers", "file": "/etc/dte/conf.d/bakers.yaml", "problems": [problem], "config": {"checks": {}}}
    ]


def test_a_new_config_shows_at_the_next_request(client: Client, service: Running) -> None:
    """A reload needs no restart of the web."""
    service.config = replace(service.config, source_tree={"checks": {}})
    assert client.get("/api/v1/config").json()["config"] == {"checks": {}}
