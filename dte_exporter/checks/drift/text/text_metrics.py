"""The metrics of drift of texts."""

from dte_exporter.checks.drift.column_changes import SPECS as CHANGES
from dte_exporter.checks.drift.held_out.separation_metrics import p_value, separation_metrics
from dte_exporter.checks.drift.score import EVIDENTLY
from dte_exporter.metric import Better, MetricSpec

LABELS = ("check", "dataset", "column")

CLASSIFIER = separation_metrics("text_classifier", "texts of the column", LABELS)
LENGTH_DISTANCE = MetricSpec(
    "dte_drift_text_length_distance",
    "Distance of the lengths of the column's current texts from the reference, in its standard deviations; 0 is none.",
    "drift",
    LABELS,
    better=Better.LOWER,
    low=0,
    reference=EVIDENTLY,
)
LENGTH_P_VALUE = p_value(
    "text_length",
    "texts of the column are as long as in the reference",
    LABELS,
    "Hodges: The Significance Probability of the Smirnov Two-Sample Test, Arkiv för Matematik 3, 1958",
)

SPECS = (*CLASSIFIER.specs, LENGTH_DISTANCE, LENGTH_P_VALUE, CHANGES["missing_values"])
