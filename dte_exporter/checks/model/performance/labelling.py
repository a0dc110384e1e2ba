"""How many rows have a label, since when none has come, and how many groups have too few to be told of."""

from dte_exporter.checks.model.performance.measure import LABELS, spec
from dte_exporter.metric import Better, MetricSpec, Role, Unit

LABELLED_ROWS = spec(
    "labelled_rows",
    "Rows with a label, which the figures rest on.",
    Better.NEITHER,
    "A count.",
    unit=Unit.ROWS,
    low=0,
    role=Role.GROUP_ROWS,
)
LABEL_COVERAGE = spec(
    "label_coverage_ratio",
    "Share of rows that have a label; 1 is all.",
    Better.HIGHER,
    "A share.",
    unit=Unit.RATIO,
    low=0,
    high=1,
)
NEWEST_LABEL = MetricSpec(
    "dte_model_newest_label_timestamp_seconds",
    "Time of the newest row that has a label.",
    "model",
    LABELS[:3],
    unit=Unit.TIMESTAMP,
    better=Better.HIGHER,
    low=0,
    reference="A point in time.",
)
GROUPS_WITHHELD = MetricSpec(
    "dte_model_groups_withheld",
    "Groups with fewer labelled rows than min_group_rows, left out of every figure.",
    "model",
    LABELS[:4],
    better=Better.LOWER,
    low=0,
    reference="A count.",
)
