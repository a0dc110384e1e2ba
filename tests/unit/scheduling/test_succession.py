"""What a new config keeps of the old, and what it ends and begins."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.models import Columns, DataSet, Settings
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.scheduling.schedule import first_record
from dte_exporter.scheduling.succession import succeed
from dte_exporter.storage.snapshot import Run, Snapshot, Standing, Values

Configure = Callable[..., ConfiguredCheck]


def config(*checks: ConfiguredCheck) -> Config:
    """Return a config of these checks."""
    return Config(Path("c.yaml"), Settings(), {}, {check.name: check for check in checks}, {})


def ran(check: ConfiguredCheck) -> Snapshot:
    """Return a snapshot in which `check` has run once and has an objective that stands."""
    run, values = Run(Outcome.OK, "", 10.0, 1.0), Values((), Evidence(), 10.0)
    record = replace(first_record(check, 0.0).after(run, values), next_run=300.0)
    return Snapshot({check.name: record}, {(check.name, "some_ratio", ""): Standing(0.5, "unmet", 2)}, reloaded_at=1.0)


def test_an_unchanged_check_keeps_record_standings_and_timetable(configure: Configure) -> None:
    """Another instance of an equal check is the same check: the record that is there stays, itself."""
    before = ran(configure())
    after = succeed(before, config(configure()), 60.0)
    assert after.snapshot.records["fair"] is before.records["fair"]
    assert after.snapshot.standings == before.standings
    assert (after.ended, after.begun) == ((), ())


CHANGES: dict[str, Callable[[ConfiguredCheck], ConfiguredCheck]] = {
    "a setting": lambda check: replace(check, settings=check.settings.model_copy(update={"timeout": 1.0})),
    "a data set": lambda check: replace(check, datasets={"people": DataSet(source=None, columns=Columns(label="y"))}),
    "a secret of the source": lambda check: replace(check, datasets={"people": DataSet(source=SecretStr("new"))}),
    "the folder": lambda check: replace(check, base=Path("elsewhere")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_check_starts_anew(
    configure: Configure, change: Callable[[ConfiguredCheck], ConfiguredCheck]
) -> None:
    """Whatever part of it changed, its values are of another check: it is ended and begun."""
    changed = change(configure())
    after = succeed(ran(configure()), config(changed), 60.0)
    assert after.snapshot.records["fair"] == first_record(changed, 60.0)
    assert after.snapshot.standings == {}
    assert (after.ended, after.begun) == (("fair",), (changed,))


def test_a_removed_check_vanishes(configure: Configure) -> None:
    """Record and standings go, and it is to be ended."""
    after = succeed(ran(configure()), config(), 60.0)
    assert (after.snapshot.records, after.snapshot.standings) == ({}, {})
    assert (after.ended, after.begun) == (("fair",), ())


def test_records_follow_the_order_of_the_config(configure: Configure) -> None:
    """A check that is written first is shown first, though it came later."""
    first, second = configure("first"), configure("fair")
    after = succeed(ran(configure()), config(first, second), 60.0)
    assert list(after.snapshot.records) == ["first", "fair"]
    assert (after.ended, after.begun) == ((), (first,))


def test_a_reload_that_worked_says_when(configure: Configure) -> None:
    """The failure before it is forgotten."""
    failed = replace(ran(configure()), reload_successful=False)
    snapshot = succeed(failed, config(configure()), 60.0).snapshot
    assert (snapshot.reload_successful, snapshot.reloaded_at) == (True, 60.0)
