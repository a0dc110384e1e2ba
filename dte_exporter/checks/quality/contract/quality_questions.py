"""The quality rules of a contract: the metrics of the standard's library, and queries."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from dte_exporter.checks.quality.contract.agreed import Agreed, AgreedRows, NotJudged, Rule
from dte_exporter.checks.quality.contract.column_rules import missing, repeated, repeated_together
from dte_exporter.checks.quality.contract.single_figure import figure
from dte_exporter.checks.quality.contract.value_rules import listed_as_missing, of_values, unlike
from dte_exporter.config.contracts.contract_schema import Property, SchemaObject
from dte_exporter.config.contracts.quality_rule import QualityRule

Question = Callable[[AgreedRows], Any]

_UNITS: Mapping[str, bool] = {"": False, "rows": False, "percent": True, "%": True}
"""Whether a unit is a share of the rows."""

_AS_IN = "such as SELECT COUNT(*) FROM {object} WHERE {property} < 0"


def of_quality(agreed: SchemaObject, rules: Iterable[QualityRule], one: Property | None) -> Iterator[Agreed]:
    """Yield what the quality `rules` agree on, of the column `one`, or of all rows where it is None."""
    for rule in rules:
        field, label = one.name if one else "", f"quality: {rule.called}"
        found = _judged(agreed, rule, one)
        yield NotJudged(field, label, found) if isinstance(found, str) else found(field, label)


def _judged(agreed: SchemaObject, rule: QualityRule, one: Property | None) -> Callable[[str, str], Rule] | str:
    """Return what makes the rule of its field and label, or why it cannot be judged."""
    if rule.type == "text":
        return "it is a text for people"
    if rule.type == "custom":
        return _of_another(rule.engine)
    if not rule.are_numbers or not rule.limits:
        return "its limits are no numbers"
    if rule.unit.casefold() not in _UNITS:
        return f"the unit {rule.unit!r} is neither rows nor percent"
    if rule.type == "sql":
        return _of_query(agreed, rule, one)
    return _of_library(agreed, rule, one)


def _of_another(engine: str) -> str:
    if engine.casefold() == "greatexpectations":
        return "Great Expectations judges it: use check: expectations"
    return f"{engine} judges it: use check: validation-results for what it writes"


def _of_query(agreed: SchemaObject, rule: QualityRule, one: Property | None) -> Callable[[str, str], Rule] | str:
    try:
        asked = figure(rule.query, agreed.names, one.column if one else "")
    except ValueError as error:
        return f"{error}: ask for one aggregate, {_AS_IN}"
    return partial(_made, question=asked, limits=rule, alone=True, of_values=False, counts_rows=False)


def _of_library(agreed: SchemaObject, rule: QualityRule, one: Property | None) -> Callable[[str, str], Rule] | str:
    """Return the rule of a metric."""
    share = _UNITS[rule.unit.casefold()]
    if rule.counts == "rowCount" and one is None:
        if share:
            return "a count of all rows has no percent"
        return partial(_made, question=_all_rows, limits=rule, of_values=False)
    if rule.counts == "duplicateValues" and one is None:
        named = {each.name: each for each in agreed.properties}
        several = tuple(named[name] for name in rule.asked.properties if name in named)
        if not several:
            return "it names no properties to compare"
        return partial(_made, question=partial(repeated_together, several), limits=rule, is_percent=share, alone=True)
    if one is None or rule.counts in (None, "rowCount"):
        return "the standard has no such metric here"
    question = _of_column(rule, one)
    return question if isinstance(question, str) else partial(_made, question=question, limits=rule, is_percent=share)


def _of_column(rule: QualityRule, one: Property) -> Question | str:
    asked = rule.asked
    if rule.counts == "nullValues":
        return partial(missing, one)
    if rule.counts == "missingValues":
        return partial(listed_as_missing, one, asked.missing_values)
    if rule.counts == "duplicateValues":
        return partial(repeated, one)
    if (asked.valid_values is None) == (asked.pattern is None):
        return "it needs arguments.validValues or arguments.pattern, and not both"
    if asked.valid_values is not None:
        return partial(of_values, one, asked.valid_values)
    return partial(unlike, one, asked.pattern or "")


def _made(field: str, label: str, **told: Any) -> Rule:
    return Rule(field, label, **told)


def _all_rows(rows: AgreedRows) -> Any:
    return rows.view.table.count()
