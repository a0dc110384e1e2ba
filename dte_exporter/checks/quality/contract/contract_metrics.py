"""The metrics of a data contract."""

from dte_exporter.metric import Better, MetricSpec, Role, Unit

_LABELS = ("check", "dataset", "contract")
_ODCS = "Bitol: Open Data Contract Standard 3.1, https://bitol-io.github.io/open-data-contract-standard/"

RULE_MET = MetricSpec(
    "dte_quality_contract_rule_met",
    "Whether a rule of the contract is met, 1, or not, 0; one that cannot be judged has no value.",
    "quality",
    (*_LABELS, "rule", "field"),
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_ODCS,
    role=Role.VERDICT,
)
MET_RATIO = MetricSpec(
    "dte_quality_contract_met_ratio",
    "Share of the contract's rules that could be judged which are met: 1 all, 0 none.",
    "quality",
    _LABELS,
    Unit.RATIO,
    better=Better.HIGHER,
    low=0,
    high=1,
    reference=_ODCS,
)
INFO = MetricSpec(
    "dte_quality_contract_info",
    "Which contract the rows are held against, its version, who answers for it and where it stands: always 1.",
    "quality",
    (*_LABELS, "version", "owner", "status"),
    low=1,
    high=1,
    reference=_ODCS,
)
SPECS = (RULE_MET, MET_RATIO, INFO)
