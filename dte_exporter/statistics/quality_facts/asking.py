"""Many counts of many columns, asked in as few looks at the rows as engines have room for."""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from dte_exporter.statistics.quality_facts.fact_questions import Count, asked_at_once
from dte_exporter.statistics.together.attempts import each
from dte_exporter.statistics.view import View

if TYPE_CHECKING:
    from ibis.expr.types import Scalar
    from ibis.expr.types import Table as IbisTable

AT_ONCE = 50
"""Columns of one question: eight counts of each are what a statement takes in every engine."""

Counts = Mapping[Count, Any]


def answered(view: View, columns: "Mapping[str, Mapping[Count, Scalar]]") -> tuple[int, Mapping[str, Counts]]:
    """Return all rows of `view`, and what was asked of each of `columns`."""
    names = list(columns)
    starts = range(0, max(len(names), 1), AT_ONCE)  # without columns rows are asked for all the same
    parts = [names[start : start + AT_ONCE] for start in starts]
    found = each(partial(_of_some, view, {name: columns[name] for name in some}) for some in parts)
    return found[0][0], {name: counts for _, some in found for name, counts in some.items()}


def answered_of_values(view: View, columns: "Mapping[str, IbisTable]") -> Mapping[str, Counts]:
    """Return what was asked of the different values of each of `columns`, a question of one row each."""
    names = list(columns)
    parts = [names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)]
    found = each(partial(_of_values, view, [columns[name] for name in some]) for some in parts)
    return dict(zip(names, chain.from_iterable(found), strict=True))


def _of_values(view: View, questions: "Sequence[IbisTable]") -> list[Counts]:
    """Return the answer to each of `questions`, from one statement that puts their rows below each other."""
    import ibis

    counts = list(dict.fromkeys(chain.from_iterable(one.columns for one in questions)))
    numbered = (
        one.select(
            question=ibis.literal(place, "int32"),
            **{name: one[name].cast("int64") if name in one.columns else ibis.null("int64") for name in counts},
        )
        for place, one in enumerate(questions)
    )
    told = {place: dict(zip(counts, row, strict=True)) for place, *row in view.rows(ibis.union(*numbered))}
    return [{name: told[place][name] for name in one.columns} for place, one in enumerate(questions)]


def _of_some(view: View, columns: "Mapping[str, Mapping[Count, Scalar]]") -> tuple[int, dict[str, Counts]]:
    ((rows, *values),) = view.rows(asked_at_once(view.table, columns))
    told = iter(values)
    return int(rows), {name: {count: next(told) for count in counts} for name, counts in columns.items()}
