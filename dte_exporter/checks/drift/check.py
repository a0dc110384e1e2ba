"""Drift: how far has each column moved from what the model was trained on.

Definition
    Every feature, and prediction, probability and label, is compared between the reference window and the current one,
    by a *distance* between the two distributions or by the *p-value* of a test that they are one. A column has
    *drifted* if its distance reaches the threshold, or its p-value falls below it: that is Evidently's verdict, and in
    small windows chance alone brings it about. So beside it stands whether the column differs by more than chance
    (*significant*). Where it has drifted without that, or where the windows are too small to tell a distance as great
    as the threshold from none, the evidence is *insufficient*.
Formula
    Evidently's, by method; see ``methods.py`` for all. By its own choice (``auto``), above 1,000 reference rows:
    normed Wasserstein distance of numbers, the area between both distribution functions over the reference's standard
    deviation; Jensen-Shannon distance of categories, sqrt((KL(p, m) + KL(q, m)) / 2) with m = (p + q) / 2, base e.
    Up to 1,000: the tests of Kolmogorov-Smirnov, chi-square, and Z for proportions. Above ``row_limit`` distances are
    taken from the columns' profiles, and p-values from a seeded draw of rows.
    Significance is judged by p = (1 + b) / (1 + B), if of B times that the rows of both windows are dealt out again at
    random b give a distance as great; only counts are dealt out, by a seed that follows from them. Of Evidently's own
    p-values only those of ``ks`` and ``fisher_exact`` are taken: the others can be too small where nothing has moved,
    that of ``chisquare`` always, and the method's statistic, or Pearson's chi-square of both windows, is permuted
    instead. All columns of the check are judged together (Benjamini, Hochberg): of those called significant a share
    of ``false_discovery_rate`` is false, at most.
    Windows are too small if, where nothing has moved, a share of ``false_discovery_rate`` of such windows reach the
    threshold; ``minimum_current_rows`` is where the current one no longer is. A method that gives a p-value has no
    distance as its threshold, and is never too small in this sense.
    ``changes`` tells of each compared column what no distance does: how the share of missing values has changed, which
    share of the current values is of a category that the reference does not have, which share of the reference's is of
    one that has gone, and which share of the current numbers lies out of the reference's range. ``importances`` weighs
    the features: the share of the importance that has drifted, of all that has a score. With ``importances_of`` they
    are those that were logged with the version of a model that is in force; none is computed.
Range
    Distances from 0, p-values in [0, 1]; the shares in [0, 1], a change of one in [-1, 1].
Good direction
    Distances fall, p-values rise, the shares and their changes fall.
Undefined
    A column without values in a window, or for which its method is not defined, has no score: the evidence says so, and
    the share is of the features that have one. A column that is of another type in the two windows, or missing in one,
    has none either; the others are scored. Nothing is, where both windows hold the same rows. An identifier is no
    feature: left out is text with over 20 different values, and over half of all, in both windows; whole numbers that
    differ in every row where chance would have made some meet; and pandas' index; unless ``features.include`` or the
    check's ``columns`` names them. Text with so many values that looks like numbers or dates is left out whoever names
    it; if it repeats it is scored, with a notice. Columns of times, and of types that are neither numbers nor
    categories, are not compared.
Reference
    Evidently, https://docs.evidentlyai.com/metrics/explainer_drift; Rabanser, Günnemann, Lipton: Failing Loudly
    (NeurIPS 2019) compares such methods. Phipson, Smyth: Permutation P-values Should Never Be Zero (2010); Besag,
    Clifford: Sequential Monte Carlo p-values (1991); Benjamini, Hochberg: Controlling the False Discovery Rate (1995).
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from dte_exporter.checks.drift import column_changes, evidence
from dte_exporter.checks.drift.compared_columns import Scored, left_out, require_fitting, require_known, scored_columns
from dte_exporter.checks.drift.evidently import score_rows
from dte_exporter.checks.drift.feature_shares import OF_COLUMNS, OF_IMPORTANCE, feature_shares, require_features
from dte_exporter.checks.drift.importance.logged_importances import IMPORTANCES, LoggedImportancesPlan
from dte_exporter.checks.drift.importance.weights import weights
from dte_exporter.checks.drift.methods import ColumnType
from dte_exporter.checks.drift.params import Params
from dte_exporter.checks.drift.score import DETECTED, SCORES, THRESHOLD, Score
from dte_exporter.checks.drift.significance.judgement import judged
from dte_exporter.checks.drift.significance.verdict import (
    INSUFFICIENT,
    P_VALUE_ADJUSTED,
    SIGNIFICANT,
    Verdict,
)
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.checks.drift.unfit import misread, unfit
from dte_exporter.checks.unlike_windows import refusal
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.distribution.distribution import Distribution, DistributionPlan, Question

EXAMPLE = Example(
    columns={
        "year": [2015] * 4 + [2018] * 4,
        "income": [0, 2, 5, 7, 1, 3, 4, 6],
        "city": ["a", "a", "a", "b", "a", "b", "b", "b"],
    },
    settings={
        "columns": {"features": {"exclude": ["year"]}},
        "windows": {"reference": "year = 2015", "current": "year = 2018"},
        "params": {
            "method": "wasserstein",
            "threshold": 0.4,
            "columns": {"city": {"method": "fisher_exact", "threshold": 0.5}},
        },
    },
    expected={
        'dte_drift_distance{column="income",method="wasserstein"}': 1 / math.sqrt(7.25),
        'dte_drift_threshold{column="income",method="wasserstein"}': 0.4,
        'dte_drift_detected{column="income",method="wasserstein"}': 0,
        'dte_drift_p_value_adjusted{column="income",method="wasserstein"}': 1,
        'dte_drift_significant{column="income",method="wasserstein"}': 0,
        'dte_drift_insufficient_evidence{column="income",method="wasserstein"}': 1,
        'dte_drift_p_value{column="city",method="fisher_exact"}': 34 / 70,
        'dte_drift_threshold{column="city",method="fisher_exact"}': 0.5,
        'dte_drift_detected{column="city",method="fisher_exact"}': 1,
        'dte_drift_p_value_adjusted{column="city",method="fisher_exact"}': 68 / 70,
        'dte_drift_significant{column="city",method="fisher_exact"}': 0,
        'dte_drift_insufficient_evidence{column="city",method="fisher_exact"}': 1,
        "dte_drift_columns_ratio": 0.5,
        "dte_drift_significant_columns_ratio": 0,
        "dte_drift_insufficient_evidence_columns_ratio": 1,
    },
    working="Of each two neighbouring incomes one is old and one new, so the distribution functions are 1/4 apart four"
    " times: the area is 1. The reference's variance is (3.5^2 + 1.5^2) / 2 = 7.25: the distance is 1 / sqrt(7.25) ="
    " 0.371, under 0.4. No other way to deal these eight out gives less, so its p-value is 1; nearly all give over 0.4,"
    " so eight are too few to tell. Of the cities a had 3 of 4 and has 1 of 4: of the 70 ways to deal eight out 34 are"
    " as uneven, 34 / 70 = 0.486, under 0.5: drifted. Of two columns the lesser p-value counts twice, 68 / 70: not"
    " significant. One of two features has drifted, and none for certain.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, DistributionPlan | LoggedImportancesPlan]:
    """Return the one plan for all columns, and that for the importances of features where a model has them.

    Raises
    ------
    CheckError
        If the config chooses a method for a column that has no role, or has the importance of one that is no feature.
    """
    require_known(params, roles)
    require_features(params.importances, roles.features)
    columns = scored_columns(params, roles)
    numbers, categories = (
        tuple(column.name for column in columns if column.type is type_)
        for type_ in (ColumnType.NUMBER, ColumnType.CATEGORY)
    )
    plan = DistributionPlan(numbers, categories, params.row_limit, tuple(left_out(roles)))
    return {"distribution": plan, **({"importances": LoggedImportancesPlan()} if params.importances_of else {})}


@check(
    "drift",
    params=Params,
    needs=needs,
    emits=[
        *SCORES.values(),
        THRESHOLD,
        DETECTED,
        P_VALUE_ADJUSTED,
        SIGNIFICANT,
        INSUFFICIENT,
        *OF_COLUMNS.specs,
        *OF_IMPORTANCE.specs,
        *column_changes.SPECS.values(),
    ],
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("evidently.legacy.calculations.stattests", "scipy.stats"),
    inputs=(IMPORTANCES,),
    of_rows_alone=True,
    segmented=True,
)
def drift(statistics: Mapping[str, Any], params: Params, roles: Roles, now: float) -> Findings:
    """Return score, threshold and verdict of every column, the share of features that have drifted, and what else."""
    distribution: Distribution = statistics["distribution"]
    weighing = weights(params, statistics.get("importances"), roles.features)
    require_fitting(params, roles, distribution.refused)
    found: dict[str, Score | str] = {name: refusal(name, types) for name, types in distribution.refused.items()}
    fit: list[str] = []
    for column in scored_columns(params, roles):
        if column.name not in found:
            reason = unfit(column, distribution, params, roles)
            found[column.name] = reason or _score(column, distribution)
            fit += [] if reason else [column.name]
    scores = {name: one for name, one in found.items() if isinstance(one, Score)}
    verdicts = judged(scores, distribution, params.false_discovery_rate)
    features = {name: one for name, one in verdicts.items() if name in roles.features}
    beside = [*feature_shares(features, weighing.importances), *_changes(fit, distribution, params)]
    return Findings(
        samples=(
            *(sample for name in scores for one in (scores[name], verdicts[name]) for sample in one.samples),
            *(one for one in beside if isinstance(one, Sample)),
        ),
        undefined=tuple(one for one in (*found.values(), *beside, *weighing.undefined) if isinstance(one, str)),
        details={
            "columns": {name: _details(name, one, verdicts, distribution) for name, one in found.items()},
            "not_compared": left_out(roles),
            **weighing.details,
        },
        notices=(
            *filter(None, (misread(one.column, distribution, roles) for one in scores.values())),
            *weighing.notices,
        ),
    )


def _score(column: Scored, distribution: Distribution) -> Score | str:
    """Return the score of `column`, or the sentence that says why it has none."""
    pair = distribution.pair(column.name)
    if not pair.reference.count or not pair.current.count:
        return (
            f"column {column.name!r} has no values in the {'current' if pair.reference.count else 'reference'} window"
        )
    method = column.method(pair)
    question = Question(partial(score_rows, method, column.type), method.of_profiles)
    try:
        answer = distribution.answer(column.name, question)
    except UndefinedScoreError as error:
        return f"column {column.name!r}: {method.name} is not defined, {error}"
    if not math.isfinite(answer.value):
        return f"column {column.name!r}: {method.name} is not defined, it asks for {method.asks_for}"
    return Score(column, method, answer)


def _changes(fit: list[str], distribution: Distribution, params: Params) -> Iterator[Sample | str]:
    """Yield what else has become of the columns that are `fit` to be compared, also of those without a value."""
    rows = {side: profile.rows for side, profile in distribution.profiles.items()}
    for name in fit if params.changes else ():
        yield from column_changes.changes_of(distribution.pair(name), rows, params.changes)


def _details(
    name: str, found: Score | str, verdicts: Mapping[str, Verdict], distribution: Distribution
) -> dict[str, Any]:
    """Return what stands behind the score of a column and the verdict on it, or behind its having none."""
    score = {**found.details, **verdicts[name].details} if isinstance(found, Score) else {"undefined": found}
    if name in distribution.refused:
        return {**score, "types": asdict(distribution.refused[name])}
    return {**score, **evidence.of_column(distribution.pair(name))}
