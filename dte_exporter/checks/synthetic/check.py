"""Synthetic data: are they faithful to the real data that they were made from, and valid.

Definition
    Synthetic rows stand in for real ones. They are *of quality* as far as each column is spread as in the real data
    (its *shape*), and pairs of columns go together as they do there (their *trends*). They are *valid* as far as their
    values are such as the real data have, their keys are unique, and their columns the same (their *structure*). All
    rows of both count; the real data set is read whole, whatever its windows.
Formula
    As SDMetrics has it. Shape: one less the statistic of Kolmogorov and Smirnov of numbers, one less the total
    variation distance of categories, of the rows with a value. Trend: of two columns of numbers one less half the
    difference of Pearson's correlations, where the real one is over 0.5 either way; of other pairs one less the total
    variation distance of the combinations, where Cramér's V of the real ones is over 0.3, numbers being in ten bins
    over the range of their own table. Quality is the mean of the means of shapes and of trends. Adherence: the share of
    the values in the range, or of the categories, of the real column. Validity is the mean of the structure, and of the
    mean of adherences and of unique keys.
Range
    [0, 1]: 1 as alike as the real data are to themselves.
Good direction
    They rise. A quality of 1 is no good news by itself: a copy of the real data has it.
Undefined
    Shape and adherence where a column has no value in one of both, or more than 10,000 categories. Trends of pairs that
    do not go together in the real data, or that have more than 100,000 combinations.
Blind spots
    How three columns go together. Rows that are missing altogether, such as a rare group. Whether anybody is disclosed.
    Times and free text are not compared.
Reference
    SDMetrics, https://docs.sdv.dev/sdmetrics/reports/quality-report and …/diagnostic-report
"""

import math
from collections.abc import Iterable, Mapping
from statistics import fmean
from typing import Any

from pydantic import Field

from dte_exporter.checks.synthetic import synthetic_metrics as metrics
from dte_exporter.checks.synthetic.comoments import Couple
from dte_exporter.checks.synthetic.comparable import Compared, compared, required
from dte_exporter.checks.synthetic.likeness import Likeness, LikenessPlan
from dte_exporter.checks.synthetic.pair_trends import trends
from dte_exporter.checks.synthetic.shapes import shape
from dte_exporter.checks.synthetic.valid_values import adherence
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Name
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check


class Params(Model):
    """The parameters of ``check: synthetic``, whose own data set is the synthetic one."""

    real: Name = Field(description="The data set that the synthetic one was made from.")
    columns: tuple[str, ...] = Field(
        default=(), description="The columns that are compared. Default: all but the key and the subject."
    )
    row_limit: int = Field(
        default=10_000,
        ge=1,
        description="Of data sets of at most so many rows shapes are computed on the rows, else on profiles.",
    )
    pairs: int = Field(default=25, ge=0, description="So many pairs are shown one by one: those least alike.")


EXAMPLE = Example(
    columns={
        "key": [1, 2, 3, 3],
        "age": [10, 20, 30, 50],
        "height": [1, 2, 3, 4],
        "job": ["a", "a", "b", "c"],
    },
    tables={"people": {"age": [10, 20, 30, 40], "height": [1, 2, 3, 4], "job": ["a", "a", "b", "b"]}},
    settings={"columns": {"key": "key"}, "params": {"real": "people"}},
    expected={
        'dte_synthetic_shape_ratio{column="age"}': 0.75,
        'dte_synthetic_shape_ratio{column="height"}': 1,
        'dte_synthetic_shape_ratio{column="job"}': 0.75,
        'dte_synthetic_trend_ratio{column="age",other_column="height"}': 1 - (1 - 6.5 / math.sqrt(43.75)) / 2,
        'dte_synthetic_trend_ratio{column="age",other_column="job"}': 0.25,
        'dte_synthetic_trend_ratio{column="height",other_column="job"}': 0.75,
        "dte_synthetic_quality_ratio": (2.5 / 3 + (1 - (1 - 6.5 / math.sqrt(43.75)) / 2 + 1) / 3) / 2,
        'dte_synthetic_adherence_ratio{column="age"}': 0.75,
        'dte_synthetic_adherence_ratio{column="height"}': 1,
        'dte_synthetic_adherence_ratio{column="job"}': 0.75,
        'dte_synthetic_unique_keys_ratio{column="key"}': 0.75,
        "dte_synthetic_structure_ratio": 0.75,
        "dte_synthetic_validity_ratio": (0.75 + 3.25 / 4) / 2,
    },
    working="One of four ages is 50 and not 40, beyond the range; one of four jobs is c, which no real one is. Ages and"
    " heights: deviations (-17.5, -7.5, 2.5, 22.5) and (-1.5, -0.5, 0.5, 1.5), so the covariance is 65 / 4, the"
    " variances 218.75 and 1.25, and r is 16.25 / sqrt(218.75 * 1.25) = 6.5 / sqrt(43.75), where it was 1. Bins of ages"
    " are 3 years wide in the real data and 4 in the synthetic: ages are in bins 1, 4, 7, 11 and 1, 3, 6, 11, so that"
    " with the job one combination of four is common to both, and three of four are of height and job.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, LikenessPlan]:
    """Return the one plan for all columns.

    Raises
    ------
    CheckError
        If no column can be compared.
    MissingColumnError
        If neither data set has a column that the config names.
    """
    found = required(roles, params.real, params.columns)
    return {"likeness": LikenessPlan(params.real, found.numbers, found.categories, params.row_limit, roles.key)}


def _reads(params: Params) -> Mapping[tuple[str | int, ...], str]:
    return {("real",): params.real}


@check(
    "synthetic",
    params=Params,
    needs=needs,
    emits=metrics.SPECS,
    example=EXAMPLE,
    reads=_reads,
    calculators=("pandas", "scipy.stats"),
)
def synthetic(statistics: Mapping[str, Likeness], params: Params, roles: Roles, now: float) -> Findings:
    """Return how faithful and how valid the synthetic data are, as a whole, by column and by pair."""
    likeness, found = statistics["likeness"], compared(roles, params.real, params.columns)
    columns = tuple(name for name in (*found.numbers, *found.categories) if name not in likeness.distribution.refused)
    shapes = {name: shape(likeness, name) for name in columns}
    going = trends(likeness.real, likeness.synthetic)
    quality = _quality(shapes, going, params.pairs)
    validity = _validity(likeness, found, columns, roles.key)
    return Findings(
        samples=(*quality, *validity),
        undefined=tuple(_unshaped(shapes)),
        details=_details(columns, found, likeness, going),
        notices=found.left_out,
    )


def _quality(shapes: Mapping[str, float | None], going: Mapping[Couple, float], shown: int) -> tuple[Sample, ...]:
    of_columns = {name: value for name, value in shapes.items() if value is not None}
    parts = [fmean(values) for values in (of_columns.values(), going.values()) if values]
    least_alike = sorted(going, key=lambda pair: (going[pair], pair))[:shown]
    return (
        *([metrics.QUALITY.sample(fmean(parts))] if parts else ()),
        *_by_column(metrics.SHAPE, of_columns),
        *(metrics.TREND.sample(going[pair], column=pair[0], other_column=pair[1]) for pair in least_alike),
    )


def _validity(likeness: Likeness, found: Compared, columns: tuple[str, ...], key: str | None) -> tuple[Sample, ...]:
    judged = {name: adherence(likeness, name) for name in columns}
    valid = {name: value for name, value in judged.items() if value is not None}
    unique = likeness.unique_keys
    keys = {key: unique / likeness.synthetic_rows} if key is not None and unique is not None else {}
    each = [*valid.values(), *keys.values()]
    parts = [found.structure, *([fmean(each)] if each else ())]
    return (
        metrics.VALIDITY.sample(fmean(parts)),
        *_by_column(metrics.ADHERENCE, valid),
        *_by_column(metrics.UNIQUE_KEYS, keys),
        metrics.STRUCTURE.sample(found.structure),
    )


def _by_column(spec: MetricSpec, values: Mapping[str, float]) -> Iterable[Sample]:
    return (spec.sample(min(max(value, 0.0), 1.0), column=name) for name, value in values.items())


def _unshaped(shapes: Mapping[str, float | None]) -> Iterable[str]:
    for name, value in shapes.items():
        if value is None:
            yield (
                f"{metrics.SHAPE.key}: column {name!r} has no value in the real or the synthetic data, or over 10,000 "
                "categories: leave it out of columns, or set columns.key if it says which row it is"
            )


def _details(
    columns: tuple[str, ...], found: Compared, likeness: Likeness, going: Mapping[Couple, float]
) -> dict[str, Any]:
    pairs = len(columns) * (len(columns) - 1) // 2
    uncounted = [list(pair) for pair, cells in likeness.real.cells.items() if cells is None]
    return {
        "columns": list(columns),
        "pairs": pairs,
        "pairs_that_go_together": len(going),
        "pairs_of_too_many_combinations": uncounted,
    }
