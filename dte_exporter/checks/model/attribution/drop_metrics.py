"""The metrics of a drop in accuracy and of what columns explain of it."""

from dte_exporter.metric import SCOPE, Better, MetricSpec, Role, Unit, end_of

_NEWCOMBE = "Newcombe: Interval Estimation for the Difference between Independent Proportions, Stat. Med. 17, 1998"
_ENDS = {
    Role.LOWER: "Lower end of the interval of accuracy_drop: below it, it hardly lies for rows of this kind.",
    Role.UPPER: "Upper end of the interval of accuracy_drop: above it, it hardly lies for rows of this kind.",
}

DROP = MetricSpec(
    "dte_model_accuracy_drop",
    "Accuracy of the reference less that of the current window; 0 is no change, 1 from all right to all wrong.",
    "model",
    SCOPE,
    better=Better.LOWER,
    low=-1,
    high=1,
    reference=_NEWCOMBE,
)
DROP_ENDS = tuple(end_of(DROP, role, text) for role, text in _ENDS.items())
EXPLAINED = MetricSpec(
    "dte_model_accuracy_drop_explained_ratio",
    "Share of the drop in accuracy that is gone if the column is as in the reference; 0 none, 1 all, shares overlap.",
    "model",
    (*SCOPE, "column"),
    Unit.RATIO,
    reference="Shimodaira: Improving Predictive Inference under Covariate Shift, J. Stat. Plan. Inference 90, 2000",
)
COLUMNS_CUT = MetricSpec(
    "dte_model_accuracy_drop_columns_cut",
    "Columns whose share is not told since others explain more; 0 is none.",
    "model",
    SCOPE,
    better=Better.LOWER,
    low=0,
    reference="A count.",
)
SPECS = (DROP, *DROP_ENDS, EXPLAINED, COLUMNS_CUT)
