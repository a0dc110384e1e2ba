import ibis.expr.datatypes as dt
import pytest

from dte_exporter.statistics.expressions.type_name import type_name


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        (dt.Int64(nullable=False), "int64"),
        (dt.Float32(), "float32"),
        (dt.String(), "string"),
        (dt.Decimal(4, 2), "decimal(4, 2)"),
        (dt.Timestamp("UTC"), "timestamp('UTC')"),
        (dt.JSON(), "json"),
        (dt.Struct({"Ann Lee": dt.Int64()}), "struct"),
        (dt.Array(dt.Struct({"Ann Lee": dt.Int64()})), "array"),
        (dt.Map(dt.String(), dt.Int64()), "map"),
    ],
)
def test_a_type_is_named_without_what_is_inside_a_nested_one(type_: dt.DataType, name: str) -> None:
    """The fields of a struct have names that the data gives them."""
    assert type_name(type_) == name
