"""What the columns of Spark hold, and how their values are compared."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyspark.sql.types as spark
    from ibis.expr.datatypes import DataType
    from sqlglot.expressions import Expr

_TYPES = {
    "boolean": "boolean",
    "byte": "int8",
    "short": "int16",
    "integer": "int32",
    "long": "int64",
    "float": "float32",
    "double": "float64",
    "string": "string",
    "char": "string",
    "varchar": "string",
    "date": "date",
    "timestamp": "timestamp('UTC')",
    "timestamp_ntz": "timestamp",
    "binary": "binary",
    "void": "string",
}
"""By Spark's name of the type."""


def column_type(type_: "spark.DataType") -> "DataType":
    """Return the type of a column that Spark calls `type_`; unknown where no check reads it."""
    import ibis.expr.datatypes as dt
    import pyspark.sql.types as spark

    if isinstance(type_, spark.DecimalType):
        return dt.Decimal(type_.precision, type_.scale)
    name = _TYPES.get(type_.typeName())
    return dt.dtype(name) if name else dt.unknown


def plain_column(name: str, type_: "DataType") -> "Expr":
    """Return a column as its values are compared: text letter by letter, whatever its collation."""
    import sqlglot.expressions as sge

    column = sge.column(name, quoted=True)
    if not type_.is_string():
        return column
    return sge.alias_(sge.Cast(this=column, to=sge.DataType.build("text")), name, quoted=True)
