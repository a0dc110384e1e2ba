import pytest

from dte_exporter.rules.rule import Alert, Record
from dte_exporter.rules.targets.budgets import groups
from dte_exporter.rules.targets.targeted_objectives import TargetedObjective
from tests.unit.rules.conftest import Promised


def alerts(promise: TargetedObjective) -> dict[str, Alert]:
    """Return the alerts on one promise, by their burn, or by their name where they have none."""
    found = [rule for group in groups([promise]) for rule in group.rules if isinstance(rule, Alert)]
    return {alert.labels.get("burn", alert.name): alert for alert in found}


def rates(alert: Alert) -> list[str]:
    """Return the rates at which an alert fires, a pair of windows each."""
    return [line.split(">")[1].strip() for line in alert.expr.splitlines() if ">" in line][::2]


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (10, {"fast": ["14.4 * 0.01", "6 * 0.01"], "slow": ["3 * 0.01", "1 * 0.01"]}),
        (25, {"fast": ["14.4 * 0.01", "6 * 0.01"], "slow": ["3 * 0.01", "1 * 0.01"]}),
        (26, {"fast": ["6 * 0.01"], "slow": ["3 * 0.01", "1 * 0.01"]}),
        (150, {"fast": ["6 * 0.01"], "slow": ["3 * 0.01", "1 * 0.01"]}),
        (151, {"slow": ["3 * 0.01", "1 * 0.01"]}),
        (600, {"slow": ["3 * 0.01", "1 * 0.01"]}),
        (601, {"slow": ["1 * 0.01"]}),
        (1_800, {"slow": ["1 * 0.01"]}),
        (1_801, {"DteErrorBudgetSpent": []}),
    ],
)
def test_a_pair_tells_only_if_twelve_runs_fall_in_its_short_window(
    promised: Promised, interval: int, expected: dict[str, list[str]]
) -> None:
    """Twelve runs in 5m, 30m, 2h and 6h are one in 25 s, 150 s, 600 s and 1,800 s; beyond, 30 days are judged."""
    found = alerts(promised(interval=float(interval)))

    assert list(found) == list(expected)
    assert {burn: rates(alert) for burn, alert in found.items() if burn in {"fast", "slow"}} == {
        burn: rates for burn, rates in expected.items() if rates
    }


def test_a_rate_that_cannot_be_reached_is_left_out(promised: Promised) -> None:
    """A budget of a tenth burns at most ten times as fast as it should: 14.4 would never fire, 6 does."""
    assert rates(alerts(promised(target=0.9))["fast"]) == ["6 * 0.1"]


def test_only_what_burns_fast_is_as_loud_as_asked(promised: Promised) -> None:
    """Nobody is woken for what would last weeks."""
    found = alerts(promised(severity="page"))
    assert {burn: alert.labels["severity"] for burn, alert in found.items()} == {"fast": "page", "slow": "ticket"}


def test_what_is_left_is_recorded_for_every_promise(promised: Promised) -> None:
    """Of 30 days' 259,200 runs 2,592 may miss."""
    (left,) = [
        rule
        for group in groups([promised()])
        for rule in group.rules
        if isinstance(rule, Record) and rule.name.endswith(":budget_left_ratio30d")
    ]
    assert left.expr.splitlines()[-1].endswith("* 2592)")


def test_without_promises_there_are_no_groups() -> None:
    """An empty group would be evaluated for nothing."""
    assert groups([]) == ()
