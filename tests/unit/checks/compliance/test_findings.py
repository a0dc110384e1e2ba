import pytest

from dte_exporter.checks.compliance.findings import found


def test_both_counts_come_as_samples() -> None:
    """Two of five break the rule."""
    assert [(sample.name, sample.value) for sample in found(2, 5)] == [
        ("dte_compliance_violations", 2),
        ("dte_compliance_examined", 5),
    ]


@pytest.mark.parametrize(("violations", "examined"), [(6, 5), (-1, 5)])
def test_what_breaks_a_rule_is_among_what_it_applies_to(violations: int, examined: int) -> None:
    """Counts that cannot be are a fault of the check and never exported."""
    with pytest.raises(ValueError, match="violations among 5"):
        found(violations, examined)
