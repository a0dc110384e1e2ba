"""Which checks are proposed, and why another is not: each kind is decided on by what the columns can be for."""

from collections.abc import Callable
from dataclasses import dataclass

from dte_exporter.proposal.column_facts import Profile
from dte_exporter.proposal.comparable_windows import ProposedWindows
from dte_exporter.proposal.guessed_roles import Proposal
from dte_exporter.proposal.yaml_scalar import text

_NO_ORDER = (
    "nothing says which rows came first: name what to hold these against, dte-exporter init FILE --reference OTHER"
)
_NO_PREDICTIONS = "no column holds predictions, or is named so: set columns.prediction"
_NO_LABELS = "no column holds what turned out to be true: set columns.label, or labels where they come late"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided on one kind of check.

    Parameters
    ----------
    kind : str
        The kind.
    lines : tuple of str
        What it is told beside its data set and its schedule, as YAML; empty where that is nothing.
    why_not : str
        Why it is not proposed, and what to do; empty where it is.
    """

    kind: str
    lines: tuple[str, ...] = ()
    why_not: str = ""


def decisions(profile: Profile, proposal: Proposal, windows: ProposedWindows | None) -> tuple[Decision, ...]:
    """Return what is decided on each kind that a table alone can be measured by: its quality always is."""
    return (
        _decided("quality", "", _quality(profile, proposal)),
        _decided("drift", _no_drift(windows), _DRIFT),
        _decided("fairness", _no_fairness(proposal), _FAIRNESS),
        _decided("performance", _no_performance(proposal), _performance(proposal)),
        _decided("performance-estimate", _no_estimate(proposal, windows), ()),
    )


_SHARES = (0.01, 0.05, 0.1, 0.2, 0.5)
"""Limits that a share of missing values is proposed, the first that none is beyond now."""

_DRIFT = (
    "objectives:",
    "  columns_ratio: {max: 0.3, decide: both}  # more than three features in ten have moved, and not by chance",
)
_FAIRNESS = (
    "objectives:",
    "  # decide: interval calls unmet only what is no chance; what the rows cannot tell is insufficient evidence",
    "  demographic_parity_difference: {max: 0.1, decide: interval}  # rates of the positive class at most 0.1 apart",
    "  group_impact_ratio: {min: 0.8, decide: interval}  # the four-fifths rule, by the best group's rate",
)
_CLASSES = (
    "objectives:",
    "  balanced_accuracy: {min: 0.5}  # what guessing reaches: raise it to what you rely on",
)
_NUMBERS = (
    "task: regression",
    "objectives:",
    "  r2: {min: 0}  # what the mean of all labels reaches: raise it to what you rely on",
)


def _decided(kind: str, why_not: str, lines: tuple[str, ...]) -> Decision:
    return Decision(kind, () if why_not else lines, why_not)


def _quality(profile: Profile, proposal: Proposal) -> tuple[str, ...]:
    """Return the objectives that the rows meet as they are."""
    keys = ("  duplicate_keys_ratio: {max: 0}  # no key comes twice, as now",) if proposal.key else ()
    worst = max(profile.columns.values(), key=lambda column: column.missing)
    share = worst.missing / profile.rows
    now = f"{text(worst.name)} misses the most now, {100 * share:.3g} %" if share else "no value is missing now"
    limit = next((limit for limit in _SHARES if share <= limit), None)
    if limit is not None:
        return ("objectives:", f"  missing_ratio: {{max: {limit}}}  # of each column; a guess: {now}", *keys)
    wanted = f"# {now}: name in columns those that may not, with an objective missing_ratio: {{max: 0.01}}"
    return (wanted, *(("objectives:", *keys) if keys else ()))


def _no_drift(windows: ProposedWindows | None) -> str:
    return "" if windows else _NO_ORDER


def _no_fairness(proposal: Proposal) -> str:
    if not proposal.sensitive:
        return "no column says by its name that its groups should be treated alike: name some in columns.sensitive"
    if proposal.classes is None:
        return "no column holds a decision between classes: set columns.prediction"
    return "" if _is_of_two(proposal) else _no_positive(proposal)


def _no_performance(proposal: Proposal) -> str:
    if proposal.prediction is None:
        return _NO_PREDICTIONS
    if proposal.label is None:
        return _NO_LABELS
    return "" if proposal.classes is None or _alike(proposal) else _no_common_class(proposal)


def _no_estimate(proposal: Proposal, windows: ProposedWindows | None) -> str:
    lacking: tuple[tuple[bool, Callable[[], str]], ...] = (
        (proposal.prediction is None, lambda: _NO_PREDICTIONS),
        (proposal.probability is None, lambda: "no column holds probabilities: set columns.probability"),
        (proposal.label is None, lambda: _NO_LABELS),
        (windows is None, lambda: _NO_ORDER),
        (not _is_of_two(proposal), lambda: _no_positive(proposal)),
        (not _alike(proposal), lambda: _no_common_class(proposal)),
    )
    return next((why() for is_lacking, why in lacking if is_lacking), "")


def _performance(proposal: Proposal) -> tuple[str, ...]:
    if proposal.classes is None:
        return _NUMBERS
    return _CLASSES if _is_of_two(proposal) else ("task: multiclass", *_CLASSES)


def _is_of_two(proposal: Proposal) -> bool:
    classes = proposal.classes
    return classes is not None and len(classes.values) == 2


def _no_positive(proposal: Proposal) -> str:
    count = len(proposal.classes.values) if proposal.classes else 0
    return f"of {count} classes none can be guessed to be the positive one: set columns.positive"


def _alike(proposal: Proposal) -> bool:
    """Return whether predictions and labels are written in the same words."""
    if proposal.prediction is None or proposal.label is None:
        return False
    sides = [{str(value) for value in one.column.values} for one in (proposal.prediction, proposal.label)]
    return sides[0] <= sides[1] or sides[1] <= sides[0]


def _no_common_class(proposal: Proposal) -> str:
    return "predictions and labels are written in different words: write them alike"
