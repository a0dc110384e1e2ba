"""The metrics of how new data are: points in time, never ages, which would be old before they are read."""

from dte_exporter.metric import Better, MetricSpec, Role, Unit

_TIMELY = "ISO/IEC 25012:2008, currentness"


def _moment(name: str, help_: str, *labels: str, role: Role = Role.FIGURE) -> MetricSpec:
    return MetricSpec(
        f"dte_quality_{name}_timestamp_seconds",
        help_,
        "quality",
        ("check", "dataset", *labels),
        Unit.TIMESTAMP,
        better=Better.HIGHER,
        reference=_TIMELY,
        role=role,
    )


NEWEST_EVENT = _moment("newest_event", "When the newest row happened, those that lie ahead of the run left out.")
NEWEST_LOAD = _moment("newest_load", "When the newest row was loaded, those that lie ahead of the run left out.")
DEADLINE = _moment(
    "freshness_deadline",
    "By when the next event, or load, has to come for the data to stay fresh.",
    "of",
    role=Role.DEADLINE,
)
FRESH = MetricSpec(
    "dte_quality_fresh",
    "Whether an event, or a load, has come within its longest time before the run: 1 it has, 0 it has not.",
    "quality",
    ("check", "dataset", "of"),
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_TIMELY,
)
SPECS = (NEWEST_EVENT, NEWEST_LOAD, DEADLINE, FRESH)
