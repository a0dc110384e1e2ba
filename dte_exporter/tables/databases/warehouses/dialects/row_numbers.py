"""Numbers of rows in a window without an order, which Ibis writes in a way that some warehouses refuse."""

from typing import Any

from dte_exporter.tables.databases.servers.question_compiler import of_ibis


def with_an_order(compiler: Any, op: Any, *, func: Any, group_by: Any, order_by: Any, **frame: Any) -> Any:
    """Return a window function; a row's number in an order that orders nothing, where there has to be one."""
    import sqlglot.expressions as sge

    if order_by or not _is_number(op):
        return of_ibis(compiler, "WindowFunction", op, func=func, group_by=group_by, order_by=order_by, **frame)
    return sge.Window(this=func, partition_by=group_by, order=sge.Order(expressions=[sge.null()]))


def without_a_frame(compiler: Any, op: Any, *, func: Any, group_by: Any, order_by: Any, **frame: Any) -> Any:
    """Return a window function; a row's number in no order at all, where a frame around it would be an error."""
    import sqlglot.expressions as sge

    if order_by or not _is_number(op):
        return of_ibis(compiler, "WindowFunction", op, func=func, group_by=group_by, order_by=order_by, **frame)
    return sge.Window(this=func, partition_by=group_by)


def _is_number(op: Any) -> bool:
    import ibis.expr.operations as ops

    return isinstance(op.func, ops.RowNumber)
