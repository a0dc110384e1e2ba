"""The table of objectives: those unmet, then what is not known to be met; the met ones fold into a count."""

from collections.abc import Iterable, Mapping

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import Objective
from dte_exporter.markup import Markup, element, joined
from dte_exporter.objectives.objective import StandingObjective
from dte_exporter.storage.snapshot import CheckRecord
from dte_exporter.web.status.mark import State, of_objective
from dte_exporter.web.status.parts import mark, muted, table
from dte_exporter.web.status.verdict import counted

Row = tuple[str, ...]

_HEADINGS = ("Objective", "Value", "Limit", "Unmet for", "Minded by")
_WORDS = {
    State.BAD: "unmet",
    State.UNKNOWN: "unknown",
    State.OPEN: "insufficient evidence",
    State.GOOD: "met",
}


def objectives(standing: Iterable[StandingObjective], records: Mapping[str, CheckRecord]) -> Markup:
    """Return the tables of all objectives; `records` tell who minds those that name nobody."""
    met: list[Row] = []
    others: list[Row] = []
    for one in sorted(standing, key=lambda one: of_objective(one).rank):
        (met if one.met else others).append(_row(one, records[one.labels["check"]].check))
    return joined(_table("Objectives that are not met", others), _folded(met))


def _table(name: str, rows: list[Row]) -> Markup:
    return table(name, _HEADINGS, rows) if rows else joined()


def _folded(rows: list[Row]) -> Markup:
    summary = element("summary", f"{counted(len(rows), 'objective')} met")
    return element("details", summary, _table("Objectives met", rows)) if rows else joined()


def _row(one: StandingObjective, check: ConfiguredCheck) -> Row:
    state = of_objective(one)
    name = one.objective.title or one.labels["objective"].replace("_", " ").capitalize()
    about = " · ".join(filter(None, (one.labels["subject"], check.name)))
    value = one.standing.value if one.known else None
    return (
        joined(element("span", mark(state, _WORDS[state]), name, class_="line title"), muted(about)),
        "not known" if value is None else _value(value, state),
        _limit(one.objective),
        counted(one.standing.unmet_runs, "run"),
        one.objective.owner or check.owner or "nobody is named",
    )


def _value(value: float, state: State) -> str:
    """Return a value, and that it tells nothing where it cannot be told from its limit."""
    told = f"{value:.4g}"
    return joined(told, muted(_WORDS[state])) if state is State.OPEN else told


def _limit(objective: Objective) -> str:
    bounds = (("at most", objective.max), ("at least", objective.min))
    return " and ".join(f"{words} {limit:.4g}" for words, limit in bounds if limit is not None)
