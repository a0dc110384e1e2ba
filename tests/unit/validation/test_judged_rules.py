"""What checks of a suite and of a contract tell, as verdicts."""

from dte_exporter.metric import Sample
from dte_exporter.outcome import Evidence
from dte_exporter.storage.snapshot import Values
from dte_exporter.validation.judged_rules import CONTRACT, SUITE, judged_rules


def sample(name: str, value: float, **labels: str) -> Sample:
    """Return a value of a family of quality."""
    return Sample(f"dte_quality_{name}", {"check": "suite", "dataset": "loans", **labels}, value)


def test_an_expectation_is_met_or_not_by_its_share() -> None:
    """One that is not critical warns; one that could not be judged says why."""
    of = [{"suite": "s", "expectation": name, "column": "age"} for name in ("not_null", "between", "unique")]
    samples = (
        sample("expectation_met", 1, **of[0]),
        sample("unexpected_ratio", 0.0, **of[0]),
        sample("expectation_met", 0, **of[1]),
        sample("unexpected_ratio", 0.025, **of[1]),
        sample("expectation_met", 0, **of[2]),
        sample("success_ratio", 0.25, suite="s"),
    )
    details = {
        "expectations": [
            {"severity": "critical", "met": True},
            {"severity": "info", "met": None},
            {"severity": "critical", "met": False},
            {"severity": "warning", "met": False},
        ]
    }
    values = Values(samples, Evidence(undefined=("sql of 'age': it has no question",), details=details), 0.0)

    assert [(one.asked_by, one.rule, one.subject, one.state, one.told) for one in judged_rules(SUITE, values)] == [
        ("s", "not_null", "age", "met", "0 % of the values are not as expected"),
        ("s", "between", "age", "failed", "2.5 % of the values are not as expected"),
        ("s", "unique", "age", "warned", "it is not met"),
        ("s", "not judged", "", "not_judged", "sql of 'age': it has no question"),
    ]


def test_a_rule_of_a_contract_names_its_field() -> None:
    """Contract, rule and field."""
    labels = {"contract": "loans", "rule": "required", "field": "age"}
    values = Values((sample("contract_rule_met", 0, **labels),), Evidence(), 0.0)

    assert [(one.asked_by, one.rule, one.subject, one.state) for one in judged_rules(CONTRACT, values)] == [
        ("loans", "required", "age", "failed")
    ]


def test_a_check_without_values_tells_nothing() -> None:
    """That it did not end well is told elsewhere."""
    assert list(judged_rules(SUITE, None)) == []
