from typing import Any

import pytest

from dte_exporter.checks.quality.check import needs, quality
from dte_exporter.checks.quality.expected_values import Params
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import ColumnKind, Roles, resolve
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.quality_facts.quality_facts import ColumnFacts, QualityFacts

KINDS = {"id": ColumnKind.NUMBER, "person": ColumnKind.CATEGORY, "code": ColumnKind.NUMBER}


def roles(**columns: Any) -> Roles:
    """Return those of a table of three columns."""
    return resolve(Columns.model_validate(columns), KINDS)


def test_all_columns_are_looked_at_and_rows_compared_but_for_the_key() -> None:
    """Of key and subject nothing is learned, and codes have a set."""
    (plan,) = needs(Params(), roles(key="id", subject="person", categorical=["code"])).values()

    assert plan.columns == ("id", "person", "code")
    assert plan.whole == ("person", "code")
    assert plan.identifiers == {"id", "person"}
    assert plan.codes == {"person", "code"}


def test_a_column_that_is_not_there_is_named() -> None:
    """It may be a slip."""
    with pytest.raises(MissingColumnError, match="'idd'"):
        needs(Params(columns=("idd",)), roles())


def test_keys_that_are_asked_for_need_a_key() -> None:
    """Without being asked for they are left out in silence."""
    with pytest.raises(CheckError, match=r"duplicate_keys compares keys: set columns.key"):
        needs(Params(facts=("duplicate_keys",)), roles())
    assert needs(Params(), roles())


def test_what_cannot_be_told_is_said() -> None:
    """A column of lists, one of another type in the reference, and a reference without rows."""
    facts = QualityFacts(
        "current",
        {"current": 4, "reference": 0},
        {"tags": ColumnFacts("array", {"missing": 1}), "code": ColumnFacts("int64", {"missing": 0})},
        incomparable={"tags": "array", "blob": "binary"},
        refused={"code": Mismatch("string", "int64")},
    )

    found = quality.compute({"facts": facts}, Params(), roles(), 0.0)

    assert found.undefined == (
        "column 'tags' is of type array: only what is missing of it is counted",
        "duplicate_rows is not defined: the values of 'tags', 'blob' cannot be compared; leave it out of facts",
        "column 'code' is of type string in the reference window and of type int64 in the current window: give both "
        "windows the same columns, or exclude it",
        "ranges and sets are not learned: the reference window holds no rows",
    )
    assert {one.name for one in found.samples} == {
        *("dte_quality_rows", "dte_quality_missing_ratio", "dte_quality_constant_columns", "dte_quality_empty_columns")
    }


def test_the_counts_are_in_the_evidence() -> None:
    """Of a column those that there are, and values by name."""
    column = ColumnFacts("string", {"missing": 1, "distinct": 1, "out_of_set": 3}, "number", {"x": 30})
    facts = QualityFacts("current", {"current": 40}, {"code": column}, duplicate_rows=2)

    assert quality.compute({"facts": facts}, Params(facts=("rows",)), roles(), 0.0).details == {
        "columns": {
            "code": {
                "type": "string",
                "counts": {"missing": 1, "distinct": 1, "out_of_set": 3},
                "reads_as": "number",
                "unexpected": [{"value": "x", "rows": 30}],
            }
        },
        "duplicate_rows": 2,
    }
