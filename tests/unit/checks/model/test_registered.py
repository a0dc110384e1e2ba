"""What is exported of the records of models."""

import math

from dte_exporter.checks.model.registered import RegisteredPlan, needs, registered_model
from dte_exporter.config.models import Columns
from dte_exporter.config.registered_model import LoggedMetrics, RegisteredParams
from dte_exporter.config.roles import resolve
from dte_exporter.model_registry import ModelVersion, Registered
from dte_exporter.outcome import Findings

NO_ROLES = resolve(Columns(), {})
CREDIT = ModelVersion("credit", "3", "champion", 1000.0, {"loss": math.nan, "accuracy": 0.75, "gain": math.inf})
FRAUD = ModelVersion("fraud", "1", "champion", 2000.0, {"accuracy": 0.5})


def _found(registered: Registered, *include: str) -> Findings:
    params = RegisteredParams(source=None, metrics=LoggedMetrics(include=include or ("*",)))
    return registered_model.compute({"registered": registered}, params, NO_ROLES, 0.0)


def test_each_model_has_its_version_its_time_and_its_metrics() -> None:
    """Two models, each under its own label."""
    samples = _found(Registered((CREDIT, FRAUD))).samples

    assert [(one.name, one.labels["model"], one.labels.get("metric"), one.value) for one in samples] == [
        ("dte_model_version_info", "credit", None, 1.0),
        ("dte_model_trained_timestamp_seconds", "credit", None, 1000.0),
        ("dte_model_logged_metric", "credit", "accuracy", 0.75),
        ("dte_model_version_info", "fraud", None, 1.0),
        ("dte_model_trained_timestamp_seconds", "fraud", None, 2000.0),
        ("dte_model_logged_metric", "fraud", "accuracy", 0.5),
    ]
    assert {(one.labels["version"], one.labels["alias"]) for one in samples} == {("3", "champion"), ("1", "champion")}


def test_what_was_logged_as_no_number_is_told_as_undefined() -> None:
    """NaN and infinity have no sample, and a sentence each."""
    assert _found(Registered((CREDIT,))).undefined == (
        "credit: gain was logged as inf",
        "credit: loss was logged as nan",
    )


def test_only_what_the_config_allows_is_told() -> None:
    """Neither as a sample nor as undefined."""
    findings = _found(Registered((CREDIT,)), "acc*")

    assert [one.labels.get("metric") for one in findings.samples] == [None, None, "accuracy"]
    assert findings.undefined == ()


def test_models_that_a_limit_left_out_are_told() -> None:
    """Counted in the evidence, with the way out."""
    findings = _found(Registered((FRAUD,), left_out=3))

    assert findings.undefined == ("3 further models fit and are left out: raise max",)
    assert findings.details == {"models": 1, "models_left_out": 3}


def test_it_asks_one_question() -> None:
    """Equal for all parameters: the registry that the worker opened knows the rest."""
    assert needs(RegisteredParams(source=None), NO_ROLES) == {"registered": RegisteredPlan()}
