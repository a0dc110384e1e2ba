from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load
from dte_exporter.registry import Registry
from dte_exporter.rules.targets.targeted_objectives import targeted_objectives
from tests.unit.rules.conftest import Promised

NOW = 1_700_000_000.0
CONFIG = """\
datasets:
  loans: {source: {type: files, path: loans.parquet}, columns: {prediction: granted, sensitive: [sex]}}
checks:
  fair:
    check: fairness
    dataset: loans
    every: 5m
    objectives:
      demographic_parity_difference: {max: 0.1, target: 0.99}
      demographic_parity_ratio: {min: 0.8}
  nightly:
    check: fairness
    dataset: loans
    cron: 0 3 * * *
    objectives: {demographic_parity_difference: {max: 0.1, target: 0.9}}
"""


def test_an_objective_is_a_promise_if_it_has_a_target(tmp_path: Path) -> None:
    """The one without a target has no budget; a cron's interval is that between its firings."""
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG)

    found = list(targeted_objectives(load(file, Registry.discover()), NOW))

    assert [(each.check.name, each.key, each.target, each.interval) for each in found] == [
        ("fair", "demographic_parity_difference", 0.99, 300.0),
        ("nightly", "demographic_parity_difference", 0.9, 86_400.0),
    ]


def test_where_windows_shrink_fewer_runs_fall_into_them(tmp_path: Path) -> None:
    """At a tenth of the time, an hour holds as many runs of five minutes as six minutes do."""
    file = tmp_path / "config.yaml"
    file.write_text(CONFIG)

    fair, _ = targeted_objectives(load(file, Registry.discover()), NOW, time_scale=0.1)

    assert fair.runs_in(3_600.0) == pytest.approx(1.2)


def test_the_budget_is_what_the_target_leaves(promised: Promised) -> None:
    """One in a hundred, without the noise of floating point: 1 - 0.99 is 0.010000000000000009."""
    assert promised(0.99).budget == 0.01


@pytest.mark.parametrize(
    ("of_check", "of_objective", "severity"),
    [
        ({}, {}, "ticket"),
        ({"severity": "page"}, {}, "page"),
        ({}, {"severity": "page"}, "page"),
        ({"severity": "page"}, {"severity": "ticket"}, "ticket"),
    ],
)
def test_the_objective_says_how_loudly_else_its_check(
    promised: Promised, of_check: dict[str, str], of_objective: dict[str, str], severity: str
) -> None:
    """An objective that asks for a ticket gets one, also of a check that pages."""
    assert promised(objective=of_objective, **of_check).severity == severity


def test_the_objective_says_who_is_told_else_its_check(promised: Promised) -> None:
    """What nobody has set is no label."""
    assert promised().people == {}
    assert promised(team="fair", owner="risk", objective={"team": "law"}).people == {"team": "law", "owner": "risk"}
