"""The metrics of how the columns of a table differ from those that were agreed."""

from dte_exporter.metric import Better, MetricSpec

_LABELS = ("check", "dataset")
_STANDARD = "Open Data Contract Standard v3, schema; ISO/IEC 25012:2008, compliance"

CHANGES = MetricSpec(
    "dte_quality_schema_changes",
    "Columns that differ from what was agreed, by how they do; 0 is none.",
    "quality",
    (*_LABELS, "change"),
    better=Better.LOWER,
    low=0,
    reference=_STANDARD,
)
CHANGED = MetricSpec(
    "dte_quality_schema_changed",
    "Is 1 for each column that differs from what was agreed, and each way in which it does.",
    "quality",
    (*_LABELS, "column", "change"),
    better=Better.LOWER,
    low=1,
    high=1,
    reference=_STANDARD,
)
INFO = MetricSpec(
    "dte_quality_schema_info",
    "Is 1, with a fingerprint of the names and types of columns, and of which break a promise to be filled.",
    "quality",
    (*_LABELS, "fingerprint"),
    low=1,
    high=1,
    reference="SHA-256 (FIPS 180-4), the first 16 of its hexadecimal digits.",
)
SPECS = (CHANGES, CHANGED, INFO)
