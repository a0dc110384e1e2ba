"""Rules of a suite and of a contract judged: what the checks ``expectations`` and ``contract`` found of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from dte_exporter.metric import Sample
from dte_exporter.reports.validation_page import percent
from dte_exporter.reports.validation_report import State, Verdict
from dte_exporter.storage.snapshot import Values


@dataclass(frozen=True, slots=True)
class Rules:
    """How a check tells of rules that are met or not.

    Parameters
    ----------
    met, unexpected : str
        The families that say whether a rule is met, and by which share of values it is not; empty where none does.
    asked_by, rule, subject : str
        The labels that name who asks, what, and of which column.
    """

    met: str
    unexpected: str
    asked_by: str
    rule: str
    subject: str


SUITE = Rules("dte_quality_expectation_met", "dte_quality_unexpected_ratio", "suite", "expectation", "column")
CONTRACT = Rules("dte_quality_contract_rule_met", "", "contract", "rule", "field")


def judged_rules(rules: Rules, values: Values | None) -> Iterator[Verdict]:
    """Yield each rule that was judged, then what could not be; what is not met and not critical warns."""
    if values is None:
        return
    shares = {_names(rules, sample): sample.value for sample in values.samples if sample.name == rules.unexpected}
    told = [sample for sample in values.samples if sample.name == rules.met]
    for sample, severity in zip_longest(told, _severities(values)):
        names = _names(rules, sample)
        unmet: State = "failed" if severity in {None, "critical"} else "warned"
        yield Verdict(*names, "met" if sample.value == 1 else unmet, _told(sample.value == 1, shares.get(names)))
    asker = next((_names(rules, sample)[0] for sample in values.samples if rules.asked_by in sample.labels), "")
    yield from (Verdict(asker, "not judged", "", "not_judged", sentence) for sentence in values.evidence.undefined)


def _severities(values: Values) -> list[str]:
    """Return how bad it is that each judged expectation is not met, in the order of the suite."""
    judged = values.evidence.details.get("expectations", ())
    return [one["severity"] for one in judged if one["met"] is not None]


def _names(rules: Rules, sample: Sample) -> tuple[str, str, str]:
    asked_by, rule, subject = (sample.labels.get(label, "") for label in (rules.asked_by, rules.rule, rules.subject))
    return asked_by, rule, subject


def _told(is_met: bool, share: float | None) -> str:
    if share is None:
        return "it is met" if is_met else "it is not met"
    return f"{percent(share)} of the values are not as expected"
