"""The metrics of how many rows came in a period, held against periods before it."""

from dte_exporter.metric import Better, MetricSpec, Role, Unit

LABELS = ("check", "dataset")
_MEDIANS = "Leys, Ley, Klein, Bernard, Licata: Detecting outliers, J. Exp. Soc. Psychol. 49, 2013"

ROWS = MetricSpec(
    "dte_quality_volume_rows",
    "Rows of the period that ended last.",
    "quality",
    LABELS,
    Unit.ROWS,
    low=0,
    reference="A count.",
)
EXPECTED = MetricSpec(
    "dte_quality_volume_expected_rows",
    "Median of the rows of earlier periods of the same weekday, of hours the same hour as well.",
    "quality",
    LABELS,
    Unit.ROWS,
    low=0,
    reference=_MEDIANS,
    role=Role.BASELINE,
    of=ROWS.name,
)
SCORE = MetricSpec(
    "dte_quality_volume_score",
    "Rows less the expected ones, in robust standard deviations: 0 is as expected, below it are fewer.",
    "quality",
    LABELS,
    reference=_MEDIANS,
    role=Role.SCORE,
)
THRESHOLD = MetricSpec(
    "dte_quality_volume_threshold",
    "The score, or its negative, beyond which a volume is unusual.",
    "quality",
    LABELS,
    low=0,
    reference=_MEDIANS,
    role=Role.THRESHOLD,
)
UNUSUAL = MetricSpec(
    "dte_quality_volume_unusual",
    "Whether far more or far fewer rows came than expected: 1 so, 0 not so.",
    "quality",
    LABELS,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=_MEDIANS,
    role=Role.VERDICT,
)
TREND = MetricSpec(
    "dte_quality_volume_trend_ratio",
    "Level of the later half of the history over that of its earlier half: 1 is steady, below it the volume falls.",
    "quality",
    LABELS,
    Unit.RATIO,
    low=0,
    reference="A ratio of sums of seasonal medians.",
)
SPECS = (ROWS, EXPECTED, SCORE, THRESHOLD, UNUSUAL, TREND)
