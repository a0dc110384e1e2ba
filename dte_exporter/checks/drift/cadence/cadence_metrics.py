"""The metrics of how often times come."""

from dte_exporter.metric import Better, MetricSpec, Unit

LABELS = ("check", "dataset", "column")
_SMIRNOV = "Smirnov: On the Estimation of the Discrepancy between Empirical Curves of Distribution, 1939"
_PHIPSON = "Phipson, Smyth: Permutation P-values Should Never Be Zero (Stat. Appl. Genet. Mol. Biol. 9, 2010)"


def _length(name: str, what: str, better: Better = Better.NEITHER) -> MetricSpec:
    help_ = f"{what}, in seconds."
    return MetricSpec(
        f"dte_drift_{name}_seconds", help_, "drift", LABELS, Unit.SECONDS, better=better, low=0, reference="A time."
    )


CADENCE = _length("cadence", "Median time from one of the column's different times to the next, in the current window")
LONGEST = _length(
    "longest_gap",
    "Longest time from one of the column's different times to the next, in the current window",
    Better.LOWER,
)
REFERENCE_CADENCE = _length("cadence_reference", "The same as cadence_seconds in the reference window")
REFERENCE_LONGEST = _length("longest_gap_reference", "The same as longest_gap_seconds in the reference window")
SCORE = MetricSpec(
    "dte_drift_cadence_score",
    "Greatest difference of the shares of gaps up to a length between both windows; 0 none, 1 no gap is as before.",
    "drift",
    LABELS,
    better=Better.LOWER,
    low=0,
    high=1,
    reference=_SMIRNOV,
)
P_VALUE = MetricSpec(
    "dte_drift_cadence_p_value",
    "P-value that the gaps of both windows are distributed alike; near 0 they are not.",
    "drift",
    LABELS,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_PHIPSON,
)
SPECS = (CADENCE, REFERENCE_CADENCE, LONGEST, REFERENCE_LONGEST, SCORE, P_VALUE)
