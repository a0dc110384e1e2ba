"""Error budgets: how fast the runs that miss an objective spend what 30 days allow.

The windows and burn rates are those of the Google SRE Workbook, ch. 5, Alerting on SLOs, with its pair of a day and two
hours from the example; what is counted is runs, not requests. A pair is left out where its short window holds too few
runs to say anything, or where even runs that all miss would not burn as fast. Where no pair is left, a ticket tells
that the budget of 30 days is spent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dte_exporter.config.types import parse_duration
from dte_exporter.rules.promise import Promise
from dte_exporter.rules.rule import Alert, Group, Record

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

    def tells(self, promise: Promise) -> bool:
        """Return whether the short window holds enough runs, and the rate can be reached at all."""
        enough = promise.runs_in(parse_duration(self.short)) >= _FEWEST_RUNS
        return enough and self.rate * promise.budget < 1

    def expr(self, promise: Promise) -> str:
        """Return the condition that both windows burn too fast."""
        limit = f"{self.rate:g} * {promise.budget:g}"
        return (
            f"(\n    {_RATIO}{self.long}{{{promise.selector}}} > {limit}\n"
            f"  and\n    {_RATIO}{self.short}{{{promise.selector}}} > {limit}\n)"
        )


_FAST = (_Pair("1h", "5m", 14.4), _Pair("6h", "30m", 6))
_SLOW = (_Pair("1d", "2h", 3), _Pair("3d", "6h", 1))


def groups(promises: Iterable[Promise]) -> tuple[Group, ...]:
    """Return the groups of rules for `promises`: none where there are none.

    What looks back over 30 days is read seldom, since it is dear and changes slowly.
    """
    promises = tuple(promises)
    burning = tuple(rule for promise in promises for rule in _burning(promise))
    spent = tuple(rule for promise in promises for rule in _spent(promise))
    found = (Group("dte-burn-rates", burning), Group("dte-budgets", spent, interval="5m"))
    return tuple(group for group in found if group.rules)


def _burning(promise: Promise) -> Iterator[Record | Alert]:
    fast = [pair for pair in _FAST if pair.tells(promise)]
    slow = [pair for pair in _SLOW if pair.tells(promise)]
    for window in sorted({window for pair in (*fast, *slow) for window in (pair.long, pair.short)}, key=parse_duration):
        yield _missed(promise, window)
    if fast:
        yield _alert_burning(promise, fast, "fast", promise.severity)
    if slow:
        yield _alert_burning(promise, slow, "slow", "ticket")


def _missed(promise: Promise, window: str) -> Record:
    return Record(
        f"{_RATIO}{window}",
        f"""\
  {_runs(promise, window, ',result!="met"')}
/
  {_runs(promise, window)}""",
        f"Share of the runs in {window} that missed {promise.key} of {promise.check.name}; unknown is missed.",
        _own(promise),
    )


def _own(promise: Promise) -> dict[str, str]:
    """Return labels that the series have anyhow, so that promtool sees no rule twice."""
    return {"check": promise.check.name, "objective": promise.key}


def _runs(promise: Promise, window: str, which: str = "") -> str:
    return (
        "sum without (instance, pod, subject, result) "
        f"(increase(dte_objective_runs_total{{{promise.selector}{which}}}[{window}]))"
    )


def _alert_burning(promise: Promise, pairs: list[_Pair], pace: str, severity: str) -> Alert:
    windows = ", ".join(f"{pair.rate:g} times in {pair.long} and {pair.short}" for pair in pairs)
    return Alert(
        "DteErrorBudgetBurning",
        "\nor\n".join(pair.expr(promise) for pair in pairs),
        f"The budget of {promise.key} of {promise.check.name} burns too fast: {windows}.",
        f"{{{{ $labels.objective }}}} of {{{{ $labels.check }}}} spends its error budget {_TOO_FAST[pace]}",
        f"{{{{ $value | humanizePercentage }}}} of its runs missed the objective, where "
        f"{promise.budget * 100:.4g}% of 30 days' runs may.\n{_BUDGET_LEFT}",
        _BOARD,
        labels={"severity": severity, "burn": pace, **promise.people},
        variables=("dataset",),
    )


_TOO_FAST = {"fast": "within days", "slow": "before 30 days are over"}
_BUDGET_LEFT = (
    f'{{{{ range query (printf "{_LEFT}{{job=%q,check=%q,objective=%q}}" $labels.job $labels.check $labels.objective) '
    "}}Left of the budget: {{ .Value | humanizePercentage }}\n{{ end -}}\n"
)


def _spent(promise: Promise) -> Iterator[Record | Alert]:
    allowed = promise.budget * promise.runs_in(parse_duration(_PERIOD))
    subjects = (
        f'count without (instance, pod, subject, result) (dte_objective_runs_total{{{promise.selector},result="met"}})'
    )
    yield Record(
        _LEFT,
        f"""\
1 -
  {_runs(promise, _PERIOD, ',result!="met"')}
/
  ({subjects} * {allowed:.6g})""",
        f"What is left of the budget of {promise.key} of {promise.check.name}, {allowed:.4g} of 30 days' runs by each "
        "subject: 1 is all, 0 nothing, below it is debt.",
        _own(promise),
    )
    if not any(pair.tells(promise) for pair in (*_FAST, *_SLOW)):
        yield _alert_spent(promise)


def _alert_spent(promise: Promise) -> Alert:
    return Alert(
        "DteErrorBudgetSpent",
        f"{_LEFT}{{{promise.selector}}} <= 0",
        f"{promise.check.name} runs too seldom for burn rates.",
        "{{ $labels.objective }} of {{ $labels.check }} has spent its error budget",
        f"More runs missed the objective than {promise.budget * 100:.4g}% of those that fall in 30 days.\n"
        f"{_BUDGET_LEFT}",
        _BOARD,
        labels={"severity": "ticket", **promise.people},
        variables=("dataset",),
    )
