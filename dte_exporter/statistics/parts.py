"""Statistics of rows that lie in parts: the sum of what is known of each, of which only those that changed are read.

What was found of a part is kept under the identity of its rows. A window that slides by a day over a table with a part
a day therefore costs a day.
"""

import functools
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol, Self, TypeVar

from dte_exporter.statistics.plan import StatisticsCache
from dte_exporter.statistics.view import View


class Additive(Protocol):
    """A statistic that those of disjoint rows add up to."""

    def merge(self, other: Self) -> Self:
        """Return the statistic of both sets of rows together."""
        ...

    def to_json(self) -> bytes:
        """Return the serial form."""
        ...


S = TypeVar("S", bound=Additive)


def by_part(
    view: View,
    question: str,
    cache: StatisticsCache,
    measure: Callable[[View], S | None],
    read: Callable[[bytes], S],
) -> S | None:
    """Return the statistic of the rows of `view`; None where there are none.

    Parameters
    ----------
    view : View
        Whose rows; they are looked at as a whole if they lie in no parts.
    question : str
        What is asked, with the version of the serial form.
    cache : StatisticsCache
        Where the statistics of parts are kept, all of a question together.
    measure : callable
        Looks at rows, and returns None where there are none.
    read : callable
        Reads the serial form.
    """
    parts = view.parts
    if not parts:
        return measure(view)
    key = f"{question} of the parts of {view.origin}"
    before = _kept(cache.get(key))
    now, found = {}, []
    for part in parts:
        identity = str(part.fingerprint)
        statistic, now[identity] = _read(before[identity], read) if identity in before else _measured(measure(part))
        found += [] if statistic is None else [statistic]
    if now != before:
        cache.put(key, json.dumps(now).encode())
    return functools.reduce(lambda one, other: one.merge(other), found) if found else None


def _read(body: str, read: Callable[[bytes], S]) -> tuple[S | None, str]:
    return read(body.encode()) if body else None, body


def _measured(statistic: S | None) -> tuple[S | None, str]:
    """Return a statistic with its serial form, which is empty for no rows."""
    return statistic, "" if statistic is None else statistic.to_json().decode()


def _kept(body: bytes | None) -> Mapping[str, str]:
    """Return serial forms by the identity of the rows that they are of; a file that a crash left torn has none."""
    with suppress(ValueError, TypeError):
        return dict(json.loads(body or b"{}"))
    return {}
