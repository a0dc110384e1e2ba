"""The metrics of when a suite was validated, by whoever did it."""

from dte_exporter.metric import Better, MetricSpec, Unit

_SUITE = ("check", "dataset", "suite")

VALIDATED = MetricSpec(
    "dte_quality_validated_timestamp_seconds",
    "When the suite was validated, as its results say, in seconds since the Unix epoch.",
    "quality",
    _SUITE,
    Unit.TIMESTAMP,
    better=Better.HIGHER,
    low=0,
    reference="IEEE Std 1003.1, Seconds Since the Epoch.",
)
CURRENT = MetricSpec(
    "dte_quality_validation_current",
    "Whether the results are no older than max_age: 1 they are not, 0 they are, or are said to be of the future.",
    "quality",
    _SUITE,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference="ISO/IEC 25012:2008, currentness.",
)
