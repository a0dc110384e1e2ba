"""The spans of time in which a person's processing is stopped, and the rows that lie in them; set-wise, in the engine.

A stop has the keys of `registers`, the moment ``made``, and holds between ``start`` and ``end``, both left out.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from dte_exporter.checks.compliance.people.registers import PURPOSE, SUBJECT

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

NEVER = datetime(9999, 12, 31)
"""When a stop ends that nothing ends."""


def of_every_purpose(stops: "IbisTable", rows: "IbisTable") -> "IbisTable":
    """Return `stops` with one of each purpose of `rows` in the place of a stop that names none."""
    named, of_all = stops.filter(stops[PURPOSE].notnull()), stops.filter(stops[PURPOSE].isnull())
    each = of_all.drop(PURPOSE).cross_join(rows.select(PURPOSE).distinct())
    return named.union(each.select(*named.columns))


def until_renewed(stops: "IbisTable", consents: "IbisTable") -> "IbisTable":
    """Return `stops`, each ended by the first of `consents` after it was made, if that comes before its own end."""
    import ibis

    keys = _keys(stops)
    later = [*(stops[key] == consents[key] for key in keys), consents.given > stops.made]
    met = stops.left_join(consents, later).select(*(stops[name] for name in stops.columns), given=consents.given)
    renewed = met.group_by([*keys, "made", "start", "end"]).aggregate(given=met.given.min())
    return renewed.mutate(end=ibis.least(renewed.end, renewed.given.coalesce(ibis.literal(NEVER)))).drop("given")


def disjoint(stops: "IbisTable") -> "IbisTable":
    """Return spans that cover what `stops` cover, of which those of one person and purpose do not overlap.

    A span ends where the next starts or the last of those so far ends. In the first case it is ``closed``: its end
    belongs to it, since the earlier stop still holds there.
    """
    import ibis

    keys = _keys(stops)
    furthest = stops.end.max().over(ibis.cumulative_window(group_by=keys, order_by="start"))
    following = stops.start.lead().over(ibis.window(group_by=keys, order_by="start")).coalesce(ibis.literal(NEVER))
    spans = stops.select(*keys, "start", furthest=furthest, following=following)
    return spans.select(
        *keys,
        "start",
        end=ibis.least(spans.furthest, spans.following),
        closed=spans.following < spans.furthest,
    )


def within(rows: "IbisTable", spans: "IbisTable") -> "IbisTable":
    """Return the `rows` whose ``time`` lies in one of disjoint `spans`."""
    same = [rows[key] == spans[key] for key in _keys(spans)]
    met = rows.join(spans, [*same, rows.time > spans.start])
    return met.filter((met.time < met.end) | (met.closed & (met.time == met.end)))


def _keys(table: "IbisTable") -> list[str]:
    return [key for key in (SUBJECT, PURPOSE) if key in table.columns]
