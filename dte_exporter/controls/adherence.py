"""The ``dte_compliance_control_*`` family: how the controls of frameworks stand, and how many of them are met."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from dte_exporter.config.governance.framework import Framework
from dte_exporter.controls.standing import StandingControl, State, by_control
from dte_exporter.metric import Better, MetricSpec, Sample, Unit

_LABELS = ("framework", "control", "article", "dataset")
_REFERENCE = "Regulation (EU) 2016/679 (GDPR), Art. 5(2) and 24(1): to be able to demonstrate compliance"


class ControlRole(StrEnum):
    """What the page and boards draw of a control."""

    STATE = "control_state"
    VIOLATIONS = "control_violations"
    EVIDENCE = "control_evidence"
    INFO = "control_info"
    FRAMEWORK = "framework_info"


STATE = MetricSpec(
    "dte_compliance_control_state",
    "How a control of a framework stands on a data set: 1 for the state that it is in, 0 for the others.",
    "compliance",
    (*_LABELS, "state"),
    low=0,
    high=1,
    reference=_REFERENCE,
    role=ControlRole.STATE,
)
VIOLATIONS = MetricSpec(
    "dte_compliance_control_violations",
    "Things that break the rule of a control; absent while there is no evidence.",
    "compliance",
    _LABELS,
    better=Better.LOWER,
    low=0,
    reference=_REFERENCE,
    role=ControlRole.VIOLATIONS,
)
ADHERENCE = MetricSpec(
    "dte_compliance_control_adherence_ratio",
    "Share of what a control applies to that keeps its rule: 1 is all of it; absent where it applies to nothing.",
    "compliance",
    _LABELS,
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_REFERENCE,
)
EVIDENCE = MetricSpec(
    "dte_compliance_evidence_timestamp_seconds",
    "When the oldest evidence of a control was found.",
    "compliance",
    _LABELS,
    Unit.TIMESTAMP,
    low=0,
    reference=_REFERENCE,
    role=ControlRole.EVIDENCE,
)
INFO = MetricSpec(
    "dte_compliance_control_info",
    "What a control of a framework measures, and whose limit it is held to: law or own_policy; always 1.",
    "compliance",
    ("framework", "control", "title", "limit"),
    low=1,
    high=1,
    reference=_REFERENCE,
    scheduled=False,
    role=ControlRole.INFO,
)
FRAMEWORK_INFO = MetricSpec(
    "dte_compliance_framework_info",
    "What a framework is called, law being its name beside an article, and who minds it; always 1, to be joined on "
    "framework.",
    "compliance",
    ("framework", "law", "title", "owner", "team"),
    low=1,
    high=1,
    reference=_REFERENCE,
    scheduled=False,
    role=ControlRole.FRAMEWORK,
)
CONTROLS = MetricSpec(
    "dte_compliance_controls",
    "Controls of a framework by state, each counted once by its worst state over the data sets.",
    "compliance",
    ("framework", "state"),
    low=0,
    reference=_REFERENCE,
)
FRAMEWORK = MetricSpec(
    "dte_compliance_adherence_ratio",
    "Controls of a framework that are met over those that apply: 0 none, 1 all. What is not known is not met.",
    "compliance",
    ("framework",),
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_REFERENCE,
)
SPECS = (STATE, VIOLATIONS, ADHERENCE, EVIDENCE, INFO, FRAMEWORK_INFO, CONTROLS, FRAMEWORK)


def overall(standing: Iterable[StandingControl], frameworks: Mapping[str, Framework]) -> Iterator[Sample]:
    """Yield what each control is, who minds each of `frameworks`, and how many controls of it are in which state."""
    all_ = tuple(standing)
    yield from (_about(name, framework) for name, framework in frameworks.items())
    for (framework, name), control in {(one.framework, one.name): one.control for one in all_}.items():
        yield INFO.sample(1, framework=framework, control=name, title=control.title, limit=control.limit)
    for framework, states in by_control(all_).items():
        counts = Counter(states.values())
        for state in State:
            yield CONTROLS.sample(counts[state], framework=framework, state=state)
        applicable = len(states) - counts[State.NOT_APPLICABLE]
        if applicable:
            yield FRAMEWORK.sample(counts[State.MET] / applicable, framework=framework)


def _about(name: str, framework: Framework) -> Sample:
    about = {"law": framework.law, "title": framework.title, "owner": framework.owner, "team": framework.team}
    return FRAMEWORK_INFO.sample(1, framework=name, **about)


def samples(one: StandingControl) -> Iterator[Sample]:
    """Yield how one control stands on one data set."""
    labels = {
        "framework": one.framework,
        "control": one.name,
        "article": one.control.article,
        "dataset": one.dataset,
    }
    for state in State:
        yield STATE.sample(state is one.state, **labels, state=state)
    if one.violations is not None:
        yield VIOLATIONS.sample(one.violations, **labels)
    if one.violations is not None and one.examined:
        yield ADHERENCE.sample(1 - one.violations / one.examined, **labels)
    if one.at is not None:
        yield EVIDENCE.sample(one.at, **labels)
