"""Numbers of rows in a window without an order, which some warehouses refuse and Ibis leaves to them."""

from typing import Any

from dte_exporter.tables.databases.servers.question_compiler import of_ibis


def unordered(compiler: Any, op: Any, *, func: Any, group_by: Any, order_by: Any, **frame: Any) -> Any:
    """Return a window function, that of a row's number without a frame and in an order that orders nothing."""
    import ibis.expr.operations as ops
    import sqlglot.expressions as sge

    if not isinstance(op.func, ops.RowNumber) or order_by:
        return of_ibis(compiler, "WindowFunction", op, func=func, group_by=group_by, order_by=order_by, **frame)
    return sge.Window(this=func, partition_by=group_by, order=sge.Order(expressions=[sge.null()]))
