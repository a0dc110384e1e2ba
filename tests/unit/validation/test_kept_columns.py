"""What has become of the columns of a reference."""

from pathlib import Path

from dte_exporter.validation.kept_columns import kept_columns, kept_variety, new_columns
from dte_exporter.validation.looked_at import looked_at
from tests.unit.validation.files import written
from tests.unit.validation.told import facts


def test_columns_that_are_gone_or_of_another_type_fail_and_new_ones_are_told(tmp_path: Path) -> None:
    """The order is none of it."""
    before = looked_at(str(written("SELECT 1 AS kept, 2 AS other, 3 AS gone", tmp_path / "before.parquet")), None)
    now = looked_at(str(written("SELECT 'x' AS other, 4 AS novel, 1 AS kept", tmp_path / "now.parquet")), None)

    assert [(one.rule, one.subject, one.state, one.told) for one in kept_columns(now, before)] == [
        ("type_kept", "kept", "met", "it is of type int32, as in the reference"),
        ("type_kept", "other", "failed", "it is of type string, in the reference of int32"),
        ("column_kept", "gone", "failed", "the reference has this column, and the file has not"),
    ]
    assert list(new_columns(now, before)) == ["column novel is not in the reference"]


def test_a_column_that_had_several_values_and_has_one_fails() -> None:
    """One that had one before is let be, and so is one that the reference does not have."""
    now, before = facts(9, {"a": 1, "b": 1, "c": 5, "new": 1}), facts(9, {"a": 2, "b": 1, "c": 5})

    assert [(one.subject, one.state) for one in kept_variety(now, before)] == [("a", "failed"), ("c", "met")]
