"""Floats as text: 1.0 where a warehouse writes 1 or 1E0, as Python and DuckDB do."""

from typing import Any

_LONGEST = 1e15
"""From here on Python writes an exponent, or digits that a double cannot tell apart."""


def float_text(compiler: Any, arg: Any, written: Any) -> Any:
    """Return the text of the float `arg`, which the warehouse has `written`: whole numbers as Python writes them."""
    import ibis.expr.datatypes as dt
    import sqlglot.expressions as sge

    digits = compiler.cast(compiler.cast(arg, dt.int64), dt.string)
    whole = compiler.if_(written.like(sge.convert("-0%")), sge.convert("-0.0"), compiler.f.concat(digits, ".0"))
    is_whole = sge.And(
        this=compiler.f.floor(arg).eq(arg),
        expression=sge.LT(this=compiler.f.abs(arg), expression=sge.convert(_LONGEST)),
    )
    return compiler.if_(is_whole, whole, written)
