"""The metrics of drift of several columns together."""

from dte_exporter.checks.drift.held_out.separation_metrics import p_value, separation_metrics
from dte_exporter.metric import MetricSpec, Role, end_of

LABELS = ("check", "dataset")
NANNYML = "NannyML, https://nannyml.readthedocs.io/en/stable/how_it_works/multivariate_drift.html"

CLASSIFIER = separation_metrics("domain_classifier", "rows", LABELS)
ERROR = MetricSpec(
    "dte_drift_reconstruction_error",
    "Mean distance of current rows from what the reference's main components say of them; 1 is a deviation.",
    "drift",
    LABELS,
    low=0,
    reference=NANNYML,
)
ERROR_ENDS = tuple(
    end_of(ERROR, role, f"Mean distance that the true one hardly lies {side}.")
    for role, side in ((Role.LOWER, "below"), (Role.UPPER, "above"))
)
ERROR_REFERENCE = MetricSpec(
    "dte_drift_reconstruction_error_reference",
    "Mean distance of the reference's own rows from what its main components say of them: what is to be expected.",
    "drift",
    LABELS,
    low=0,
    reference=NANNYML,
)
ERROR_P_VALUE = p_value("reconstruction_error", "current rows are rebuilt as well as those of the reference", LABELS)

SPECS = (*CLASSIFIER.specs, ERROR, *ERROR_ENDS, ERROR_REFERENCE, ERROR_P_VALUE)
