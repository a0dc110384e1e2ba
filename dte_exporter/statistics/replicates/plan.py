"""How losses of replicates are counted: the question to the engine, whichever shape the table has."""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.statistics.expressions.blank import without_blanks
from dte_exporter.statistics.expressions.doubles import finite
from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.replicates.replicates import Loss, Replicates
from dte_exporter.statistics.required import not_empty, require
from dte_exporter.statistics.sources import Sources

if TYPE_CHECKING:
    from ibis.expr.operations import Node
    from ibis.expr.types import Column
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class Wide:
    """A table with one row an example: each of `columns` is a replicate."""

    columns: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it needs."""
        return self.columns

    def long(self, table: "IbisTable", truth: str) -> "IbisTable":
        """Return a row for each example and replicate: key, truth, prediction."""
        import ibis

        predictions = ibis.array([_comparable(table[column]) for column in self.columns])
        numbered = table.select(key=ibis.row_number(), truth=_comparable(table[truth]), predictions=predictions)
        return numbered.select("key", "truth", prediction=numbered.predictions.unnest())  # some engines unnest first

    def lacking(self, table: "IbisTable", truth: str) -> "tuple[Column, ...]":
        """Return whether each row lacks the label; a lack of predictions is told by example."""
        return (_comparable(table[truth]).isnull(),)

    def used(self, examples: int, predictions: int) -> int:
        """Return how many rows the `examples` are made of: one each."""
        return examples


@dataclass(frozen=True, slots=True)
class Long:
    """A table with one row an example and replicate: `key` says which example, `prediction` is the replicate's."""

    key: str
    prediction: str

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it needs."""
        return self.key, self.prediction

    def long(self, table: "IbisTable", truth: str) -> "IbisTable":
        """Return a row for each example and replicate: key, truth, prediction."""
        prediction = _comparable(table[self.prediction])
        return table.select(key=self._key(table), truth=_comparable(table[truth]), prediction=prediction)

    def lacking(self, table: "IbisTable", truth: str) -> "tuple[Column, ...]":
        """Return whether each row lacks the label, the prediction and the key."""
        return (
            _comparable(table[truth]).isnull(),
            _comparable(table[self.prediction]).isnull(),
            self._key(table).isnull(),
        )

    def used(self, examples: int, predictions: int) -> int:
        """Return how many rows the `examples` are made of: one a prediction."""
        return predictions

    def _key(self, table: "IbisTable") -> "Column":
        return without_blanks(table[self.key])


@dataclass(frozen=True, slots=True)
class ReplicatesPlan:
    """The losses of replicates in one window.

    Parameters
    ----------
    shape : Wide or Long
        Where the replicates are.
    truth : str
        The column of labels.
    loss : Loss
        What a wrong prediction costs.
    """

    shape: Wide | Long
    truth: str
    loss: Loss

    def expression(self, table: "IbisTable") -> "IbisTable":
        """Return one row of sums over `table`."""
        return _expression(self, table.op())

    def measure(self, sources: Sources, cache: StatisticsCache) -> Replicates:
        """Return the losses of the one window in `views`, which are not kept.

        Raises
        ------
        SourceError
            If the window lacks a column.
        NoDataError
            If it holds no rows.
        """
        window, view = sources.own
        require(view, window, self.truth, *self.shape.names)
        ((rows, *found),) = view.rows(_lacking(self, view.table.op()))
        not_empty(window, rows)
        names = ("without_key", "without_prediction", "without_label")
        lacking = {name: one or 0 for name, one in zip(names, found, strict=True)}
        (sums,) = view.rows(self.expression(view.table))
        examples, predictions, lone, expected, bias, variance = (one or 0 for one in sums)
        used = self.shape.used(examples, predictions)
        return Replicates(
            self.loss, rows, examples, predictions, lone, expected, bias, variance, used, **lacking, window=window
        )


@functools.lru_cache(maxsize=256)
def _expression(plan: ReplicatesPlan, operation: "Node") -> "IbisTable":
    """Return the question of `plan`, made once of each table: an Ibis table equals only itself, its operation not."""
    long = plan.shape.long(operation.to_expr(), plan.truth)
    known = long.filter(long.key.notnull() & long.truth.notnull() & long.prediction.notnull())
    examples = _LOSSES[plan.loss](known)
    several = examples.replicates > 1
    return examples.aggregate(
        examples=several.sum(),
        predictions=examples.replicates.sum(where=several),
        lone=(~several).sum(),
        expected=examples.expected.sum(where=several),
        bias=examples.bias.sum(where=several),
        variance=examples.variance.sum(where=several),
    )


@functools.lru_cache(maxsize=256)
def _lacking(plan: ReplicatesPlan, operation: "Node") -> "IbisTable":
    """Return one row: all rows, then those that lack the key, of the others the prediction, and so on the label."""
    import ibis

    table = operation.to_expr()
    label, *others = plan.shape.lacking(table, plan.truth)
    prediction, key = others or (ibis.literal(False), ibis.literal(False))
    counted = table.select(key=key, prediction=~key & prediction, label=~key & ~prediction & label)
    lacks = {f"no_{name}": counted[name].sum() for name in counted.columns}
    return counted.aggregate(rows=counted.count(), **lacks)


def _zero_one(known: "IbisTable") -> "IbisTable":
    """Return a row for each example: replicates, and the three losses by votes."""
    import ibis

    counted = known.group_by("key", "truth", "prediction").aggregate(votes=known.count())
    elected = counted.group_by("key", "truth").aggregate(
        replicates=counted.votes.sum(),
        most=counted.votes.max(),
        right=counted.votes.sum(where=counted.prediction == counted.truth),
        main=counted.prediction.first(order_by=[ibis.desc(counted.votes), counted.prediction]),
    )
    return elected.select(
        "replicates",
        expected=1 - elected.right.fill_null(0) / elected.replicates,
        bias=(elected.main != elected.truth).cast("float64"),
        variance=1 - elected.most / elected.replicates,
    )


def _squared(known: "IbisTable") -> "IbisTable":
    """Return a row for each example: replicates, and the three losses by squared distance."""
    distance = known.prediction - known.truth
    met = known.group_by("key", "truth").aggregate(
        replicates=known.count(),
        expected=(distance * distance).mean(),
        main=known.prediction.mean(),
        variance=known.prediction.var(how="pop"),
    )
    away = met.main - met.truth
    return met.select("replicates", "expected", bias=away * away, variance=met.variance)


_LOSSES = {Loss.ZERO_ONE: _zero_one, Loss.SQUARED: _squared}


def _comparable(column: "Column") -> "Column":
    """Return `column` so that equal classes are equal: finite numbers and booleans as doubles, all else as text.

    What is no class is null: NaN, infinities, blank text.
    """
    if column.type().is_boolean():
        return column.cast("int8").cast("float64")
    return finite(column) if column.type().is_numeric() else without_blanks(column.cast("string"))
