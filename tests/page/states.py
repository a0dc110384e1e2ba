"""The states that the dashboard must be able to show, each made from the demo's answers by one change."""

import math
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from tests.page.answers import NOW, Answers, Value, demo

_HOUR = 3600.0
_OPEN = "demographic_parity_difference"
_FAMILY = ("dte_objective_met", "dte_objective_known", "dte_objective_value", "dte_objective_since_timestamp_seconds")


def first_start() -> Answers:
    """Return what is told before any check has run."""
    answers = demo()
    kept = {
        "dte_check_info",
        "dte_check_about_info",
        "dte_build_info",
        "dte_objective_limit",
        "dte_check_next_run_timestamp_seconds",
    }
    answers.samples = [one for one in answers.samples if one["name"] in kept]
    limits = {_key(one)[:2]: one["labels"] for one in answers.of("dte_objective_limit")}
    for of_objective in limits.values():
        labels = {name: text for name, text in of_objective.items() if name != "bound"}
        for name in _FAMILY[:2]:
            answers.add(name, 0.0, **labels, subject="")
    answers.each(lambda one: one.update(value=NOW + 8), "dte_check_next_run_timestamp_seconds")
    answers.add("dte_trust_overall_ratio", 0.0)
    for result in answers.results:
        result["values"] = None
    answers.history = {}
    return answers


def all_met() -> Answers:
    """Return what is told when no objective is unmet."""
    return _with_unmet(0)


def two_unmet() -> Answers:
    """Return what is told when two objectives are unmet."""
    return _with_unmet(2)


def insufficient() -> Answers:
    """Return what is told when of two objectives nobody can tell whether they are met, and all others are."""
    answers = _with_unmet(0)
    chosen = {_key(one) for one in answers.of("dte_objective_met") if one["labels"]["objective"] == _OPEN}

    def leave_open(one: Value) -> None:
        if _key(one) in chosen:
            one["value"] = float(one["name"] == "dte_objective_insufficient_evidence")

    answers.each(leave_open, "dte_objective_met", "dte_objective_insufficient_evidence")
    for check in answers.checks:
        for key, objective in check["settings"]["objectives"].items():
            objective["decide"] = "interval" if key == _OPEN else "point"
    return answers


def _with_unmet(number: int) -> Answers:
    answers = demo()
    limits = {_key(one)[:2]: (one["labels"]["bound"], one["value"]) for one in answers.of("dte_objective_limit")}
    unmet = [_key(one) for one in answers.of("dte_objective_met") if one["value"] == 0][number:]

    def meet(one: Value) -> None:
        if _key(one) not in unmet:
            return
        bound, limit = limits[_key(one)[:2]]
        met = {"dte_objective_met": 1.0, "dte_objective_value": limit * (0.8 if bound == "max" else 1.1)}
        one["value"] = met[one["name"]]

    answers.each(meet, "dte_objective_met", "dte_objective_value")
    answers.each(lambda one: one.update(value=0.0), "dte_objective_insufficient_evidence")
    answers.each(lambda one: one.update(value=1.0 if number == 0 else 0.96), "dte_trust_overall_ratio")
    _raise_groups(answers, {subject.removeprefix("race/") for _, objective, subject in unmet if "impact" in objective})
    if number == 0:
        advice = ("dte_model_retraining_recommended", "dte_model_investigation_recommended")
        answers.each(lambda one: one.update(value=0.0), *advice)
        answers.each(
            lambda one: one.update(value=float(one["labels"]["state"] == "met")), "dte_compliance_control_state"
        )
    return answers


def _raise_groups(answers: Answers, groups: set[str]) -> None:
    """Let the selection rates of some groups, and what follows from them, keep the four-fifths rule."""
    best = max(one["value"] for one in answers.of("dte_fairness_group_selection_rate"))
    raised = {"dte_fairness_group_selection_rate": 0.86 * best, "dte_fairness_group_impact_ratio": 0.86}

    def lift(one: Value) -> None:
        if one["labels"]["group"] in groups:
            one["value"] = raised[one["name"]]

    answers.each(lift, *raised)


def _key(one: Value) -> tuple[str, str, str]:
    return one["labels"]["check"], one["labels"]["objective"], one["labels"].get("subject", "")


def pillar_unknown() -> Answers:
    """Return what is told when the source of one pillar cannot be read and its values are stale."""
    answers = demo()
    message = "warehouse: the connection to scoring.predictions was refused."
    _fail(answers, "employment-drift", "source_error", message, ago=9 * _HOUR)
    answers.samples = [one for one in answers.samples if not one["name"].startswith("dte_drift_")]
    _forget(answers, "employment-drift")
    return answers


def check_failing() -> Answers:
    """Return what is told when one check has failed for five hours and its last good values still stand."""
    answers = demo()
    _fail(
        answers,
        "employment-fairness",
        "timeout",
        "The run took longer than its timeout of 5 min and was ended.",
        5 * _HOUR,
    )
    _forget(answers, "employment-fairness")
    return answers


def _fail(answers: Answers, check: str, outcome: str, message: str, ago: float) -> None:
    def ended(one: Value) -> None:
        if one["labels"]["check"] == check:
            one["value"] = float(one["labels"]["outcome"] == outcome)

    def good(one: Value) -> None:
        if one["labels"]["check"] == check:
            one["value"] = NOW - ago

    answers.each(ended, "dte_check_outcome")
    answers.each(good, "dte_check_last_success_timestamp_seconds")
    for one in answers.checks:
        if one["name"] == check:
            one["last_run"]["message"] = message


def _forget(answers: Answers, check: str) -> None:
    """Make the objectives of a check unknown."""
    answers.drop("dte_objective_value", check=check)
    answers.each(
        lambda one: one["labels"]["check"] == check and one.update(value=0.0),
        "dte_objective_met",
        "dte_objective_known",
    )


def many_columns() -> Answers:
    """Return what is told of a data set of 300 columns, five of which have moved."""
    answers = demo()
    labels = answers.of("dte_drift_distance")[0]["labels"]
    for name in ("dte_drift_distance", "dte_drift_threshold", "dte_drift_detected"):
        answers.drop(name)
    for number in range(300):
        column = {**labels, "column": f"sensor_{number:03}_temperature_celsius"}
        distance = 0.16 * math.exp(-number / 12) + 0.001
        answers.add("dte_drift_distance", distance, **column)
        answers.add("dte_drift_threshold", 0.1, **column)
        answers.add("dte_drift_detected", float(distance >= 0.1), **column)
    columns = next(one for one in answers.results if one["check"] == labels["check"])["values"]["evidence"]["details"]
    columns["columns"] = {"sensor_000_temperature_celsius": columns["columns"]["AGEP"]}
    return answers


def many_groups() -> Answers:
    """Return what is told of a sensitive feature with 40 groups, each with an interval."""
    answers = demo()
    rate = next(one for one in answers.catalogue if one["name"] == "dte_fairness_group_selection_rate")
    labels = answers.of(rate["name"])[0]["labels"]
    for number in range(40):
        group = {**labels, "sensitive_feature": "occupation", "group": f"Occupation {number + 1}"}
        value = 0.55 - 0.006 * number
        answers.add(rate["name"], value, **group)
        answers.add(rate["name"] + "_ci_lower", value - 0.01 - 0.001 * number, **group)
        answers.add(rate["name"] + "_ci_upper", value + 0.01 + 0.001 * number, **group)
        answers.add("dte_fairness_group_impact_ratio", value / 0.55, **group)
        answers.add("dte_fairness_group_rows", float(4000 - 90 * number), **group)
    return answers


def long_title() -> Answers:
    """Return what is told when an objective has a title of 120 characters."""
    answers = demo()
    title = (
        "Nobody who applies for support is turned away more often than others because of the town where "
        "they or a parent grew up"
    )
    for check in answers.checks:
        for objective in check["settings"]["objectives"].values():
            objective["title"] = title
    return answers


def right_to_left() -> Answers:
    """Return what is told when groups are named in a script that runs from right to left."""
    answers = demo()
    names = {
        "Asian": "آسيوي",
        "White": "أبيض",
        "Black or African American": "أسود أو أمريكي من أصل أفريقي",
        "Two or More Races": "عرقان أو أكثر",
    }
    for one in answers.samples:
        for label, text in one["labels"].items():
            for name, other in names.items():
                one["labels"][label] = text = text.replace(name, other)
    return answers


def no_history() -> Answers:
    """Return what is told by an exporter that keeps no history."""
    answers = demo()
    answers.history = None
    answers.drop("dte_history_available")
    return answers


def compliance() -> Answers:
    """Return what is told when controls of a framework and a pillar that the page has never heard of are watched."""
    answers = demo()
    answers.samples = [one for one in answers.samples if not one["name"].startswith("dte_compliance_")]
    for control, article, state, violations in _CONTROLS:
        labels = {"framework": "gdpr", "control": control, "article": article, "dataset": "applicants"}
        for each in ("met", "violated", "no_evidence", "accepted_gap", "not_applicable"):
            answers.add("dte_compliance_control_state", float(each == state), **labels, state=each)
        title = control.split("-", 2)[2].replace("-", " ").capitalize()
        answers.add("dte_compliance_control_info", 1.0, framework="gdpr", control=control, title=title, limit="law")
        if violations is not None:
            answers.add("dte_compliance_control_violations", float(violations), **labels)
            answers.add("dte_compliance_evidence_timestamp_seconds", NOW - 2 * _HOUR, **labels)
    answers.add("dte_compliance_framework_info", 1.0, framework="gdpr", law="GDPR", title="", owner="", team="")
    labels = {"check": "applicants-quality", "dataset": "applicants"}
    for name, value in (("missing", 0.012), ("valid", 0.987), ("duplicates", 0.0004)):
        answers.catalogue.append(_metric(f"dte_weather_{name}_ratio", "weather", ("check", "dataset")))
        answers.add(f"dte_weather_{name}_ratio", value, **labels)
    of_check = {"check": "applicants-quality", "pillar": "weather"}
    answers.add("dte_check_info", 1.0, **of_check, dataset="applicants")
    answers.add("dte_check_about_info", 1.0, **of_check, title="Applicants, every hour")
    return answers


def quality() -> Answers:
    """Return what is told of a table with faults in three of its columns, late loads, and a contract that is broken."""
    answers = demo()
    answers.samples = [one for one in answers.samples if not one["name"].startswith("dte_quality_")]
    answers.drop(pillar="quality")
    facts = {"check": "orders-facts", "dataset": "orders"}
    _checks(answers, "quality", **{"orders-facts": "Orders are whole", "orders-arrived": "Orders of today are there"})
    for column, shares in _FAULTS.items():
        for kind in _KINDS:
            answers.add(f"dte_quality_{kind}_ratio", shares.get(kind, 0.0), **facts, column=column)
    for key, value in (("rows", 48_842.0), ("duplicate_rows_ratio", 0.0004), ("duplicate_keys_ratio", 0.0)):
        answers.add(f"dte_quality_{key}", value, **facts)
    _missed(answers, facts)
    arrived = {"check": "orders-arrived", "dataset": "orders"}
    for kind, newest in (("event", NOW - 2 * _HOUR), ("load", NOW - 30 * _HOUR)):
        answers.add(f"dte_quality_newest_{kind}_timestamp_seconds", newest, **arrived)
        answers.add("dte_quality_freshness_deadline_timestamp_seconds", newest + 24 * _HOUR, **arrived, of=kind)
        answers.add("dte_quality_fresh", float(kind == "event"), **arrived, of=kind)
    for field, rule, met in (("city", "type", 0.0), ("city", "required", 1.0), ("number", "unique", 1.0)):
        contract = {**arrived, "contract": "orders", "field": field, "rule": rule}
        answers.add("dte_quality_contract_rule_met", met, **contract)
    return answers


def _checks(answers: Answers, pillar: str, **titles: str) -> None:
    for check, title in titles.items():
        answers.add("dte_check_info", 1.0, check=check, pillar=pillar, dataset="orders", severity="ticket")
        answers.add("dte_check_about_info", 1.0, check=check, pillar=pillar, title=title, owner="Sales")
        answers.add("dte_check_last_success_timestamp_seconds", NOW - 0.1 * _HOUR, check=check, pillar=pillar)


def _missed(answers: Answers, facts: Mapping[str, str]) -> None:
    """Let the largest of the missing shares be beyond an objective's limit of 0.05, and all others within it."""
    objective = {**facts, "objective": "missing_ratio", "pillar": "quality"}
    answers.add("dte_objective_limit", 0.05, **objective, bound="max")
    for column, shares in _FAULTS.items():
        value = shares.get("missing", 0.0)
        for name, told in zip(_FAMILY, (float(value <= 0.05), 1.0, value, NOW - 3 * _HOUR), strict=True):
            answers.add(name, told, **objective, subject=column)


_KINDS = ("missing", "blank", "padded", "mistyped", "future", "out_of_range", "out_of_set")
_FAULTS: Mapping[str, Mapping[str, float]] = {
    "age": {"missing": 0.003, "out_of_range": 0.012},
    "born": {"future": 0.0002},
    "city": {"missing": 0.081, "blank": 0.01, "padded": 0.002, "out_of_set": 0.04},
    **{column: {} for column in ("number", "price", "quantity", "status", "street", "country", "paid_at")},
}


def _metric(name: str, pillar: str, labels: tuple[str, ...], **more: Any) -> dict[str, Any]:
    key = name.removeprefix(f"dte_{pillar}_")
    plain = {
        "check": "weather",
        "type": "gauge",
        "unit": "",
        "low": 0.0,
        "high": 1.0,
        "better": "higher",
        "scheduled": True,
    }
    told = {"role": "figure", "of": "", "help": f"{key.replace('_', ' ').capitalize()}.", "reference": ""}
    return {"name": name, "key": key, "pillar": pillar, "labels": list(labels), **plain, **told, **more}


_CONTROLS = (
    ("gdpr-5-minimised", "5(1)(c)", "met", 0),
    ("gdpr-6-basis-documented", "6", "met", 0),
    ("gdpr-7-consent-held", "7(1)", "violated", 17),
    ("gdpr-15-requests-on-time", "12(3), 15", "violated", 2),
    ("gdpr-17-erasure-propagated", "17", "accepted_gap", 4),
    ("gdpr-30-record-complete", "30", "met", 0),
    ("gdpr-33-breach-notified", "33", "no_evidence", None),
    ("gdpr-35-dpia-present", "35", "met", 0),
    ("gdpr-46-transfers-covered", "44, 46", "not_applicable", None),
)

STATES: Mapping[str, Callable[[], Answers]] = {
    "first-start": first_start,
    "all-met": all_met,
    "two-unmet": two_unmet,
    "insufficient": insufficient,
    "pillar-unknown": pillar_unknown,
    "check-failing": check_failing,
    "300-columns": many_columns,
    "40-groups": many_groups,
    "long-title": long_title,
    "right-to-left": right_to_left,
    "no-history": no_history,
    "compliance": compliance,
    "quality": quality,
}
"""Every state by its name."""


def state(name: str) -> Answers:
    """Return the answers of a state, to be changed freely."""
    return deepcopy(STATES[name]())
