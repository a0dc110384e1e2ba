"""Synthetic data: do they give away the real rows that they were made from.

Definition
    A synthesizer may have learnt rows by heart. *Copies* are synthetic rows that equal a real one in every compared
    column, *near copies* those that equal one in all of these but one. *Closest records* ask how far synthetic rows are
    from the real ones, beside rows that are certainly not learnt: a holdout, or else rows drawn at random. *Membership*
    asks whether somebody with the synthetic data can tell the rows that they were made from, *disclosure* whether the
    other categories tell a sensitive one. What few real rows have is *rare*: should the synthetic data have it too,
    somebody may be recognised. The real data are read whole, whatever their windows.
Formula
    Copies, near copies, disclosure and what is rare are counts over all rows. A missing value equals a missing one,
    whole numbers are alike whatever their type. Distance, as SDMetrics has it: the mean over the columns of the
    difference of numbers over the range of the real ones, at most 1, and of 0 or 1 of categories. Privacy: the median
    distance of synthetic rows to the closest real one, over that of the baseline, at most 1. Neighbours: the median of
    the distance to the closest over that to the second closest, 1 where both are 0. Membership: the greatest
    difference, over all distances, of the share of real and of holdout rows with a synthetic row so near, on the range
    of the synthetic numbers. Disclosure protection: (1 - p) / (1 - 1 / categories), at most 1, p being the mean, of
    real rows whose other categories some synthetic row has, of the share of those synthetic rows that have the
    sensitive one right. What rests on distances is the mean over ``redraws`` draws of ``row_limit`` rows, between the
    ends of Student's 95 % interval of that mean. Where all rows fit and there is a holdout nothing is drawn, and both
    ends are the value; where they fit and there is none, the random rows alone differ. Draws overlap where there are
    fewer rows than they take together: the interval is then too narrow.
Range
    [0, 1].
Good direction
    Copies, near copies, membership and what is rare fall; privacy, neighbours and disclosure protection rise.
Undefined
    Privacy where the baseline lies on real rows. Membership without a holdout. Near copies and disclosure between
    engines, near copies of one column. Disclosure where nobody's other categories are known. What is rare where nothing
    is, or the synthetic data lack the columns.
Blind spots
    A draw sees few of many rows, so that of large data copies are told by their share and not by distances. Few columns
    of few categories are copied by chance. Membership of few rows is above 0 by chance. Times and free text are not
    compared. No figure proves that data are anonymous.
Reference
    SDMetrics, https://docs.sdv.dev/sdmetrics/data-metrics/privacy; Yeom et al.: Privacy Risk in Machine Learning (2018)
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field

from dte_exporter.checks.synthetic.comparable import Compared, compared, required
from dte_exporter.checks.synthetic.privacy import privacy_metrics as metrics
from dte_exporter.checks.synthetic.privacy.closeness import Closeness, closeness
from dte_exporter.checks.synthetic.privacy.leaks import Leaks, LeaksPlan
from dte_exporter.checks.synthetic.privacy.redrawn import agreed, encoded
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Name
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check


class Params(Model):
    """The parameters of ``check: synthetic-privacy``, whose own data set is the synthetic one."""

    real: Name = Field(description="The data set that the synthetic one was made from.")
    holdout: Name | None = Field(default=None, description="A data set of real rows that it was not made from.")
    columns: tuple[str, ...] = Field(
        default=(), description="The columns that are compared. Default: all but the key and the subject."
    )
    sensitive: tuple[str, ...] = Field(default=(), description="Compared categories that an attacker would want.")
    rare_rows: int = Field(default=5, ge=2, description="What fewer real rows have is rare.")
    row_limit: int = Field(default=2_000, ge=2, description="Of so many rows of each data set distances are computed.")
    redraws: int = Field(default=5, ge=1, description="So many times, each time of other rows.")


EXAMPLE = Example(
    columns={"age": [10, 20, 30, 50], "job": ["a", "a", "b", "b"], "ill": ["y", "n", "n", "y"]},
    tables={
        "people": {"age": [10, 20, 40, 50], "job": ["a", "a", "b", "c"], "ill": ["y", "n", "n", "y"]},
        "unseen": {"age": [10, 20, 30], "job": ["b", "b", "c"], "ill": ["n", "y", "y"]},
    },
    settings={
        "params": {"real": "people", "holdout": "unseen", "sensitive": ["ill"], "rare_rows": 2},
        "datasets": {"people": {"personal_data": {"quasi_identifiers": ["age", "job"]}}},
    },
    expected={
        "dte_synthetic_copies_ratio": 0.5,
        "dte_synthetic_near_copies_ratio": 0.5,
        'dte_synthetic_closest_record_distance{of="synthetic"}': 1 / 24,
        'dte_synthetic_closest_record_distance_ci_lower{of="synthetic"}': 1 / 24,
        'dte_synthetic_closest_record_distance_ci_upper{of="synthetic"}': 1 / 24,
        'dte_synthetic_closest_record_distance{of="baseline"}': 0.25,
        'dte_synthetic_closest_record_distance_ci_lower{of="baseline"}': 0.25,
        'dte_synthetic_closest_record_distance_ci_upper{of="baseline"}': 0.25,
        "dte_synthetic_privacy_ratio": 1 / 6,
        "dte_synthetic_privacy_ratio_ci_lower": 1 / 6,
        "dte_synthetic_privacy_ratio_ci_upper": 1 / 6,
        "dte_synthetic_neighbour_distance_ratio": 0.1,
        "dte_synthetic_neighbour_distance_ratio_ci_lower": 0.1,
        "dte_synthetic_neighbour_distance_ratio_ci_upper": 0.1,
        "dte_synthetic_membership_advantage_ratio": 0.75,
        "dte_synthetic_membership_advantage_ratio_ci_lower": 0.75,
        "dte_synthetic_membership_advantage_ratio_ci_upper": 0.75,
        'dte_synthetic_disclosure_protection_ratio{column="ill"}': 1,
        "dte_synthetic_rare_combinations_ratio": 0.5,
        'dte_synthetic_rare_categories_ratio{column="job"}': 0.5,
    },
    working="Two rows are copies; the third differs in the age alone, the fourth in the job. Their distances are 0, 0,"
    " (10 / 40) / 3 = 1/12 and 1/3, median 1/24; those of the unseen rows 1/4, 5/12 and 1/6, median 1/4. Second closest"
    " are 5/12 of both the third and the fourth: ratios 0, 0, 1/5, 4/5. People are 0, 0, 1/12 and 1/3 from the closest"
    " synthetic row, the unseen 1/6, 1/4 and 1/2: three of four are within 1/12, and no unseen. A job of a or b has"
    " both answers once, so that a guess is right by 1/2, as a blind one of two is; no synthetic row has job c. All"
    " four combinations of age and job are rare, two are there; of the rare jobs b and c there is b.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, LeaksPlan]:
    """Return the one plan for all columns.

    Raises
    ------
    CheckError
        If no column can be compared, or a sensitive one is not a compared category beside another.
    MissingColumnError
        If a data set lacks a column that is compared.
    """
    found = _compared(params, roles)
    quasi = roles.others[params.real].personal_data.quasi_identifiers
    return {
        "leaks": LeaksPlan(
            params.real,
            params.holdout,
            found.numbers,
            found.categories,
            params.sensitive,
            quasi if set(quasi) <= roles.kinds.keys() else (),
            params.rare_rows,
            params.row_limit * params.redraws,
        )
    }


def _compared(params: Params, roles: Roles) -> Compared:
    found = required(roles, params.real, params.columns)
    for name in params.sensitive:
        if name not in found.categories or len(found.categories) < 2:
            raise CheckError(
                f"params.sensitive: column {name!r} is not a compared category beside another: name one in "
                "params.sensitive, or set columns.types of both data sets"
            )
    for name in (*found.numbers, *found.categories) if params.holdout else ():
        if name not in roles.others[str(params.holdout)].kinds:
            raise MissingColumnError(f"data set {params.holdout!r}", name, roles.others[str(params.holdout)].kinds)
    return found


def _reads(params: Params) -> Mapping[tuple[str | int, ...], str]:
    return {("real",): params.real, **({("holdout",): params.holdout} if params.holdout else {})}


@check(
    "synthetic-privacy",
    params=Params,
    needs=needs,
    emits=metrics.SPECS,
    example=EXAMPLE,
    reads=_reads,
    calculators=("pandas", "scipy.stats"),
)
def synthetic_privacy(statistics: Mapping[str, Leaks], params: Params, roles: Roles, now: float) -> Findings:
    """Return what is copied, how near the closest records are, and what an attacker learns."""
    leaks, found = statistics["leaks"], compared(roles, params.real, params.columns)
    pools = encoded(leaks.pools, found.numbers, found.categories)
    drawn = closeness(pools, leaks.whole, params.row_limit, params.redraws)
    return Findings(
        samples=(*_of_draws(drawn), *_of_all_rows(leaks)),
        undefined=tuple(_undefined(leaks, drawn, params, found)),
        details=_details(leaks, drawn, found),
        notices=found.left_out,
    )


def _of_draws(drawn: Sequence[Closeness]) -> Iterator[Sample]:
    yield from _agreed(metrics.PRIVACY, [one.privacy for one in drawn])
    yield from _agreed(metrics.DISTANCE, [one.synthetic for one in drawn], of="synthetic")
    yield from _agreed(metrics.DISTANCE, [one.baseline for one in drawn], of="baseline")
    yield from _agreed(metrics.NEIGHBOURS, [one.neighbours for one in drawn])
    yield from _agreed(metrics.MEMBERSHIP, [one.membership for one in drawn])


def _agreed(spec: MetricSpec, values: Sequence[float | None], **labels: str) -> Iterator[Sample]:
    known = [value for value in values if value is not None]
    if known:
        for family, value in zip((spec, *metrics.ENDS[spec]), agreed(known, 0.0, 1.0), strict=True):
            yield family.sample(value, **labels)


def _of_all_rows(leaks: Leaks) -> Iterator[Sample]:
    yield metrics.COPIES.sample(leaks.copies / leaks.synthetic_rows)
    if leaks.near_copies is not None:
        yield metrics.NEAR_COPIES.sample(leaks.near_copies / leaks.synthetic_rows)
    if leaks.combinations is not None and leaks.combinations.rows:
        yield metrics.RARE_COMBINATIONS.sample(leaks.combinations.met_rows / leaks.combinations.rows)
    for name, rare in leaks.categories.items():
        if rare.groups:
            yield metrics.RARE_CATEGORIES.sample(rare.met_groups / rare.groups, column=name)
    for name, attributed in leaks.attributions.items():
        if (protection := attributed.protection) is not None:
            yield metrics.DISCLOSURE.sample(protection, column=name)


def _undefined(leaks: Leaks, drawn: Sequence[Closeness], params: Params, found: Compared) -> Iterator[str]:
    if all(one.privacy is None for one in drawn):
        yield f"{metrics.PRIVACY.key}: half the baseline equals real rows: compare more columns"
    if leaks.near_copies is None:
        why = "one column alone is compared" if len((*found.numbers, *found.categories)) < 2 else _APART
        yield f"{metrics.NEAR_COPIES.key}: {why}"
    for name in params.sensitive:
        if name not in leaks.attributions:
            yield f"{metrics.DISCLOSURE.key}: column {name!r}: {_APART}"
        elif leaks.attributions[name].protection is None:
            yield (
                f"{metrics.DISCLOSURE.key}: column {name!r} has one value, or no real row's other categories are in "
                "the synthetic data: compare fewer categories"
            )


_APART = "the real and the synthetic data are in different engines: read both from one source"


def _details(leaks: Leaks, drawn: Sequence[Closeness], found: Compared) -> dict[str, Any]:
    return {
        "columns": [*found.numbers, *found.categories],
        "draws": len(drawn),
        "baseline": "holdout" if "holdout" in leaks.pools else "random rows",
        "copies": leaks.copies,
        "near_copies": leaks.near_copies,
    }
