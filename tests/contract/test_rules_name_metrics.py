"""Rules stand on the catalogue: a metric or label that is renamed there turns them red."""

import pytest

from dte_exporter.rules.rule import Alert, Group, Record
from tests.contract import promql
from tests.contract.every_rule import ALERTS, GROUPS, RECORDED


def asked(rule: Record | Alert) -> list[str]:
    """Return every query of a rule: its expression, and those of its text."""
    return [rule.expr, *(promql.queries_of(rule.summary + rule.description) if isinstance(rule, Alert) else ())]


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_rules_name_only_what_the_catalogue_has(group: Group) -> None:
    """Every metric and label of every query is declared, recorded by a rule, or added by scraping."""
    strange = {query: promql.unknown(query, RECORDED) for rule in group.rules for query in asked(rule)}

    assert {query: names for query, names in strange.items() if names} == {}


def test_the_queries_of_texts_are_found() -> None:
    """An alert on an objective asks for its check, its worst subjects with value and limit, and the models."""
    queries = asked(ALERTS["DteDriftObjectiveUnmet"])[1:]

    metrics = {metric for query in queries for metric in promql.named(query).metrics}

    assert metrics == {
        "check_objective_subject:dte_objective_value:excess",
        "dte_check_about_info",
        "dte_dataset_model_info",
        "dte_objective_limit",
        "dte_objective_value",
    }


@pytest.mark.parametrize(
    ("query", "strange"),
    [
        ("dte_objective_met == 0", []),
        ("dte_objective_meet == 0", ["dte_objective_meet"]),
        ('dte_check_success{dataset="x"}', ["dte_check_success{dataset}"]),
        ("changes(dte_check_succes[5m])", ["dte_check_succes"]),
        ("sum by (chek) (dte_check_success)", ["chek"]),
        ("up * on (host) group_left (teem) dte_check_info", ["host", "teem"]),
    ],
)
def test_the_rule_itself(query: str, strange: list[str]) -> None:
    """A name is known or named, wherever it stands."""
    assert promql.unknown(query) == strange


def test_recorded_names_say_level_metric_and_operation() -> None:
    """The metric in the middle is one of the catalogue."""
    for name in RECORDED:
        level, metric, operation = name.split(":")
        assert level
        assert operation
        assert promql.unknown(metric) == []


def test_nothing_relies_on_patience_alone() -> None:
    """An alert on values waits for runs, since a value that is held between two runs is no new evidence."""
    waiting = {name for name, alert in ALERTS.items() if alert.held_for}

    assert waiting == {
        "DteObjectiveUnknown",  # stands on runs as well
        "DteComplianceEvidenceMissing",
        "DteCheckNeverRan",  # there is no run to count
        "DteConfigReloadFailed",
        "DteTeamConfigReloadFailed",
        "DteWebConfigReloadFailed",
        "DteHistoryUnavailable",
        "DteExporterOverloaded",
        "DteExporterAbsent",
        "DteExporterInstanceDown",
    }
