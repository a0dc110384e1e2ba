"""Floats as text: Spark writes them as Java does, 1.0E7, and Python and DuckDB otherwise, 10000000.0."""

from typing import Any

_LARGE, _SMALL = 1e16, 1e-4
"""From where on, and below what, Python writes a power of ten."""


def as_python_writes_it(compiler: Any, number: Any, written: Any) -> Any:
    """Return the text of `number`, of which Java has `written` a text, as ``repr`` does.

    Parameters
    ----------
    compiler : SQLGlotCompiler
        Who makes the expression.
    """
    import sqlglot.expressions as sge

    call = compiler.f.anon
    size = compiler.f.abs(number)
    power = call.replace(written, ".0E", "E")
    longer = call.replace(power, "E", "e+")
    smaller = call.regexp_replace(power, "E-([0-9])$", "E-0$1")
    digits = sge.Cast(this=sge.Cast(this=written, to=_decimal()), to=sge.DataType.build("text"))
    shorn = call.regexp_replace(call.regexp_replace(digits, "0+$", ""), "[.]$", ".0")
    return (
        sge.Case()
        .when(call.instr(written, "E").eq(0), written)
        .when(size >= _double(compiler, _LARGE), longer)
        .when(size < _double(compiler, _SMALL), call.replace(smaller, "E", "e"))
        .else_(shorn)
    )


def _decimal() -> Any:
    """Return a decimal that holds each double between the two without loss: 16 digits before the point, 22 after."""
    import sqlglot.expressions as sge

    return sge.DataType.build("decimal(38, 22)")


def _double(compiler: Any, value: float) -> Any:
    import ibis.expr.datatypes as dt

    return compiler.cast(repr(value), dt.float64)
