"""The groups of a sensitive column: how many there may be, and whether rows without one are a group as well."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from dte_exporter.errors import CheckError

MAX_GROUPS = 50

MISSING_GROUP = "(missing)"
"""What the rows without a value in a sensitive column are called where they are a group."""

WithoutGroup = Annotated[
    Literal["group", "leave_out"],
    Field(
        description="What rows without a value in a sensitive column are: a group of their own, called (missing), or "
        "left out of the figures by group, and counted."
    ),
]

Told = TypeVar("Told")
"""What is known of the rows of a group."""


def check_few(column: str, groups: int) -> None:
    """Refuse a sensitive column of so many `groups` that it cannot be one of groups of people.

    Raises
    ------
    CheckError
        If there are over `MAX_GROUPS`.
    """
    if groups > MAX_GROUPS:
        raise CheckError(f"sensitive column {column!r} has {groups} values: group them into {MAX_GROUPS} or fewer")


def with_missing(column: str, groups: Mapping[str, Told], ungrouped: Told) -> Mapping[str, Told]:
    """Return `groups` of the sensitive `column`, and the rows without one as one more.

    Raises
    ------
    CheckError
        If a group is called as they are.
    """
    if MISSING_GROUP in groups:
        raise CheckError(
            f"sensitive column {column!r} has a group {MISSING_GROUP!r} beside rows without a value, which missing: "
            "group calls the same: rename that group in the data, or set missing: leave_out"
        )
    return dict(sorted({**groups, MISSING_GROUP: ungrouped}.items()))
