"""The shipped frameworks: every control has evidence, and every check is evidence of a control."""

import pytest

from dte_exporter.config.governance.framework import load_framework, shipped
from dte_exporter.registry import Registry

REGISTRY = Registry.discover()


@pytest.mark.parametrize("name", shipped())
def test_what_is_shipped_takes_evidence_that_there_is(name: str) -> None:
    """Every kind of check that a shipped framework names exists, and every control says what it cannot see."""
    framework = load_framework(shipped()[name])
    kinds = {control.check for control in framework.controls.values()} - {""}

    assert kinds <= REGISTRY.checks.keys()
    assert all(control.cannot_see.endswith(".") for control in framework.controls.values())


def test_every_check_of_compliance_is_evidence_of_a_control_of_the_gdpr() -> None:
    """A control is a check and a line of the framework."""
    named = {control.check for control in load_framework(shipped()["gdpr"]).controls.values()}

    assert {name for name, kind in REGISTRY.checks.items() if kind.pillar == "compliance"} == named - {""}
