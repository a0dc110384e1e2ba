"""Error budgets: how fast the runs that miss an objective spend what 30 days allow.

A run of insufficient evidence is neither good nor bad: it is left out of both sides. One that tells nothing is missed.

The windows and burn rates are those of the Google SRE Workbook, ch. 5, Alerting on SLOs, with its pair of a day and two
hours from the example; what is counted is runs, not requests. A pair is left out where its short window holds too few
runs to say anything, or where even runs that all miss would not burn as fast. Where no pair is left, a ticket tells
that the budget of 30 days is spent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dte_exporter.config.types import parse_duration
from dte_exporter.rules.rule import Alert, Group, Record
from dte_exporter.rules.targets.targeted_objectives import JUDGED, MISSED, TargetedObjective

_FEWEST_RUNS = 12
"""Runs that a short window must hold: with fewer, one run more or less is a jump over the threshold."""

_PERIOD = "30d"
_BOARD = "dte-overview"
_RATIO = "check_objective:dte_objective_runs_total:missed_ratio"
_LEFT = f"check_objective:dte_objective_runs_total:budget_left_ratio{_PERIOD}"


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two windows in which the budget must burn at a rate: the long so that it matters, the short so that it lasts."""

    long: str
    short: str
    rate: float

    def tells(self, targeted: TargetedObjective) -> bool:
        """Return whether the short window holds enough runs, and the rate can be reached at all."""
        enough = targeted.runs_in(parse_duration(self.short)) >= _FEWEST_RUNS
        return enough and self.rate * targeted.budget < 1

    def expr(self, targeted: TargetedObjective) -> str:
        """Return the condition that both windows burn too fast."""
        limit = f"{self.rate:g} * {targeted.budget:g}"
        return (
            f"(\n    {_RATIO}{self.long}{{{targeted.selector}}} > {limit}\n"
            f"  and\n    {_RATIO}{self.short}{{{targeted.selector}}} > {limit}\n)"
        )


_FAST = (_Pair("1h", "5m", 14.4), _Pair("6h", "30m", 6))
_SLOW = (_Pair("1d", "2h", 3), _Pair("3d", "6h", 1))


def groups(targeted: Iterable[TargetedObjective]) -> tuple[Group, ...]:
    """Return the groups of rules for `targeted`: none where there are none.

    What looks back over 30 days is read seldom, since it is dear and changes slowly.
    """
    targeted = tuple(targeted)
    burning = tuple(rule for one in targeted for rule in _burning(one))
    spent = tuple(rule for one in targeted for rule in _spent(one))
    found = (Group("dte-burn-rates", burning), Group("dte-budgets", spent, interval="5m"))
    return tuple(group for group in found if group.rules)


def _burning(targeted: TargetedObjective) -> Iterator[Record | Alert]:
    fast = [pair for pair in _FAST if pair.tells(targeted)]
    slow = [pair for pair in _SLOW if pair.tells(targeted)]
    for window in sorted({window for pair in (*fast, *slow) for window in (pair.long, pair.short)}, key=parse_duration):
        yield _missed(targeted, window)
    if fast:
        yield _alert_burning(targeted, fast, "fast", targeted.severity)
    if slow:
        yield _alert_burning(targeted, slow, "slow", "ticket")


def _missed(targeted: TargetedObjective, window: str) -> Record:
    return Record(
        f"{_RATIO}{window}",
        f"""\
  {_runs(targeted, window, MISSED)}
/
  {_runs(targeted, window, JUDGED)}""",
        f"Share of the runs in {window} that missed {targeted.key} of {targeted.check.name}; unknown is missed, and "
        "insufficient evidence is left out.",
        _own(targeted),
    )


def _own(targeted: TargetedObjective) -> dict[str, str]:
    """Return labels that the series have anyhow, so that promtool sees no rule twice."""
    return {"check": targeted.check.name, "objective": targeted.key}


def _runs(targeted: TargetedObjective, window: str, which: str) -> str:
    return (
        "sum without (instance, pod, subject, result) "
        f"(increase(dte_objective_runs_total{{{targeted.selector},{which}}}[{window}]))"
    )


def _alert_burning(targeted: TargetedObjective, pairs: list[_Pair], pace: str, severity: str) -> Alert:
    windows = ", ".join(f"{pair.rate:g} times in {pair.long} and {pair.short}" for pair in pairs)
    return Alert(
        "DteErrorBudgetBurning",
        "\nor\n".join(pair.expr(targeted) for pair in pairs),
        f"The budget of {targeted.key} of {targeted.check.name} burns too fast: {windows}.",
        f"{{{{ $labels.objective }}}} of {{{{ $labels.check }}}} spends its error budget {_TOO_FAST[pace]}",
        f"{{{{ $value | humanizePercentage }}}} of its runs missed the objective, where "
        f"{targeted.budget * 100:.4g}% of 30 days' runs may.\n{_BUDGET_LEFT}",
        _BOARD,
        labels={"severity": severity, "burn": pace, **targeted.people},
        variables=("dataset",),
    )


_TOO_FAST = {"fast": "within days", "slow": "before 30 days are over"}
_BUDGET_LEFT = (
    f'{{{{ range query (printf "{_LEFT}{{job=%q,check=%q,objective=%q}}" $labels.job $labels.check $labels.objective) '
    "}}Left of the budget: {{ .Value | humanizePercentage }}\n{{ end -}}\n"
)


def _spent(targeted: TargetedObjective) -> Iterator[Record | Alert]:
    allowed = targeted.budget * targeted.runs_in(parse_duration(_PERIOD))
    subjects = (
        f'count without (instance, pod, subject, result) (dte_objective_runs_total{{{targeted.selector},result="met"}})'
    )
    yield Record(
        _LEFT,
        f"""\
1 -
  {_runs(targeted, _PERIOD, MISSED)}
/
  ({subjects} * {allowed:.6g})""",
        f"What is left of the budget of {targeted.key} of {targeted.check.name}, {allowed:.4g} of 30 days' runs by "
        "each subject: 1 is all, 0 nothing, below it is debt.",
        _own(targeted),
    )
    if not any(pair.tells(targeted) for pair in (*_FAST, *_SLOW)):
        yield _alert_spent(targeted)


def _alert_spent(targeted: TargetedObjective) -> Alert:
    return Alert(
        "DteErrorBudgetSpent",
        f"{_LEFT}{{{targeted.selector}}} <= 0",
        f"{targeted.check.name} runs too seldom for burn rates.",
        "{{ $labels.objective }} of {{ $labels.check }} has spent its error budget",
        f"More runs missed the objective than {targeted.budget * 100:.4g}% of those that fall in 30 days.\n"
        f"{_BUDGET_LEFT}",
        _BOARD,
        labels={"severity": "ticket", **targeted.people},
        variables=("dataset",),
    )
