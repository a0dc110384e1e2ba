"""What is exported of synthetic data held against the real ones."""

from dte_exporter.metric import Better, MetricSpec, Unit

_SDMETRICS = "SDMetrics, https://docs.sdv.dev/sdmetrics/reports/"
_QUALITY = f"{_SDMETRICS}quality-report"
_DIAGNOSTIC = f"{_SDMETRICS}diagnostic-report"


def ratio(name: str, help_: str, reference: str, better: Better, *labels: str) -> MetricSpec:
    """Return the family ``dte_synthetic_<name>_ratio``, whose values lie in [0, 1]."""
    return MetricSpec(
        f"dte_synthetic_{name}_ratio",
        help_,
        "synthetic",
        ("check", "dataset", *labels),
        Unit.RATIO,
        better=better,
        low=0,
        high=1,
        reference=reference,
    )


QUALITY = ratio(
    "quality",
    "How alike synthetic and real data are: mean of their columns' shapes and of how pairs go together; 1 the same.",
    _QUALITY,
    Better.HIGHER,
)
SHAPE = ratio(
    "shape",
    "How alike the values of a column are spread in synthetic and real data: 1 the same, 0 nothing in common.",
    f"{_QUALITY}/whats-included/column-shapes",
    Better.HIGHER,
    "column",
)
TREND = ratio(
    "trend",
    "How alike two columns go together in synthetic and real data: 1 the same; of the pairs that are least alike.",
    f"{_QUALITY}/whats-included/column-pair-trends",
    Better.HIGHER,
    "column",
    "other_column",
)
VALIDITY = ratio(
    "validity",
    "How far synthetic data keep to the real ones' columns, ranges, categories and unique keys: 1 throughout.",
    _DIAGNOSTIC,
    Better.HIGHER,
)
ADHERENCE = ratio(
    "adherence",
    "Share of the synthetic values of a column that lie in the range, or are of the categories, of the real ones.",
    f"{_DIAGNOSTIC}/whats-included",
    Better.HIGHER,
    "column",
)
UNIQUE_KEYS = ratio(
    "unique_keys",
    "Share of the synthetic rows whose key is there, and is of no row before it: 1 all.",
    f"{_DIAGNOSTIC}/whats-included",
    Better.HIGHER,
    "column",
)
STRUCTURE = ratio(
    "structure",
    "Share of the columns of synthetic and real data together that both have, of one kind: 1 all.",
    f"{_DIAGNOSTIC}/whats-included",
    Better.HIGHER,
)
SPECS = (QUALITY, SHAPE, TREND, VALIDITY, ADHERENCE, UNIQUE_KEYS, STRUCTURE)
