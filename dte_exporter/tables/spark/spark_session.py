"""One run's session of Spark: its questions, their time, and what a refusal means."""

from typing import TYPE_CHECKING, Any

from dte_exporter.tables.databases.relation import Asked, Column
from dte_exporter.tables.spark.spark_columns import column_type, plain_column
from dte_exporter.tables.spark.spark_refusals import explained

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType
    from pyspark.sql import SparkSession as OfThisProcess
    from pyspark.sql.connect.session import SparkSession as OfServer
    from sqlglot.expressions import Expr

DIALECT = "spark"

_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_LTZ",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "false",
    "spark.sql.variable.substitute": "false",
    "spark.sql.groupByOrdinal": "true",
}
"""What every answer of ours depends on, whatever the server has set. Without substitution a text ${…} is a text."""


class SparkAnswers:
    """A session of Spark, of which one run asks questions.

    Parameters
    ----------
    raw : pyspark.sql.SparkSession
        Over Spark Connect, or of this process.
    """

    name = "Spark"
    dialect = DIALECT
    reads_once = False

    def __init__(self, raw: "OfServer | OfThisProcess") -> None:
        self._raw = raw
        for key, value in _SETTINGS.items():
            raw.conf.set(key, value)

    @property
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""
        from dte_exporter.tables.spark.spark_dialect import compiler

        return compiler()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of `query`.

        Raises
        ------
        SourceError
            If Spark refuses or does not answer; the message holds no value of the data.
        """
        with explained():
            answer = self._raw.sql(query).toArrow()
        return list(zip(*(column.to_pylist() for column in answer.columns), strict=True))

    def columns(self, asked: Asked) -> tuple[Column, ...]:
        """Return the columns of what is `asked`, by name and type.

        Raises
        ------
        SourceError
            If it is not there, or not allowed.
        """
        with explained():
            fields = self._raw.sql(asked.select("*").sql(DIALECT)).schema.fields
        return tuple((field.name, column_type(field.dataType)) for field in fields)

    def plain(self, name: str, type_: "DataType") -> "Expr":
        """Return a column as its values are compared: text letter by letter, whatever its collation."""
        return plain_column(name, type_)

    def digest(self, column: Any, key: bytes) -> Any:
        """Return the HMAC-SHA256 of each text in `column` under `key`, as hexadecimal digits; null of null."""
        from dte_exporter.tables.spark.spark_digest import digest

        return digest(column, key)
