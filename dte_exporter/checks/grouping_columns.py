"""The columns that make groups, as the engine is asked for them: by their values, or by bands of a number."""

from dte_exporter.config.groups.sensitive import all_columns_of, bands_of
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.expressions.bands import Bands


def grouping_columns(roles: Roles) -> tuple[tuple[str, ...], Bands]:
    """Return all columns that make groups of a sensitive feature, and the bands of those that have some.

    Raises
    ------
    CheckError
        If a column that has bands does not hold numbers.
    """
    bands = bands_of(roles.sensitive)
    for column, _ in bands:
        if roles.kinds.get(column) is not ColumnKind.NUMBER:
            raise CheckError(f"sensitive column {column!r} has bands and holds no numbers: name it without bands")
    return all_columns_of(roles.sensitive), bands
