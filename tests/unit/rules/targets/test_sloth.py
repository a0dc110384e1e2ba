import yaml

from dte_exporter.rules.targets.sloth import sloth_file
from tests.unit.rules.conftest import Promised


def test_a_promise_is_an_slo_of_sloth(promised: Promised) -> None:
    """Every field of its form prometheus/v1: a percentage, two queries over its own window, and who is told."""
    written = sloth_file([promised(interval=10.0, severity="page", team="fair")])

    assert yaml.safe_load(written) == {
        "version": "prometheus/v1",
        "service": "dte-exporter",
        "slos": [
            {
                "name": "fair-gap",
                "objective": 99.0,
                "description": "gap of fair within its limits",
                "sli": {
                    "events": {
                        "error_query": 'sum(rate(dte_objective_runs_total{check="fair",objective="gap",'
                        'result!~"met|insufficient"}[{{.window}}]))',
                        "total_query": 'sum(rate(dte_objective_runs_total{check="fair",objective="gap",'
                        'result!="insufficient"}[{{.window}}]))',
                    }
                },
                "alerting": {
                    "name": "DteErrorBudgetBurning",
                    "labels": {"pillar": "fairness", "dataset": "loans", "team": "fair"},
                    "page_alert": {"labels": {"severity": "page"}},
                    "ticket_alert": {"labels": {"severity": "ticket"}},
                },
            }
        ],
    }


def test_windows_of_too_few_runs_alert_nobody(promised: Promised) -> None:
    """Five minutes hold one run: no page, while two hours hold 24."""
    (slo,) = yaml.safe_load(sloth_file([promised(interval=300.0)]))["slos"]

    assert slo["alerting"]["page_alert"] == {"disable": True}
    assert slo["alerting"]["ticket_alert"] == {"labels": {"severity": "ticket"}}


def test_what_runs_too_seldom_is_left_out_and_named(promised: Promised) -> None:
    """Sloth builds every window from five minutes, in which an hourly check tells mostly nothing."""
    written = sloth_file([promised(interval=3_600.0)])

    assert written.startswith("# fair-gap is left out: ")
    assert yaml.safe_load(written)["slos"] == []
