"""What a history holds: some values, and some changes of objectives."""

from dte_exporter.metric import Sample
from dte_exporter.storage.history.kept_run import Change, Entry, Point
from dte_exporter.storage.snapshot import Judgement
from tests.unit.web.running import FAIRNESS, NOW, PARITY

CHECK = "employment-fairness"
RATIO = "dte_trust_ratio"


def _point(name: str, value: float, ago: float, **labels: str) -> Point:
    return Point(Sample(name, labels, value), "trust", NOW - ago, 600.0)


def _change(ago: float, subject: str, before: Judgement, after: Judgement, **of: str) -> Change:
    return Change(
        NOW - ago,
        of.get("check", CHECK),
        of.get("objective", "demographic_parity_difference"),
        subject,
        before,
        after,
        None if after == "unknown" else 0.2,
    )


POINTS = (
    _point(RATIO, 0.5, 120, pillar="fairness"),
    _point(RATIO, 0.75, 60, pillar="fairness"),
    _point(RATIO, 1.0, 60, pillar="drift"),
    _point(PARITY, 0.1, 60, check=CHECK, sensitive_feature="sex"),
    _point("dte_model_logged_metric", 0.8, 60, metric="accuracy"),
    _point("dte_model_logged_metric", 0.7, 60, metric="f1"),
)
CHANGES = (
    _change(90_000, "race", "unknown", "met"),
    _change(7_200, "race", "met", "unmet"),
    _change(3_600, "sex", "unknown", "met"),
    _change(60, "", "unknown", "met", check="employment-drift", objective="columns_ratio"),
    _change(50, "", "unknown", "met", check="employment-drift", objective="given_up"),
    _change(40, "", "unknown", "met", check="removed"),
)
ENTRY = Entry(FAIRNESS, POINTS, CHANGES, {})
