"""The parts joined: what a reload does to them. Faults of the running process are in tests/faults."""

import asyncio
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from dte_exporter.app import App
from dte_exporter.config.loading.load import load
from dte_exporter.registry import Registry

CONFIG = """
workers: {workers}
datasets:
  people:
    source: {{type: files, path: people.parquet}}
    columns: {{prediction: hired, label: apt, sensitive: [sex]}}
checks:
  fair: {{check: fairness, dataset: people, every: {every}}}
  other: {{check: fairness, dataset: people, every: 1h}}
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Return all checks and sources."""
    return Registry.discover()


@pytest.fixture
def config_file(tmp_path: Path) -> Path:
    """Return a config file of two checks."""
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG.format(workers=2, every="5m"))
    return file


@pytest.fixture
def app(config_file: Path, registry: Registry) -> App:
    """Return the exporter of that file, not started."""
    return App(load(config_file, registry), registry)


def test_every_check_is_pending_before_it_starts(app: App) -> None:
    """A scrape that comes at once is answered: two checks, none has run."""
    assert b"dte_checks_pending 2.0" in app.exposition.render().body
    assert app.ready() == "no worker process has warmed up yet"


def test_a_reload_puts_the_file_in_force(app: App, config_file: Path) -> None:
    """The changed check has its new interval; the other keeps its very record."""
    other = app.store.current.records["other"]
    config_file.write_text(CONFIG.format(workers=2, every="10m"))
    for one in app.store.current.records.values():
        app.timetable.add(one, app.clock.now())
    assert asyncio.run(app.reload()) == ()
    assert app.config.checks["fair"].settings.every == 600
    assert app.runner.config is app.config
    assert app.store.current.records["fair"].interval == 600
    assert app.store.current.records["other"] is other


def test_a_reload_of_a_bad_file_changes_nothing_but_what_is_said(app: App, config_file: Path) -> None:
    """All problems are returned and logged; the config in force and its records stay."""
    config, records = app.config, app.store.current.records
    config_file.write_text(CONFIG.format(workers=0, every="soon"))
    with capture_logs() as logs:
        problems = asyncio.run(app.reload())
    assert len(problems) == 2
    assert [log["problem"] for log in logs] == list(problems)
    assert app.config is config
    assert app.store.current.records is records
    assert not app.store.current.reload_successful


def test_a_reload_that_works_ends_the_failure(app: App, config_file: Path) -> None:
    """The gauge is 1 again."""
    sound = config_file.read_text()
    config_file.write_text("datasets: 1")
    asyncio.run(app.reload())
    config_file.write_text(sound)
    asyncio.run(app.reload())
    assert app.store.current.reload_successful


def test_what_a_reload_cannot_change_is_said(app: App, config_file: Path) -> None:
    """The number of workers is fixed when the exporter starts."""
    config_file.write_text(CONFIG.format(workers=3, every="5m"))
    with capture_logs() as logs:
        asyncio.run(app.reload())
    assert "workers, the listen address and the history change only when the exporter starts again" in [
        log["event"] for log in logs
    ]


def test_a_mistake_of_one_team_is_told_and_changes_nothing_but_its_gauge(tmp_path: Path, registry: Registry) -> None:
    """The other team's change is in force; the records of the team that erred stay the very same."""
    team = CONFIG.partition("datasets")[2].partition("  other")[0]
    for name in ("bakers", "grocers"):
        (tmp_path / f"{name}.yaml").write_text(f"datasets{team}".format(every="5m"))
    main = tmp_path / "main.conf"
    main.write_text("include: '*.yaml'\n")
    app = App(load(main, registry), registry)
    record = app.store.current.records["grocers.fair"]
    for one in app.store.current.records.values():
        app.timetable.add(one, app.clock.now())
    (tmp_path / "bakers.yaml").write_text(f"datasets{team}".format(every="10m"))
    (tmp_path / "grocers.yaml").write_text(f"datasets{team}".format(every="soon"))

    with capture_logs() as logs:
        problems = asyncio.run(app.reload())

    assert len(problems) == 1
    assert problems[0].startswith(f"{tmp_path}/grocers.yaml:6: checks.fair.every: 'soon'")
    assert [log["problem"] for log in logs if log["log_level"] == "error"] == list(problems)
    assert app.store.current.records["grocers.fair"] is record
    assert app.store.current.records["bakers.fair"].interval == 600
    assert app.store.current.teams == {"bakers": True, "grocers": False}
    assert app.store.current.reload_successful


def test_a_history_is_taken_up_before_anything_is_served(config_file: Path, registry: Registry) -> None:
    """Of a new file nothing is; that it can be written is shown from the first scrape on."""
    config_file.write_text(CONFIG.format(workers=1, every="5m") + "history: {}\n")
    app = App(load(config_file, registry), registry)
    assert app.past is not None

    app.restore()

    assert b"dte_history_available 1.0" in app.exposition.render().body
    assert app.past.standing() == []
    assert (config_file.parent / "data" / "history.db").exists()
    assert app.history is not None
    app.history.stop()


def test_without_a_history_nothing_is_said_of_one(app: App) -> None:
    """No file, no series."""
    app.restore()

    assert app.past is None
    assert b"dte_history" not in app.exposition.render().body
