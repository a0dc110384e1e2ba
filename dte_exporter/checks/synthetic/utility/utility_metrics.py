"""What is exported of models that learn from synthetic rows."""

from dte_exporter.metric import Better, MetricSpec, Role, Unit, end_of

LABELS = ("check", "dataset")
TSTR = "Esteban, Hyland, Rätsch: Real-valued (Medical) Time Series Generation with Recurrent Conditional GANs, 2017"
BHANOT = "Bhanot et al.: The Problem of Fairness in Synthetic Healthcare Data, Entropy 23, 2021"

RATIO = MetricSpec(
    "dte_synthetic_utility_ratio",
    "Score on real rows of a model that learnt from synthetic ones, over that of one that learnt from real: 1 as good.",
    "synthetic",
    LABELS,
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=TSTR,
)
RATIO_ENDS = tuple(
    end_of(RATIO, role, f"Ratio that the true one hardly lies {side}.")
    for role, side in ((Role.LOWER, "below"), (Role.UPPER, "above"))
)
SCORE = MetricSpec(
    "dte_synthetic_utility_score",
    "Score on real rows of a model that learnt from real or synthetic ones: 0 as good as chance, 1 without a fault.",
    "synthetic",
    (*LABELS, "trained_on"),
    better=Better.HIGHER,
    high=1,
    reference=TSTR,
)
SHIFT = MetricSpec(
    "dte_synthetic_disparity_shift",
    "How much farther apart groups lie in synthetic data, or by a model of them, than in real: 0 preserved.",
    "synthetic",
    (*LABELS, "sensitive_feature", "metric"),
    low=-1,
    high=1,
    reference=BHANOT,
)
SPECS = (RATIO, *RATIO_ENDS, SCORE, SHIFT)
