"""Use of synthetic data: is a model that learns from them as good, and as fair, as one that learns from real ones.

Definition
    A model learns from synthetic rows and is tested on real ones (TSTR), and another learns from as many real rows and
    is tested on the same (TRTR). The *utility* is the score of the first over that of the second. The label is
    ``columns.label`` of the synthetic data set; learnt from are its features that the real data set has too. What the
    synthetic data do to fairness is told beside it: how much farther apart the groups of sensitive features lie in
    them, by the label, than in the real data (``base_rate``), and how much farther the model of synthetic rows puts
    them apart on real rows than that of real rows does (``prediction``).
Formula
    Up to ``row_limit`` labelled rows of each data set are looked at, all or a seeded draw. At each of ``redraws``
    redraws boosted trees learn from a random half of the real rows, and others from as many synthetic ones, or all of
    fewer; both are tested on the other half of the real rows, or on a random half of the data set ``holdout``. The
    score of classes is 2 AUC - 1, the mean of each class against the others; that of numbers is R^2. Labels are numbers
    where the real data have more than two different ones, unless ``columns.categorical`` or ``columns.positive`` say
    otherwise. The ratio is the mean of the redraws', cut to [0, 1]. A shift is the demographic parity difference
    (Fairlearn's: highest less lowest share of the positive class among groups) of the synthetic data, less that of the
    real ones; of predictions it is taken of all redraws' rows together.
Interval
    Student's, of the redraws, whose variance is that of Nadeau and Bengio: redraws share rows, and as many are tested
    on as are learnt from, so that it is multiplied by 1 + 1 / redraws.
Range
    Ratios in [0, 1]: 1 as useful as real rows, 0 useless. Scores up to 1, where 0 is no better than chance. Shifts in
    [-1, 1]: 0 preserved, above it groups lie farther apart than in the real data, below closer.
Good direction
    Ratios and scores rise; a shift of either sign is one.
Undefined
    With fewer than 100 labelled rows in a data set, where the real rows that are tested on have one label, and where
    labels are classes and more than 20. The ratio has no value where the model of real rows cannot be told from chance:
    where the interval of its score, or a score, reaches down to 0. Shifts are not defined of numbers, of classes none
    of which is known to be the positive one, and of fewer than two groups of ``min_group_rows`` rows.
Blind spots
    A copy of the real data is as useful as they are: without a ``holdout`` it may hold rows that are tested on. Other
    models than trees, and questions other than the label, may find more or less. Groups may change places and lie as
    far apart as before.
Reference
    Esteban, Hyland, Rätsch: Real-valued (Medical) Time Series Generation with Recurrent Conditional GANs
    (arXiv:1706.02633, 2017); Nadeau, Bengio: Inference for the Generalization Error (Machine Learning 52, 2003); Bhanot
    et al.: The Problem of Fairness in Synthetic Healthcare Data (Entropy 23, 2021); computed by scikit-learn and
    Fairlearn.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import Any, Self

from pydantic import Field, model_validator

from dte_exporter.checks.confidence import Confidence
from dte_exporter.checks.drift.held_out.halves import MIN_ROWS
from dte_exporter.checks.drift.undefined import UndefinedScoreError
from dte_exporter.checks.synthetic.utility import utility_metrics as metrics
from dte_exporter.checks.synthetic.utility.disparity_shift import Cells, Grouping, Sides, shifts
from dte_exporter.checks.synthetic.utility.encoded_tables import EncodedTable, encoded_tables
from dte_exporter.checks.synthetic.utility.tried_models import Tables, Tried, ends, tried
from dte_exporter.checks.synthetic.utility.utility_columns import UtilityColumns, utility_columns
from dte_exporter.checks.synthetic.utility.utility_rows import UtilityPlan, UtilityRows
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Name
from dte_exporter.errors import CheckError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings, LeftOut, Reason
from dte_exporter.registry import Example, check
from dte_exporter.uncertainty.seed import seed_of

MOST_CLASSES = 20


class Params(Model):
    """The parameters of ``check: synthetic-utility``, whose own data set is the synthetic one."""

    real: Name = Field(description="The data set that the synthetic one was made from.")
    holdout: Name | None = Field(
        default=None,
        description="A data set of real rows that the synthetic ones were not made from, to be tested on. Default: "
        "half of the real rows, drawn anew each time.",
    )
    row_limit: int = Field(
        default=10_000, ge=MIN_ROWS, description="So many rows of each data set are looked at, at most; of more a draw."
    )
    redraws: int = Field(default=5, ge=2, le=100, description="So many times models are trained and tested.")
    confidence: Confidence = 0.95
    min_group_rows: int = Field(default=30, ge=1, description="A group with fewer rows does not count in disparities.")

    @model_validator(mode="after")
    def _held_out(self) -> Self:
        if self.holdout == self.real:
            raise ValueError("holdout names the data set of real: leave it out, and half of that is held out each time")
        return self

    @property
    def data_sets(self) -> tuple[str, ...]:
        """The real data sets."""
        return (self.real,) if self.holdout is None else (self.real, self.holdout)


EXAMPLE = Example(
    columns={
        "sex": ["f", "m"] * 100,
        "skill": [10, 10, 20, 20] * 50,
        "hired": [0, 0, 1, 1] * 50,
    },
    tables={
        "people": {
            "sex": ["f", "f", "f", "f", "m", "m", "m", "m"] * 25,
            "skill": [20, 10, 10, 10, 20, 20, 20, 10] * 25,
            "hired": [1, 0, 0, 0, 1, 1, 1, 0] * 25,
        }
    },
    settings={"columns": {"label": "hired", "sensitive": ["sex"]}, "params": {"real": "people"}},
    expected={
        "dte_synthetic_utility_ratio": 1,
        "dte_synthetic_utility_ratio_ci_lower": 1,
        "dte_synthetic_utility_ratio_ci_upper": 1,
        'dte_synthetic_utility_score{trained_on="real"}': 1,
        'dte_synthetic_utility_score{trained_on="synthetic"}': 1,
        'dte_synthetic_disparity_shift{sensitive_feature="sex",metric="base_rate"}': -0.5,
        'dte_synthetic_disparity_shift{sensitive_feature="sex",metric="prediction"}': 0,
    },
    working="Whoever has a skill of 20 is hired, in both: one cut tells all, whichever rows are learnt from, so that"
    " both areas are 1, both scores 2 * 1 - 1 = 1 at every redraw, and their ratio is 1 without a margin. Of real women"
    " 1/4 are hired, of men 3/4: 1/2 apart. Of synthetic ones 1/2 each: 0 apart, which is 1/2 less. Both models take"
    " each real person for what they are, so by their predictions the groups lie equally far apart.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, UtilityPlan]:
    """Return the one plan for all tables.

    Raises
    ------
    CheckError, MissingColumnError
        As `utility_columns` does.
    """
    columns, _ = utility_columns(roles, params.data_sets)
    return {"rows": UtilityPlan(columns, params.data_sets, params.row_limit)}


def _reads(params: Params) -> Mapping[tuple[str | int, ...], str]:
    named = {"real": params.real, "holdout": params.holdout}
    return {(key,): name for key, name in named.items() if name is not None}


@check(
    "synthetic-utility",
    params=Params,
    needs=needs,
    emits=metrics.SPECS,
    example=EXAMPLE,
    reads=_reads,
    calculators=(
        *("fairlearn.metrics", "pandas", "scipy.special", "sklearn.dummy", "sklearn.ensemble", "sklearn.metrics"),
        "threadpoolctl",
    ),
    of_rows_alone=True,
)
def synthetic_utility(statistics: Mapping[str, UtilityRows], params: Params, roles: Roles, now: float) -> Findings:
    """Return how useful the synthetic data are to learn from, and what they make of disparities."""
    rows = statistics["rows"]
    columns, left_out = utility_columns(roles, params.data_sets)
    tables = _tables(rows, columns, roles)
    found = _found(rows, tables, params, roles)
    return Findings(
        samples=tuple(one for one in found if isinstance(one, Sample)),
        undefined=tuple(one for one in found if isinstance(one, str)),
        details=_details(rows, tables, columns, params),
        notices=left_out,
        used={name: one.labelled for name, one in rows.tables},
        left_out=tuple(
            LeftOut(columns.label, Reason.MISSING_LABEL, one.rows - one.labelled, name) for name, one in rows.tables
        ),
    )


def _tables(rows: UtilityRows, columns: UtilityColumns, roles: Roles) -> Tables:
    import numpy as np

    place = len(columns.features)
    of_classes = not columns.of_numbers or roles.positive is not None
    of_classes = of_classes or len({line[place] for line in rows.real.lines}) <= 2
    synthetic, real, *held_out = encoded_tables([one.lines for _, one in rows.tables], columns, of_classes)
    categorical = np.arange(place) >= len(columns.numbers)
    return Tables(real, synthetic, held_out[0] if held_out else None, categorical, of_classes)


def _found(rows: UtilityRows, tables: Tables, params: Params, roles: Roles) -> list[Sample | str]:
    if lacks := _lacks(rows, tables, roles):
        return [lacks]
    try:
        by_real, by_synthetic = tried(tables, params.redraws, seed_of(*(one.digest for _, one in rows.tables)))
    except UndefinedScoreError as error:
        return [f"{metrics.RATIO.key}: {error}"]
    return [
        *_ratio(by_real.scores, by_synthetic.scores, params.confidence),
        metrics.SCORE.sample(by_real.mean, trained_on="real"),
        metrics.SCORE.sample(by_synthetic.mean, trained_on="synthetic"),
        *_shifts(tables, by_real, by_synthetic, _grouping(params, roles)),
    ]


def _lacks(rows: UtilityRows, tables: Tables, roles: Roles) -> str:
    """Return why nothing can be told; empty where something can."""
    name, few = min(rows.tables, key=lambda table: table[1].labelled)
    if few.labelled < MIN_ROWS:
        return f"{name} has {few.labelled} rows with a label, and {MIN_ROWS} are needed: give it more"
    classes = {*tables.real.labels, *tables.synthetic.labels} if tables.of_classes else ()
    if len(classes) > MOST_CLASSES:
        return (
            f"column {roles.label!r} has {len(classes)} classes in synthetic and real data together, and at most "
            f"{MOST_CLASSES} are told apart: see columns.label and columns.categorical"
        )
    return ""


def _ratio(real: list[float], synthetic: list[float], confidence: float) -> Iterator[Sample | str]:
    if min(ends(real, confidence)[0], *real) <= 0:
        yield (
            f"{metrics.RATIO.key}: the model that learnt from real rows cannot be told from chance, so there is "
            "nothing to be as good as: raise row_limit, or name features that tell of the label"
        )
        return
    ratios = [one / other for one, other in zip(synthetic, real, strict=True)]
    for spec, value in zip(
        (metrics.RATIO, *metrics.RATIO_ENDS), (fmean(ratios), *ends(ratios, confidence)), strict=True
    ):
        yield spec.sample(min(max(value, 0.0), 1.0))


def _grouping(params: Params, roles: Roles) -> Grouping:
    return Grouping(roles.sensitive_columns, roles.sensitive, roles.positive, params.min_group_rows)


def _shifts(tables: Tables, by_real: Tried, by_synthetic: Tried, grouping: Grouping) -> Iterator[Sample | str]:
    if not grouping.features:
        return
    if not tables.of_classes:
        yield f"{metrics.SHIFT.key}: the label holds numbers, of which none is the positive class: see columns.positive"
        return
    tested = tables.real if tables.holdout is None else tables.holdout
    real, synthetic, testable = (_by_label(one) for one in (tables.real, tables.synthetic, tested))
    try:
        yield from shifts(Sides(real, synthetic, testable, by_real.predicted, by_synthetic.predicted), grouping)
    except CheckError as error:
        yield f"{metrics.SHIFT.key}: {error}"


def _by_label(table: EncodedTable) -> Cells:
    return Counter(zip(table.groups, table.labels, strict=True))


def _details(rows: UtilityRows, tables: Tables, columns: UtilityColumns, params: Params) -> dict[str, Any]:
    half = len(tables.real) // 2
    draw = any(one.labelled > params.row_limit for _, one in rows.tables)
    return {
        "features": list(columns.features),
        "label": "classes" if tables.of_classes else "numbers",
        "rows_looked_at": {name: len(one.lines) for name, one in rows.tables},
        "basis": "draw" if draw else "rows",
        "learnt_from": {"real": half, "synthetic": min(half, len(tables.synthetic))},
        "redraws": params.redraws,
        "confidence": params.confidence,
    }
