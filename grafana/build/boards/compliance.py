"""Compliance: which controls are met, which are violated, and what is due next."""

from grafana_foundation_sdk.builders.dashboard import Dashboard

from dte_exporter.metric import MetricSpec
from grafana.build.frame import framed, standing, unmet
from grafana.build.panels import Panel, lines, listing
from grafana.build.query import Query, by, metrics, of, unit

_OF_PILLAR = 'pillar="compliance"'
_CHECK = "check, dataset"
_CONTROL = "framework, article, control, dataset"
_DEADLINE = "_deadline_timestamp_seconds"


def board() -> Dashboard:
    """Return the board of the pillar."""
    return framed(
        "compliance",
        "DTE / Compliance",
        "What breaks a rule among what it applies to, and what is due next. It shows what machines can see, and is no "
        "legal advice.",
        (
            ("Controls", (_by_state(), _controls())),
            ("Evidence", (_course(), _found())),
            ("Deadlines", tuple(_deadline(one) for one in _deadlines())),
            ("Objectives", (*standing(_OF_PILLAR), unmet(_OF_PILLAR))),
        ),
    )


def _by_state() -> Panel:
    name = "dte_compliance_controls"
    return lines(
        "Controls by state",
        "How many controls of each framework are met, violated, without evidence, accepted as a gap, or not "
        "applicable. A control counts once, in the worst of its states; the table below has each.",
        [Query(by("framework, state", of(name)), "{{framework}}: {{state}}")],
        unit(name),
        width=24,
        height=7,
    ).min(0)


def _controls() -> Panel:
    state = by(f"{_CONTROL}, state", of("dte_compliance_control_state", 'state!="not_applicable"'))
    return listing(
        "Each control",
        "The state of each control on each data set, what breaks it, and when its evidence was found. The exporter's "
        "page and its report tell what a control cannot see.",
        {
            "": Query(f"{state} == 1"),
            "violations": Query(by(_CONTROL, of("dte_compliance_control_violations"))),
            "evidence": Query(f"1000 * {by(_CONTROL, of('dte_compliance_evidence_timestamp_seconds'))}"),
        },
        {
            "state": "state",
            "article": "article",
            "control": "control",
            "dataset": "data set",
            "framework": "framework",
        },
        {"evidence": unit("dte_compliance_evidence_timestamp_seconds")},
        height=14,
        sort="violations",
    )


def _course() -> Panel:
    name = "dte_compliance_violations"
    return lines(
        "Violations",
        "Things that break the rule of each check. One is a violation, however many there are that do not.",
        [Query(by(_CHECK, of(name)), "{{check}} {{dataset}}")],
        unit(name),
        width=24,
    ).min(0)


def _found() -> Panel:
    return listing(
        "What each check found",
        "What the rule of the check applies to, and what of that breaks it. The exporter's page tells the articles.",
        {
            "violations": Query(by(_CHECK, of("dte_compliance_violations"))),
            "examined": Query(by(_CHECK, of("dte_compliance_examined"))),
        },
        {"check": "check", "dataset": "data set"},
        sort="violations",
    )


def _deadlines() -> list[MetricSpec]:
    """Return every metric of the pillar that is a deadline, whichever check it comes from."""
    return [spec for spec in metrics().values() if spec.pillar == "compliance" and spec.name.endswith(_DEADLINE)]


def _deadline(spec: MetricSpec) -> Panel:
    labels = [label for label in spec.labels if label != "model"]
    return listing(
        spec.key.removesuffix(_DEADLINE).replace("_", " ").capitalize() + ": next deadline",
        spec.help,
        {"due": Query(f"1000 * {by(', '.join(labels), of(spec.name))}")},
        {label: label for label in labels},
        {"due": unit(spec.name)},
        width=8,
        height=5,
    )
