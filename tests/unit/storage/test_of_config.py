"""What follows from the config is worked out again when the config changes, and at no run."""

from dataclasses import replace
from pathlib import Path

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.governance.framework import Framework
from dte_exporter.config.models import CheckSettings
from dte_exporter.storage.of_config import of_config
from dte_exporter.storage.snapshot import CheckRecord, Snapshot


def check(name: str, **settings: object) -> ConfiguredCheck:
    """Return a check of that name."""
    whole = CheckSettings(check="fairness", dataset="people", every=60.0, **settings)
    return ConfiguredCheck(name, whole, None, {}, Path(), "fairness")


def test_it_is_worked_out_once_until_checks_or_frameworks_change() -> None:
    """A run makes a new record of the same check; a reload brings another check, or another framework."""
    asked: list[Snapshot] = []

    @of_config
    def names(snapshot: Snapshot) -> str:
        asked.append(snapshot)
        return " ".join(snapshot.records)

    first = Snapshot({"a": CheckRecord(check("a"), 60.0, 120.0)})
    ran = replace(first, records={"a": replace(first.records["a"], failed_runs=1)}, sequence=7)
    assert [names(first), names(ran), names(first)] == ["a", "a", "a"]
    assert asked == [first]

    both = replace(ran, records={**ran.records, "b": CheckRecord(check("b"), 60.0, 120.0)})
    other_team = replace(first, records={"a": CheckRecord(check("a", team="other"), 60.0, 120.0)})
    governed = replace(
        first, frameworks={"gdpr": Framework.model_construct(title="GDPR", reference="GDPR", controls={})}
    )
    assert [names(one) for one in (both, other_team, governed, governed)] == ["a b", "a", "a", "a"]
    assert asked == [first, both, other_team, governed]
