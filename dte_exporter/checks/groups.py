"""How many groups a sensitive column may have."""

from dte_exporter.errors import CheckError

MAX_GROUPS = 50


def check_few(column: str, groups: int) -> None:
    """Refuse a sensitive column of so many `groups` that it cannot be one of groups of people.

    Raises
    ------
    CheckError
        If there are over `MAX_GROUPS`.
    """
    if groups > MAX_GROUPS:
        raise CheckError(f"sensitive column {column!r} has {groups} values: group them into {MAX_GROUPS} or fewer")
