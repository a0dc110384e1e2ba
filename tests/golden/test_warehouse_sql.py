"""What is pinned of warehouses: SQL in each one's own grammar, and what cannot be asked."""

from pathlib import Path

import pytest
import sqlglot

from dev.generate.warehouse_sql import WAREHOUSES

GOLDEN = Path(__file__).parent / "sql"
REFUSED = {("redshift", "bias-variance")}
"""What the how-to lists as well."""


@pytest.mark.parametrize("dialect", sorted(kind.dialect for kind in WAREHOUSES))
def test_what_is_pinned_is_sql_of_the_warehouse(dialect: str) -> None:
    """Each statement is one SELECT, or a UNION of them, by its grammar, or a remark; all together stay small."""
    files = sorted((GOLDEN / dialect).glob("*.sql"))
    text = {file.stem: file.read_text() for file in files}

    parsed = [tree for one in text.values() for tree in sqlglot.parse(one, dialect=dialect)]

    assert {type(tree).__name__ for tree in parsed if tree is not None} <= {"Select", "Union", "Semicolon"}
    assert len(files) >= 18
    assert sum(map(len, text.values())) < 150_000
    assert {(dialect, name) for name, one in text.items() if "-- refused" in one} == {
        pair for pair in REFUSED if pair[0] == dialect
    }
