"""What Alertmanager's example silences by what, held to the alerts as they are."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from dte_exporter.config.types import parse_duration
from dte_exporter.rules.rule import Alert
from tests.contract.every_rule import ALERTS

EXAMPLE = Path(__file__).parents[2] / "deploy/alertmanager/alertmanager.yaml"
RULES: list[Mapping[str, Any]] = yaml.safe_load(EXAMPLE.read_text())["inhibit_rules"]
_NOT_FOLLOWED = ("DteExporterAbsent", "DteErrorBudgetBurning")
FOLLOWING = [rule for rule in RULES if not any(name in str(rule["source_matchers"]) for name in _NOT_FOLLOWED)]
"""Those of a cause that can be gone before what follows from it is."""


def alerts(matchers: list[str]) -> list[Alert]:
    """Return the alerts that matchers on their names choose."""
    found = list(ALERTS.values())
    for matcher in matchers:
        if match := re.fullmatch(r'alertname(=~|=|!=)"(.*)"', matcher):
            found = [one for one in found if (re.fullmatch(match[2], one.name) is None) is (match[1] == "!=")]
    return found


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["source_matchers"]))
def test_every_name_is_that_of_an_alert(rule: Mapping[str, Any]) -> None:
    """A renamed alert would silence nothing, or no longer be silenced."""
    for matchers in (rule["source_matchers"], rule["target_matchers"]):
        named = re.findall(r"Dte\w+", str(matchers))
        assert alerts(matchers)
        assert set(named) <= ALERTS.keys()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["source_matchers"]))
def test_nothing_is_silenced_by_what_is_quieter(rule: Mapping[str, Any]) -> None:
    """A page silences all, a ticket no page, or both are of one severity; a fast burn is as loud as its check."""
    by_page = 'severity="page"' in rule["source_matchers"]
    of_tickets = 'severity!="page"' in rule["target_matchers"]
    of_one_check_s_burn = 'burn="slow"' in rule["target_matchers"]

    assert by_page or of_tickets or "severity" in rule["equal"] or of_one_check_s_burn


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["source_matchers"]))
def test_clusters_and_jobs_do_not_silence_each_other(rule: Mapping[str, Any]) -> None:
    """One Alertmanager may hear many."""
    assert rule["equal"][:2] == ["cluster", "job"]


@pytest.mark.parametrize("rule", FOLLOWING, ids=lambda rule: str(rule["source_matchers"]))
def test_a_cause_outlives_what_follows_from_it(rule: Mapping[str, Any]) -> None:
    """Else what is over already would be told at the end of a fault, by those that were silenced."""
    causes = [parse_duration(one.bridged_for) for one in alerts(rule["source_matchers"])]
    following = [parse_duration(one.bridged_for) for one in alerts(rule["target_matchers"]) if one.bridged_for]

    assert min(causes) >= max(following) + 120
