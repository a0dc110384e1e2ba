"""References: what rows refer to in another data set, and is not there.

Definition
    A reference is a column whose values are those of a column of another data set, as a foreign key is. A value is
    *unmatched* where no row there has it. Rows without a value, and with blank text, refer to nothing: they are left
    out of the share, and counted beside it. Values are met as text, whole numbers alike whatever their type. Where both
    data sets live in one engine they are joined there, else by HMAC-SHA256 under a key of the run alone.
Formula
    ratio = rows whose value is unmatched / rows with a value.
Range
    [0, 1]: 0 every value is there, 1 none is.
Good direction
    It falls.
Undefined
    Where no row has a value.
Blind spots
    A value that is there may be the wrong one. All rows of the other data set count, whatever its windows; one that is
    loaded later than these rows makes new values unmatched for a while. Letters of either case are different letters.
Reference
    Codd: A Relational Model of Data for Large Shared Data Banks (CACM 13, 1970); ISO/IEC 25012:2008, consistency
"""

from collections.abc import Mapping

from pydantic import Field

from dte_exporter.checks.quality.references.unmatched import References, ReferencesPlan
from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Name
from dte_exporter.errors import MissingColumnError
from dte_exporter.metric import Better, MetricSpec, Unit
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

UNMATCHED = MetricSpec(
    "dte_quality_unmatched_ratio",
    "Share of the rows with a value whose value the referenced column does not have: 0 none, 1 all.",
    "quality",
    ("check", "dataset", "column", "referenced"),
    Unit.RATIO,
    better=Better.LOWER,
    low=0,
    high=1,
    reference="Codd: A Relational Model of Data for Large Shared Data Banks, CACM 13, 1970",
)


class Reference(Model):
    """A column whose values are those of a column elsewhere."""

    column: str = Field(description="The column of the check's own rows.")
    dataset: Name = Field(description="The data set that it refers to.")
    to: str = Field(description="The column there.")


class Params(Model):
    """The parameters of ``check: references``."""

    references: tuple[Reference, ...] = Field(min_length=1, description="What refers to what.")


EXAMPLE = Example(
    columns={"order": [1, 2, 3, 4, 5], "customer": [10, 10, 11, 99, None]},
    tables={"customers": {"id": [10, 11, 12]}},
    settings={"params": {"references": [{"column": "customer", "dataset": "customers", "to": "id"}]}},
    expected={'dte_quality_unmatched_ratio{column="customer",referenced="customers.id"}': 0.25},
    working="Four of five orders name a customer. There are the customers 10, 11 and 12, and no 99: one of four.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, ReferencesPlan]:
    """Return the one plan for all references.

    Raises
    ------
    MissingColumnError
        If a column is not there, or not in the data set that it refers to.
    """
    for one in params.references:
        if one.column not in roles.kinds:
            raise MissingColumnError("the source", one.column, roles.kinds)
        there = roles.others.get(one.dataset)
        if there is not None and one.to not in there.kinds:
            raise MissingColumnError(f"data set {one.dataset!r}", one.to, there.kinds)
    links = dict.fromkeys((one.column, one.dataset, one.to) for one in params.references)
    return {"references": ReferencesPlan(tuple(links))}


def reads(params: Params) -> Mapping[tuple[str | int, ...], str]:
    """Return the data sets that are referred to."""
    return {("references", place, "dataset"): one.dataset for place, one in enumerate(params.references)}


@check("references", params=Params, needs=needs, emits=[UNMATCHED], example=EXAMPLE, reads=reads)
def references(statistics: Mapping[str, References], params: Params, roles: Roles, now: float) -> Findings:
    """Return the share of each reference that leads nowhere."""
    counted = statistics["references"]
    samples, undefined, details = [], [], []
    for (column, dataset, to), one in counted.links.items():
        referenced = f"{dataset}.{to}"
        told = {"values": one.values, "unmatched": one.unmatched, "unmatched_values": one.different}
        missing = counted.window_rows - one.values
        details.append({"column": column, "referenced": referenced, "missing": missing, **told, "met_by": one.met_by})
        if one.values:
            samples.append(UNMATCHED.sample(one.unmatched / one.values, column=column, referenced=referenced))
        else:
            undefined.append(f"column {column!r} refers to nothing: no row has a value")
    return Findings(tuple(samples), tuple(undefined), {"references": details})
