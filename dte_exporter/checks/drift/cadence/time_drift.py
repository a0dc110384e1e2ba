"""Time drift: do times come as often as they did, or has a feed slowed down, stopped for a while, or doubled.

Definition
    The *gaps* of a column of times are what lies between each of its different times and the next, in one window. Their
    median is the *cadence*, and the longest is told beside it. The *score* is how far the gaps of the current window
    are from those of the reference, and the *p-value* whether that is more than chance. How the share of rows without a
    time has changed is told as the drift check tells it.
Formula
    score = max over all lengths of |share of the reference's gaps up to it - share of the current ones| (the statistic
    of Kolmogorov and Smirnov). p = (1 + b) / (1 + B), if of B = 1,999 times that the gaps of both windows are dealt out
    again at random b lie as far apart, in 20 cells of about as many gaps each and finer ones at both ends; only counts
    are dealt out, by a seed that follows from them.
Range
    Times from 0, score and p-value in [0, 1], the change of a share in [-1, 1].
Good direction
    The longest gap, the score and the change of missing times fall, the p-value rises. A cadence is as it should be.
Undefined
    With fewer than two different times in a window there is no gap, and with none in one of them nothing to compare. A
    column of another type in the two windows, or missing in one, is left out.
Blind spots
    Times are read to the second, and rows of one second are one time: how many come at once is not looked at. Nor is at
    which hour. The time before the first of a window and after the last is no gap: a feed that has stopped is seen by
    the newest row's time, not here. A window of several spans, such as ``same_weekday``, has the gaps between them.
    Gaps that follow from each other, such as those of one busy day, make the p-value too small.
Reference
    Smirnov: On the Estimation of the Discrepancy between Empirical Curves of Distribution for Two Independent Samples
    (Bull. Math. Univ. Moscou 2, 1939); Phipson, Smyth: Permutation P-values Should Never Be Zero (2010).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from pydantic import Field

from dte_exporter.checks.drift import evidence
from dte_exporter.checks.drift.cadence.cadence_metrics import (
    CADENCE,
    LONGEST,
    P_VALUE,
    REFERENCE_CADENCE,
    REFERENCE_LONGEST,
    SCORE,
    SPECS,
)
from dte_exporter.checks.drift.column_changes import SPECS as CHANGES
from dte_exporter.checks.drift.distances import kolmogorov_smirnov
from dte_exporter.checks.drift.significance import distances_of_counts
from dte_exporter.checks.drift.significance.cells import even_cells
from dte_exporter.checks.drift.significance.permuted import Permuted
from dte_exporter.checks.unlike_windows import refusal
from dte_exporter.config.models import Model
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.gaps.gaps import Gaps, GapsPair
from dte_exporter.statistics.gaps.plan import GapsPlan

DRAWS = 1_999
"""So many that a p-value can be as small as one in two thousand."""

PERMUTED = Permuted("Kolmogorov-Smirnov", even_cells, distances_of_counts.kolmogorov_smirnov)


class Params(Model):
    """The parameters of ``check: time-drift``."""

    columns: tuple[str, ...] = Field(
        default=(), description="The columns of times that are looked at; `columns.time` if empty."
    )


EXAMPLE = Example(
    columns={
        "part": ["then"] * 3 + ["now"] * 5,
        "at": [*(datetime(2018, 11, 1, hour, tzinfo=UTC) for hour in (0, 1, 2, 20, 21, 21, 23)), None],
    },
    settings={
        "columns": {"time": "at"},
        "windows": {"reference": "part = 'then'", "current": "part = 'now'"},
    },
    expected={
        'dte_drift_cadence_seconds{column="at"}': 5_400,
        'dte_drift_cadence_reference_seconds{column="at"}': 3_600,
        'dte_drift_longest_gap_seconds{column="at"}': 7_200,
        'dte_drift_longest_gap_reference_seconds{column="at"}': 3_600,
        'dte_drift_cadence_score{column="at"}': 0.5,
        'dte_drift_cadence_p_value{column="at"}': 1.0,
        'dte_drift_missing_ratio_change{column="at"}': 0.2,
    },
    working="Then there were two gaps of an hour; now there is one of an hour and one of two, since two rows came at"
    " 21:00: a median of 1.5 hours. Up to an hour long are all gaps then and half of them now: 0.5. However these four"
    " are dealt out, one window has two of an hour and the other the one of two: every draw is 0.5 apart, p = 1. One of"
    " five rows has no time now, none had none then.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, GapsPlan]:
    """Return the one plan for all columns.

    Raises
    ------
    MissingColumnError
        If the config names a column that is not there.
    CheckError
        If it names none, or one that does not hold times.
    """
    columns = params.columns or tuple(filter(None, (roles.time,)))
    if not columns:
        raise CheckError("time-drift looks at times: set columns.time, or name their columns in columns of the check")
    for name in columns:
        if name not in roles.kinds:
            raise MissingColumnError("the source", name, roles.kinds)
        if roles.kinds[name] is not ColumnKind.TIME:
            raise CheckError(
                f"column {name!r} does not hold times: name one that does, or set columns.types.{name} to date, "
                "timestamp, epoch_seconds or epoch_milliseconds if it is read as something else"
            )
    return {"gaps": GapsPlan(columns)}


@check(
    "time-drift",
    params=Params,
    needs=needs,
    emits=[*SPECS, CHANGES["missing_values"]],
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("numpy",),
    of_rows_alone=True,
    segmented=True,
)
def time_drift(statistics: Mapping[str, GapsPair], params: Params, roles: Roles, now: float) -> Findings:
    """Return how long the gaps of each column are, and how far those of both windows lie apart."""
    gaps = statistics["gaps"]
    told = [one for column in gaps.current for one in _of_column(column, gaps)]
    return Findings(
        samples=tuple(one for one in told if isinstance(one, Sample)),
        undefined=(
            *(refusal(column, types) for column, types in gaps.refused.items()),
            *(one for one in told if isinstance(one, str)),
        ),
        details={"columns": {column: _details(column, gaps) for column in gaps.current}},
    )


def _of_column(column: str, gaps: GapsPair) -> Iterator[Sample | str]:
    """Yield the values of one column, or why there are none."""
    reference, current = gaps.reference[column], gaps.current[column]
    gained = current.missing / current.window_rows - reference.missing / reference.window_rows
    yield CHANGES["missing_values"].sample(gained, column=column)
    lengths = {
        CADENCE: current.median,
        REFERENCE_CADENCE: reference.median,
        LONGEST: current.longest,
        REFERENCE_LONGEST: reference.longest,
    }
    yield from (spec.sample(length, column=column) for spec, length in lengths.items() if length is not None)
    sides = {"reference": reference, "current": current}
    if empty := [side for side, one in sides.items() if not one.count]:
        yield f"column {column!r} has no gap in the {' and the '.join(empty)} window: it takes two different times"
        return
    pair = gaps.lengths(column)
    test = PERMUTED.test(pair)
    test.draw(DRAWS)
    yield SCORE.sample(kolmogorov_smirnov(pair), column=column)
    yield P_VALUE.sample(test.p_value, column=column)


def _details(column: str, gaps: GapsPair) -> dict[str, Any]:
    """Return what stands behind the values of a column: gaps by length as the drift check tells numbers."""
    sides: dict[str, Gaps] = {"reference": gaps.reference[column], "current": gaps.current[column]}
    return {
        "rows": {side: one.window_rows for side, one in sides.items()},
        "missing": {side: one.missing for side, one in sides.items()},
        "gaps": {side: one.count for side, one in sides.items()},
        "lengths": evidence.of_column(gaps.lengths(column))["bins"],
    }
