"""Columns whose distribution says nothing of drift: each is left out by itself, with a sentence in its place.

A column is left out if

- it is of another type in the two windows, or missing in one (numbers of any two types are compared);
- it is pandas' index: ``__index_level_0__``, ``Unnamed: 0``;
- it is text that hardly repeats in either window: more than 20 different values, and than half of all;
- its whole numbers differ in every row of both windows, though in one at least chance would have made some meet (see
  `statistics.distribution.repetition`): row numbers and identifiers, but not amounts of money;
- it is text that hardly repeats and looks like numbers or dates.

A column that the config means is not left out as an identifier: a feature of ``features.include``, a column that the
check's own ``columns`` chooses for, prediction, probability and label.
"""

import re

from dte_exporter.checks.drift.compared_columns import Scored
from dte_exporter.checks.drift.number_like import Looks, looks_like
from dte_exporter.checks.drift.params import Params
from dte_exporter.config.roles import Roles
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.distribution import Distribution
from dte_exporter.statistics.distribution.repetition import numbers_are_given, texts_hardly_repeat

_INDEX = re.compile(r"__index_level_\d+__|Unnamed: 0(\.1)*")
_WAY_OUT = "put it in columns.features.exclude, or in columns.features.include if it is meant"


def unfit(column: Scored, distribution: Distribution, params: Params, roles: Roles) -> str | None:
    """Return the sentence that says why `column`, of one type in both windows, has no score; None where it is to."""
    if _means_nothing(column, distribution) and (looks := _unread(column, distribution, roles)):
        return f"column {column.name!r} is left out: it is text that looks like {looks}s, {_types(column, looks)}"
    return None if _is_meant(column.name, params, roles) else _identifies(column, distribution)


def misread(column: Scored, distribution: Distribution, roles: Roles) -> str | None:
    """Return the notice on a column that has a score, but as text that looks like something else."""
    looks = _unread(column, distribution, roles)
    if looks is None:
        return None
    return f"column {column.name!r} is text that looks like {looks}s and is read as categories: {_types(column, looks)}"


def _types(column: Scored, looks: Looks) -> str:
    return f"set columns.types.{column.name}: {looks}, or text if it is meant"


def _unread(column: Scored, distribution: Distribution, roles: Roles) -> Looks | None:
    """Return what a column looks like that is read as text, though the config does not say so."""
    pair = distribution.pair(column.name)
    return looks_like(pair) if isinstance(pair.reference, Categories) and column.name not in roles.declared else None


def _means_nothing(column: Scored, distribution: Distribution) -> bool:
    pair = distribution.pair(column.name)
    return isinstance(pair.reference, Categories) and texts_hardly_repeat(pair)


def _is_meant(name: str, params: Params, roles: Roles) -> bool:
    return name in roles.included or name in params.columns or name not in roles.features


def _identifies(column: Scored, distribution: Distribution) -> str | None:
    if _INDEX.fullmatch(column.name):
        return f"column {column.name!r} is left out: it is an index that pandas has written: {_WAY_OUT}"
    if _means_nothing(column, distribution):
        return f"column {column.name!r} is left out: its values hardly repeat, like names and remarks: {_WAY_OUT}"
    pair = distribution.pair(column.name)
    if not isinstance(pair.reference, Categories) and numbers_are_given(pair):
        return f"column {column.name!r} is left out: its numbers differ in every row, like identifiers: {_WAY_OUT}"
    return None
