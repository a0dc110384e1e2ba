"""What the files of promtool's tests say of every alert; that they hold, promtool tells."""

import itertools
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from dte_exporter.config.types import parse_duration
from dte_exporter.rules.rule import Alert
from tests.contract.every_rule import ALERTS

REPOSITORY = Path(__file__).parents[2]
TESTS = sorted(
    (*REPOSITORY.glob("deploy/prometheus/tests/*.yaml"), *REPOSITORY.glob("tests/integration/budgets/*.yaml"))
)


def moments(alert: str) -> Mapping[str, list[tuple[float, bool]]]:
    """Return, for each test that tries `alert`, the times at which it does and whether it fires then."""
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for file in TESTS:
        for test in yaml.safe_load(file.read_text()).get("tests", ()):
            for tried in test.get("alert_rule_test", ()):
                if tried["alertname"] == alert:
                    found[test["name"]].append((_seconds(tried["eval_time"]), bool(tried.get("exp_alerts"))))
    return {name: sorted(times) for name, times in found.items()}


def _seconds(moment: Any) -> float:
    return 0.0 if moment == "0m" else parse_duration(moment)


@pytest.mark.parametrize("alert", ALERTS.values(), ids=lambda alert: alert.name)
def test_an_alert_is_seen_to_fire_and_more_often_to_be_silent(alert: Alert) -> None:
    """Most of what an alert does is to be silent."""
    fires = [fires for times in moments(alert.name).values() for _, fires in times]

    assert any(fires)
    assert fires.count(False) > fires.count(True)


@pytest.mark.parametrize("alert", ALERTS.values(), ids=lambda alert: alert.name)
def test_an_alert_is_seen_to_begin_and_to_end(alert: Alert) -> None:
    """In one test at least it is silent, then fires, then is silent again."""
    seen = [[fires for _, fires in times] for times in moments(alert.name).values()]

    assert any(fires[0] is False and fires[-1] is False and True in fires for fires in seen)


@pytest.mark.parametrize("alert", [alert for alert in ALERTS.values() if alert.held_for], ids=lambda alert: alert.name)
def test_the_last_silent_minute_of_an_alert_that_waits_is_tried(alert: Alert) -> None:
    """What waits is tried a minute before its time and at it."""
    steps = {
        later - earlier
        for times in moments(alert.name).values()
        for (earlier, before), (later, after) in itertools.pairwise(times)
        if not before and after
    }

    assert 60.0 in steps
