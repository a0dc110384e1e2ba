"""The rules that ship, evaluated by a real Prometheus on the demo: what is recorded is there."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.contract import promql
from tests.integration.asked import Prometheus
from tests.integration.conftest import Eventually

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(
    page.relative_to(DOCS).as_posix()
    for folder in ("runbooks", "how-to")
    for page in (DOCS / folder).glob("*.md")
    if "```promql" in page.read_text()
)
BUDGETS = {"check_objective:dte_objective_runs_total:budget_left_ratio30d"}
"""What is recorded where an objective has a target, which none of the demo has."""

pytestmark = pytest.mark.integration

EMPTY = {
    "check_contract:dte_quality_contract_rule_met:broken_rules": "the demo holds to no contract",
    "check_suite:dte_quality_unmet_expectations:critical": "the demo judges no suite, which takes an extra",
    "check:dte_check_outcome:failing": "no check of the demo fails",
    "model:dte_model_investigation_recommended:reasons": "a breach takes two runs, and the demo has just begun",
}
"""Recording rules that have no series in the demo while all is well, and why."""


@pytest.fixture(scope="module")
def rules(server: Prometheus, eventually: Eventually) -> list[dict[str, Any]]:
    """Return every rule as Prometheus tells of it, once each was evaluated on what the demo exports."""

    def found() -> list[dict[str, Any]]:
        return [rule for group in server.get("rules")["groups"] for rule in group["rules"]]

    eventually(
        lambda: (
            all(rule["health"] != "unknown" for rule in found())
            and bool(server.query("check_objective:dte_objective_met:sum"))
        ),
        "the rules were not evaluated",
    )
    return found()


def test_every_rule_can_be_evaluated(rules: list[dict[str, Any]]) -> None:
    """None fails on what a real exporter exports."""
    assert {rule["type"] for rule in rules} == {"recording", "alerting"}
    assert [(rule["name"], rule.get("lastError")) for rule in rules if rule["health"] != "ok"] == []


def test_what_rules_record_is_there(server: Prometheus, rules: list[dict[str, Any]], eventually: Eventually) -> None:
    """Each recording rule has series, but for those that have none while all is well."""
    names = {rule["name"] for rule in rules if rule["type"] == "recording"}

    def missing() -> set[str]:
        return {name for name in names if not server.query(name)}

    eventually(lambda: missing() <= set(EMPTY), f"nothing was recorded of {missing() - set(EMPTY)}")
    assert names >= set(EMPTY)


@pytest.mark.parametrize("page", PAGES)
def test_the_questions_of_a_page_can_be_asked(page: str, server: Prometheus, rules: list[dict[str, Any]]) -> None:
    """Each query of a runbook or how-to is one that Prometheus answers, with what the rules have recorded."""
    queries = re.findall(r"```promql\n(.*?)```", (DOCS / page).read_text(), re.DOTALL)

    answers = {query: httpx.get(f"{server.api}/query", params={"query": query}) for query in queries}

    assert {query: answer.text for query, answer in answers.items() if not answer.is_success} == {}
    recorded = {rule["name"] for rule in rules if rule["type"] == "recording"}
    assert {
        metric for query in queries for metric in promql.named(query).metrics if ":" in metric
    } <= recorded | BUDGETS
