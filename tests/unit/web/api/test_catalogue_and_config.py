from dataclasses import replace

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
    }


def test_a_new_config_shows_at_the_next_request(client: Client, service: Running) -> None:
    """A reload needs no restart of the web."""
    service.config = replace(service.config, source_tree={"checks": {}})
    assert client.get("/api/v1/config").json()["config"] == {"checks": {}}
