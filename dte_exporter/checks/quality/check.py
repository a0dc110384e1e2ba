"""Quality facts: what is missing, blank, mistyped, repeated, out of range or set, counted where the rows live.

Definition
    Each fact is a count of rows. *Missing* is null, and NaN of a number. *Blank* is text that is empty or white space
    alone, which is not missing (a CSV file holds its empty fields as missing). *Padded* is other text with white space
    before or after it. A column of text is *mistyped* where it does not read as numbers, or as dates of ISO 8601,
    though nearly all of it (90 %) does: in the reference window, else in the window itself. *Future* is a time later
    than the run. A *duplicate row* repeats another in every column of the data set but ``columns.key``, a *duplicate
    key* has the key of another row. A *constant* column holds one value in every row, an *empty* one nothing, or blank
    text alone. *Out of range* and *out of set* are values that ``ranges`` and ``sets`` do not allow, or that lie beyond
    what the reference window holds where the data set has one: a range of numbers, a set of text, truth values and
    ``columns.categorical`` of at most 100 different values with ten rows each on average. Nothing is learned of times,
    which go on, nor of ``columns.key``, ``columns.subject`` and whole numbers that differ in every row and not by
    chance, whose new values are no fault.
Formula
    ratio = rows that are so / all rows of the window. Duplicates = rows - different rows, or keys; rows without a key
    are none.
Range
    Ratios in [0, 1], 0 where no row is so; counts from 0 on.
Good direction
    Ratios, constant and empty columns fall; rows and distinct values are as they should be.
Undefined
    A range or a set that is neither declared nor learned is not judged. Of lists, structures, bytes and times of day
    only what is missing is counted, and duplicate rows are not where a column is of such a type. A column that only one
    of the two windows has is told; nothing is learned of a reference that holds the same rows.
Blind spots
    Whether a value is true: one within its range and set may be wrong. Infinite numbers are values, beyond every range
    that is learned. The edges of a learned range are one window's extremes: declare ranges where they are known. Times
    are held to a range by the second.
Reference
    ISO/IEC 25012:2008, Data quality model; Wang, Strong: Beyond Accuracy: What Data Quality Means to Data Consumers
    (JMIS 12, 1996); Breck, Polyzotis, Roy, Whang, Zinkevich: Data Validation for Machine Learning (MLSys 2019)
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from dte_exporter.checks.quality.declared_bounds import declared_bounds
from dte_exporter.checks.quality.expected_values import Params
from dte_exporter.checks.quality.fact_families import FAMILIES, OF_COLUMNS
from dte_exporter.checks.unlike_windows import refusal
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.metric import Sample
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check
from dte_exporter.statistics.quality_facts.plan import QualityFactsPlan
from dte_exporter.statistics.quality_facts.quality_facts import ColumnFacts, QualityFacts

EXAMPLE = Example(
    columns={
        "part": ["then"] * 4 + ["now"] * 4,
        "id": [1, 2, 3, 4, 5, 6, 6, 7],
        "age": [20, 30, 40, 60, 30, 30, 30, 99],
        "sex": ["f", "m", "f", "m", "f", " ", " ", None],
        "day": [*[datetime(2018, 11, 1, tzinfo=UTC)] * 7, datetime(2037, 1, 1, tzinfo=UTC)],
    },
    settings={
        "columns": {"key": "id"},
        "windows": {"reference": "part = 'then'", "current": "part = 'now'"},
        "params": {
            "columns": ["id", "age", "sex", "day"],
            "facts": ["rows", "blank", "future", "distinct", "duplicate_rows", "duplicate_keys", "out_of_range"],
            "ranges": {"id": [1, 100]},
        },
    },
    expected={
        "dte_quality_rows": 4,
        'dte_quality_blank_ratio{column="sex"}': 0.5,
        'dte_quality_future_ratio{column="day"}': 0.25,
        'dte_quality_distinct_values{column="id"}': 3,
        'dte_quality_distinct_values{column="age"}': 2,
        'dte_quality_distinct_values{column="sex"}': 2,
        'dte_quality_distinct_values{column="day"}': 2,
        "dte_quality_duplicate_rows_ratio": 0.25,
        "dte_quality_duplicate_keys_ratio": 0.25,
        'dte_quality_out_of_range_ratio{column="id"}': 0,
        'dte_quality_out_of_range_ratio{column="age"}': 0.25,
    },
    working="Of four rows now two have a blank sex. Two have the key 6: one of four repeats a key, and since they are "
    "alike in all else too, it repeats a row. Ages were 20 to 60 then, so 99 is out of range, and a day in 2037 is "
    "still to come: one of four each. There are the keys 5, 6 and 7, the ages 30 and 99, two days, "
    "and f and a blank for sex.",
)


def needs(params: Params, roles: Roles) -> Mapping[str, QualityFactsPlan]:
    """Return the one plan for all facts.

    Raises
    ------
    MissingColumnError
        If the config names a column that is not there.
    CheckError
        If it asks for duplicate keys without a key, or expects of a column what does not fit it.
    """
    columns = params.columns or tuple(roles.kinds)
    for name in columns:
        if name not in roles.kinds:
            raise MissingColumnError("the source", name, roles.kinds)
    if "facts" in params.model_fields_set and "duplicate_keys" in params.facts and roles.key is None:
        raise CheckError("duplicate_keys compares keys: set columns.key, or leave it out of facts")
    whole = tuple(name for name in roles.kinds if name != roles.key)
    codes = frozenset(name for name in columns if roles.kinds[name] is ColumnKind.CATEGORY)
    identifiers = frozenset(filter(None, (roles.key, roles.subject)))
    declared = tuple(declared_bounds(params, roles))
    return {"facts": QualityFactsPlan(columns, params.facts, whole, roles.key, identifiers, codes, declared)}


@check(
    "quality",
    params=Params,
    needs=needs,
    emits=FAMILIES.values(),
    example=EXAMPLE,
    segmented=True,
    optional=("reference",),
)
def quality(statistics: Mapping[str, QualityFacts], params: Params, roles: Roles, now: float) -> Findings:
    """Return the facts that are asked for, and why some cannot be told."""
    facts = statistics["facts"]
    return Findings(
        samples=(*_of_window(facts, params), *_of_columns(facts, params)),
        undefined=tuple(_undefined(facts, params)),
        details={"columns": {name: _details(one, facts) for name, one in facts.columns.items()}, **_repeated(facts)},
    )


def _of_window(facts: QualityFacts, params: Params) -> Iterator[Sample]:
    """Yield what is told of the window as a whole."""
    rows, columns = facts.window_rows, facts.columns.values()
    told: dict[Any, float] = {
        "rows": rows,
        "constant": sum(one.is_constant(rows) for one in columns),
        "empty": sum(one.is_empty(rows) for one in columns),
        **{fact: count / rows for fact, count in _repeated(facts).items()},
    }
    yield from (FAMILIES[fact].sample(told[fact]) for fact in params.facts if fact in told)


def _of_columns(facts: QualityFacts, params: Params) -> Iterator[Sample]:
    """Yield what is told of each column: a count of values, else a share of all rows."""
    for fact in OF_COLUMNS:
        if fact in params.facts:
            whole = 1 if fact == "distinct" else facts.window_rows
            yield from (
                FAMILIES[fact].sample(one.counts[fact] / whole, column=name)
                for name, one in facts.columns.items()
                if fact in one.counts
            )


def _undefined(facts: QualityFacts, params: Params) -> Iterator[str]:
    for column, type_ in facts.incomparable.items():
        if column in facts.columns:
            yield f"column {column!r} is of type {type_}: only what is missing of it is counted"
    if facts.incomparable and "duplicate_rows" in params.facts:
        named = ", ".join(map(repr, facts.incomparable))
        yield f"duplicate_rows is not defined: the values of {named} cannot be compared; leave it out of facts"
    yield from (refusal(column, types) for column, types in facts.refused.items())
    if not facts.rows.get("reference", 1):
        yield "ranges and sets are not learned: the reference window holds no rows"


def _repeated(facts: QualityFacts) -> dict[str, int]:
    repeated = {"duplicate_rows": facts.duplicate_rows, "duplicate_keys": facts.duplicate_keys}
    return {name: count for name, count in repeated.items() if count is not None}


def _details(column: ColumnFacts, facts: QualityFacts) -> dict[str, Any]:
    """Return the counts behind a column's shares; values out of its set by name where enough rows hold them."""
    rows = facts.window_rows
    told = {
        "type": column.type_,
        "counts": dict(column.counts),
        "constant": column.is_constant(rows),
        "empty": column.is_empty(rows),
        "reads_as": column.reads_as,
        "unexpected": [{"value": value, "rows": count} for value, count in column.unexpected.items()],
    }
    return {name: one for name, one in told.items() if one not in ("", [], False)}
