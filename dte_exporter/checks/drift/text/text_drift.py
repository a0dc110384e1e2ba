"""Text drift: have the texts of a column changed, in length, in how many are missing, or in what they say.

Definition
    A column of free text has no categories to count: nearly every value is another one, and `check: drift` leaves it
    out. Three questions are put to it. Are texts as long as they were? Are as many missing? And can a *classifier* tell
    current texts from those of the reference?
Formula
    Up to ``row_limit`` texts of each window are looked at, all or a seeded draw. The distance of lengths, in
    characters, is Evidently's normed Wasserstein distance: the area between both distribution functions over the
    reference's standard deviation; its p-value that of Kolmogorov and Smirnov. How the share of missing ones has
    changed is exact, of all rows. The classifier is a logistic regression on the hashes of all sequences of two to four
    characters within words, of the first 2,000 characters of a text: it learns from a half of the texts of each window,
    drawn at random. The area under the ROC curve and its interval (DeLong) are of the other halves, and so is the
    p-value, the one-sided one of Mann and Whitney: since these texts were not learnt from, their scores are
    exchangeable if nothing has moved.
Range
    Area and p-values in [0, 1], where the area is 0.5 if the windows cannot be told apart, and may fall below by
    chance. Distances from 0. The change of missing texts in [-1, 1].
Good direction
    The area falls towards 0.5, distances and the change of missing texts fall, p-values rise.
Undefined
    Of a column with fewer than 100 texts in a window nothing but that change; of one of another type in the
    two windows, or missing in one, nothing. A feature is free text if the reference has over 20 different texts, and
    over half of all, that are neither numbers nor dates; without one, or one that ``columns`` names, there is nothing
    to look at. Which texts, or sequences, tell the windows apart is not told: they may be personal data.
Reference
    Lopez-Paz, Oquab: Revisiting Classifier Two-Sample Tests (ICLR 2017); Rabanser, Günnemann, Lipton: Failing Loudly
    (NeurIPS 2019); the peer to compare with is Evidently's domain classifier of texts,
    https://docs.evidentlyai.com/metrics/explainer_drift.
"""

import math
from collections.abc import Iterator, Mapping

from pydantic import Field

from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.drift.column_changes import SPECS as CHANGES
from dte_exporter.checks.drift.held_out.halves import MIN_ROWS
from dte_exporter.checks.drift.text import text_metrics as metrics
from dte_exporter.checks.drift.text.free_text import candidates, text_columns
from dte_exporter.checks.drift.text.text_classifier import classified
from dte_exporter.checks.drift.text.text_lengths import length_distance, length_p_value
from dte_exporter.checks.unlike_windows import refusal
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.sources import SIDES
from dte_exporter.statistics.texts.text_pair import TextPair, TextPairPlan


class Params(Model):
    """The parameters of ``check: text-drift``."""

    columns: tuple[str, ...] = Field(
        default=(),
        description="The columns of texts; by default the features whose texts hardly repeat in the reference.",
    )
    row_limit: int = Field(
        default=2_000,
        ge=MIN_ROWS,
        description="So many texts of a column are looked at in each window, at most; of more a draw.",
    )
    confidence: Confidence = 0.95


EXAMPLE = Example(
    columns={
        "part": ["then"] * 100 + ["now"] * 125,
        "remark": ["ay", "good"] * 50 + ["no"] * 16 + ["hurt"] * 84 + [None] * 25,
    },
    settings={
        "columns": {"features": {"exclude": ["part"]}},
        "windows": {"reference": "part = 'then'", "current": "part = 'now'"},
        "params": {"columns": ["remark"]},
    },
    expected={
        'dte_drift_text_classifier_auc{column="remark"}': 1,
        'dte_drift_text_classifier_auc_ci_lower{column="remark"}': 1 - math.sqrt(math.log(2 / 0.05) / 100),
        'dte_drift_text_classifier_auc_ci_upper{column="remark"}': 1,
        'dte_drift_text_classifier_p_value{column="remark"}': 0,
        'dte_drift_text_length_distance{column="remark"}': 0.68,
        'dte_drift_text_length_p_value{column="remark"}': 2
        * (math.comb(200, 66) - math.comb(200, 32))
        / math.comb(200, 100),
        'dte_drift_missing_ratio_change{column="remark"}': 0.2,
    },
    working="Half of the texts had two characters and half four, now 16 and 84 of 100 have: the distribution functions"
    " are 0.34 apart over two characters, and the reference's deviation is 1, so 0.68. By Gnedenko and Koroljuk, of the"
    " C(200, 100) orders of both windows' texts C(200, 66) - C(200, 32) lie 34 texts apart to each side. None of 100"
    " was missing, and 25 of 125 are. No text is in both windows: the area is 1 on the 50 and 50 that were held out,"
    " its margin is Hoeffding's, sqrt(ln(2 / 0.05) / 100) = 0.192, and z is over 8, a p-value of 0 to fifteen digits.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, TextPairPlan]:
    """Return the one plan for all columns.

    Raises
    ------
    CheckError
        If a column is named that is not there, or cannot hold texts.
    """
    return {"texts": TextPairPlan(candidates(params.columns, roles), params.row_limit)}


@check(
    "text-drift",
    params=Params,
    needs=needs,
    emits=metrics.SPECS,
    example=EXAMPLE,
    windows=("reference", "current"),
    calculators=("scipy.stats", "sklearn.feature_extraction.text", "sklearn.linear_model", "threadpoolctl"),
    of_rows_alone=True,
    segmented=True,
)
def text_drift(statistics: Mapping[str, TextPair], params: Params, roles: Roles, now: float) -> Findings:
    """Return for every column of texts how its lengths, its missing values and its wording have moved."""
    pair = statistics["texts"]
    columns = tuple(text_columns(params.columns, pair, roles))
    refused = [refusal(name, types) for name, types in pair.refused.items()]
    nothing = [] if columns or refused else ["no feature holds free text: name columns that do, or take the check out"]
    found = [one for name in columns for one in _moved(name, pair, params.confidence)]
    return Findings(
        samples=tuple(one for one in found if isinstance(one, Sample)),
        undefined=(*refused, *nothing, *(one for one in found if isinstance(one, str))),
        details={"columns": {name: _looked_at(name, pair) for name in columns}},
    )


def _looked_at(name: str, pair: TextPair) -> dict[str, dict[str, int]]:
    """Return how many texts each window has, and how many of them were looked at."""
    sides = dict(zip(SIDES, pair.texts(name), strict=True))
    return {
        "rows": {side: texts.known for side, texts in sides.items()},
        "looked_at": {side: len(texts.drawn) for side, texts in sides.items()},
    }


def _moved(name: str, pair: TextPair, confidence: float) -> Iterator[Sample | str]:
    """Yield what is told of one column, or why it is not."""
    before, after = pair.missing(name)
    yield CHANGES["missing_values"].sample(after - before, column=name)
    reference, current = (texts.drawn for texts in pair.texts(name))
    few, side = min((len(reference), "reference"), (len(current), "current"))
    if few < MIN_ROWS:
        yield (
            f"column {name!r} has {few} texts in the {side} window, and half of {MIN_ROWS} are to be learnt from and "
            "half held out: choose a longer window"
        )
        return
    yield from metrics.CLASSIFIER.samples(classified(reference, current, confidence), column=name)
    yield metrics.LENGTH_DISTANCE.sample(length_distance(reference, current), column=name)
    yield metrics.LENGTH_P_VALUE.sample(length_p_value(reference, current), column=name)
