"""How scores are counted: the question to the engine, one look at the rows, and its answer read."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dte_exporter.errors import CheckError, NoDataError
from dte_exporter.statistics.contingency import as_level
from dte_exporter.statistics.expressions.bands import Bands, groups_in
from dte_exporter.statistics.expressions.blank import is_blank
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.expressions.marginals import Slice, Sum, group_names, marginals, seconds, slice_of
from dte_exporter.statistics.parts import by_part
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.required import few, require
from dte_exporter.statistics.scores.scores import VERSION, Bin, Cell, Scores, Tally
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.operations import Node
    from ibis.expr.types import Column, Scalar
    from ibis.expr.types import Table as IbisTable

RESOLUTION = 256
"""Bins to one step of log-odds: probabilities of three decimals each have a bin of their own."""

MAX_CELLS = 400_000

CLOSEST = 2.220446049250313e-16
"""The probability whose logarithm stands for that of all below it, 0 among them, as in scikit-learn's log loss."""

_OUTSIDE = -1
"""The tenth of a probability that is none."""

_SUMS = ("total", "squares", "logs", "complement_logs", "low", "high")
_ANSWERED = ("truth", "prediction", "tenth", "place", "rows", *_SUMS, "newest")
"""The columns of the answer, after those that say of which rows."""

_WHERE_GIVEN = {"tenth": "int8", "place": "int32", **dict.fromkeys(_SUMS, "float64"), "newest": "int64"}
"""Those that are null where no probability or no time is asked for: an engine need not add up nulls."""


@dataclass(frozen=True, slots=True)
class ScoresPlan:
    """The scores of one window.

    Parameters
    ----------
    dimensions : tuple of str
        The columns that make the groups.
    truth, prediction, probability, time : str or None
        The columns of labels, predictions, probabilities of the positive class and times; what is None is missing in
        every cell.
    resolution : int
        Bins to one step of log-odds.
    bands : Bands
        Those of `dimensions` whose bands make the groups instead of their values.
    together : tuple of tuple of str
        Those of `dimensions` whose combinations are groups as well.
    """

    dimensions: tuple[str, ...] = ()
    truth: str | None = None
    prediction: str | None = None
    probability: str | None = None
    time: str | None = None
    resolution: int = RESOLUTION
    bands: Bands = ()
    together: tuple[tuple[str, ...], ...] = ()

    def expression(self, table: "IbisTable", timezone: str = "UTC") -> "IbisTable":
        """Return the cells of every slice of `table`, at most one more than `MAX_CELLS`."""
        return _expression(self, table.op(), timezone)

    def measure(self, sources: Sources, cache: StatisticsCache) -> Scores:
        """Return the scores of the one window in `views`; `cache` keeps those of its parts.

        Raises
        ------
        SourceError
            If the window lacks a column.
        NoDataError
            If it holds no rows.
        CheckError
            If there are more than `MAX_CELLS` cells, or probabilities that are none.
        """
        window, view = sources.own
        return self.of(window, view, cache)

    def of(self, window: str, view: View, cache: StatisticsCache) -> Scores:
        """Return the scores of `view`, as the sum of those of its parts; raises as `measure` does."""
        require(view, window, *filter(None, (*self._classes, self.probability, self.time)))
        question = f"scores {VERSION}: {self!r} in {window}"
        found = by_part(view, question, cache, lambda rows: self._counted(window, rows), Scores.from_json)
        if found is None:
            raise NoDataError(f"the {window} window holds no rows")
        few(range(found.size), MAX_CELLS, ", ".join(self._classes))
        return found

    @property
    def _classes(self) -> tuple[str, ...]:
        return tuple(filter(None, (*self.dimensions, self.truth, self.prediction)))

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The columns of each way in which rows are divided: none, one by one, together."""
        return ((), *((column,) for column in self.dimensions), *self.together)

    @property
    def width(self) -> int:
        """The most columns of one of these ways."""
        return max(map(len, self.ways))

    def _counted(self, window: str, view: View) -> Scores | None:
        found = view.rows(self.expression(view.table, view.timezone))
        few(found, MAX_CELLS, ", ".join(self._classes))
        return self._read(window, found) if found else None

    def kept(self, window: str, view: View, cache: StatisticsCache) -> Scores:
        """Return the scores of `view`, from `cache` where they were counted before; raises as `measure` does."""
        if view.fingerprint is None:
            return self.of(window, view, cache)
        key = f"scores {VERSION} of {view.fingerprint}: {self!r}"
        body = cache.get(key)
        if body is not None:
            return Scores.from_json(body)
        measured = self.of(window, view, cache)
        cache.put(key, measured.to_json())
        return measured

    def _read(self, window: str, found: list[tuple[Any, ...]]) -> Scores:
        slices: dict[Slice, dict[Cell, Tally]] = {}
        ways, width = self.ways, self.width
        for way, *one in found:
            truth, prediction, tenth, place, *tally, _ = one[width:]
            if tenth == _OUTSIDE:
                raise CheckError(f"column {self.probability!r} holds values below 0 or above 1: no probabilities")
            groups = (None if name is None or is_blank(name) else name for name in one[: len(ways[way])])
            tallies = slices.setdefault(slice_of(ways[way], tuple(groups)), {})
            cell = Cell(as_level(truth), as_level(prediction), None if tenth is None else Bin(max(tenth, 1), place))
            now = Tally(tally[0]) if tenth is None else Tally(*tally)
            tallies[cell] = tallies[cell].merge(now) if cell in tallies else now
        times = (one[-1] for one in found if one[-1] is not None and as_level(one[1 + width]) is not None)
        newest = max(times, default=None)
        return Scores(self.dimensions, self.resolution, slices, None if newest is None else float(newest), window)


@functools.lru_cache(maxsize=256)
def _expression(plan: ScoresPlan, operation: "Node", timezone: str) -> "IbisTable":
    """Return the question of `plan`, made once of each table: an Ibis table equals only itself, its operation not."""
    import ibis

    table = operation.to_expr()
    truth, prediction = (table[name] if name else ibis.null("int8") for name in (plan.truth, plan.prediction))
    groups = groups_in(table, plan.dimensions, plan.bands)
    checked = _checked(table[plan.probability].cast("float64")) if plan.probability else {}
    times = {"seconds": seconds(table, plan.time, timezone)} if plan.time else {}
    scored = table.select(**groups, truth_=truth, prediction_=prediction, **checked, **times)
    logged = scored.mutate(ln_p=_log(scored.p), ln_q=_log(1 - scored.p)) if plan.probability else scored
    found = marginals(logged, plan.ways, _keys(logged, plan), _aggregates(logged, plan))
    missing = {name: ibis.null(type_) for name, type_ in _WHERE_GIVEN.items() if name not in found.columns}
    answered = found.mutate(**missing).select("way", *group_names(plan.width), *_ANSWERED) if missing else found
    return answered.limit(MAX_CELLS + 1)


def _checked(score: "Column") -> "Mapping[str, Column]":
    """Return the probabilities among `score`, and whether what is none is a number all the same."""
    import ibis

    known = finite(score)
    return {
        "p": ibis.ifelse(known.between(0, 1), known, ibis.null("float64")),
        "outside": (known < 0) | (known > 1) | score.isinf(),
    }


def _keys(logged: "IbisTable", plan: ScoresPlan) -> "Mapping[str, Column]":
    import ibis

    classes = {"truth": logged.truth_, "prediction": logged.prediction_}
    if not plan.probability:
        return classes
    tenth = ibis.ifelse(logged.outside, _OUTSIDE, (logged.p * 10).ceil().cast("int8"))
    place = ((logged.ln_p - logged.ln_q) * plan.resolution).floor().cast("int32")
    return {**classes, "tenth": tenth, "place": place}


def _aggregates(logged: "IbisTable", plan: ScoresPlan) -> "Mapping[str, tuple[Scalar, Sum]]":
    counted = {"rows": (logged.count(), Sum.SUM)}
    newest = {"newest": (logged.seconds.max(), Sum.GREATEST)} if plan.time else {}
    return {**counted, **(_sums(logged) if plan.probability else {}), **newest}


def _sums(logged: "IbisTable") -> "Mapping[str, tuple[Scalar, Sum]]":
    p = logged.p
    return {
        "total": (p.sum(), Sum.SUM),
        "squares": ((p * p).sum(), Sum.SUM),
        "logs": (logged.ln_p.sum(), Sum.SUM),
        "complement_logs": (logged.ln_q.sum(), Sum.SUM),
        "low": (p.min(), Sum.LEAST),
        "high": (p.max(), Sum.GREATEST),
    }


def _log(p: "Column") -> "Column":
    import ibis

    return ibis.ifelse(p < CLOSEST, CLOSEST, p).ln()
