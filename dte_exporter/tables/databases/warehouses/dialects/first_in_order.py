"""The first value in an order where there is no such function: that of the least key."""

from collections.abc import Sequence
from typing import Any


def least_key(op: Any, order_by: Sequence[Any]) -> list[Any]:
    """Return the parts of the key that is least where `order_by` has its first.

    Raises
    ------
    UnsupportedOperationError
        If something but a number goes downwards, or there is no order.
    """
    import sqlglot.expressions as sge
    from ibis.common.exceptions import UnsupportedOperationError

    if not order_by or any(key.descending and not key.arg.dtype.is_numeric() for key in op.order_by):
        raise UnsupportedOperationError("the first in such an order")
    return [
        sge.Neg(this=one.this) if key.descending else one.this for key, one in zip(op.order_by, order_by, strict=True)
    ]
