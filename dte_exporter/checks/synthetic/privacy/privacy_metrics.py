"""What is exported of how well synthetic data keep the real rows to themselves."""

from dataclasses import replace

from dte_exporter.checks.synthetic.synthetic_metrics import ratio
from dte_exporter.metric import Better, MetricSpec, Role, Unit, end_of

_SDMETRICS = "SDMetrics, https://docs.sdv.dev/sdmetrics/data-metrics/privacy/"
_COPIES = "SDMetrics, https://docs.sdv.dev/sdmetrics/data-metrics/quality/newrowsynthesis"
_NNDR = "Zhao, Kunar, Birke, Chen: CTAB-GAN: Effective Table Data Synthesizing, ACML 2021"
_MEMBERSHIP = "Yeom, Giacomelli, Fredrikson, Jha: Privacy Risk in Machine Learning, CSF 2018"
_SINGLING_OUT = "Article 29 Working Party: Opinion 05/2014 on Anonymisation Techniques"
_LOWER, _HIGHER = Better.LOWER, Better.HIGHER

COPIES = ratio("copies", "Share of all synthetic rows that equal a real row in every compared column.", _COPIES, _LOWER)
NEAR_COPIES = ratio(
    "near_copies",
    "Share of all synthetic rows that equal a real row in all compared columns but one, and none in all.",
    _COPIES,
    _LOWER,
)
PRIVACY = ratio(
    "privacy",
    "How far synthetic rows are from the closest real ones, over how far unseen rows are: 0 copies, 1 as far.",
    f"{_SDMETRICS}dcrbaselineprotection",
    _HIGHER,
)
DISTANCE = replace(
    PRIVACY,
    name="dte_synthetic_closest_record_distance",
    help="Median distance of rows to the closest real one: of the synthetic rows, or of the baseline.",
    labels=("check", "dataset", "of"),
    unit=Unit.NONE,
)
NEIGHBOURS = ratio(
    "neighbour_distance",
    "Median of the distance of synthetic rows to the closest real one over that to the second: 1 none stands out.",
    _NNDR,
    _HIGHER,
)
MEMBERSHIP = ratio(
    "membership_advantage",
    "How much better than chance an attacker tells rows that the synthesizer has seen from others: 0 not at all.",
    _MEMBERSHIP,
    _LOWER,
)
DISCLOSURE = ratio(
    "disclosure_protection",
    "How often who guesses a sensitive column from the other categories is wrong, over who guesses blindly, at most 1.",
    f"{_SDMETRICS}disclosureprotection",
    _HIGHER,
    "column",
)
RARE_COMBINATIONS = ratio(
    "rare_combinations",
    "Share of the real rows of a rare combination of quasi-identifiers whose combination the synthetic data have.",
    _SINGLING_OUT,
    _LOWER,
)
RARE_CATEGORIES = ratio(
    "rare_categories",
    "Share of the rare categories of a real column that the synthetic data have.",
    _SINGLING_OUT,
    _LOWER,
    "column",
)


def _ends(spec: MetricSpec, what: str) -> tuple[MetricSpec, MetricSpec]:
    lower = end_of(spec, Role.LOWER, f"Lower end of the 95 % interval of {what}, from the draws.")
    return lower, end_of(spec, Role.UPPER, f"Upper end of the 95 % interval of {what}, from the draws.")


ENDS = {
    PRIVACY: _ends(PRIVACY, "the privacy ratio"),
    DISTANCE: _ends(DISTANCE, "the distance to the closest record"),
    NEIGHBOURS: _ends(NEIGHBOURS, "the neighbour distance ratio"),
    MEMBERSHIP: _ends(MEMBERSHIP, "the membership advantage"),
}
"""The ends of the intervals of what rests on draws."""

SPECS = (
    PRIVACY,
    COPIES,
    NEAR_COPIES,
    DISTANCE,
    NEIGHBOURS,
    MEMBERSHIP,
    DISCLOSURE,
    RARE_COMBINATIONS,
    RARE_CATEGORIES,
    *(end for ends in ENDS.values() for end in ends),
)
