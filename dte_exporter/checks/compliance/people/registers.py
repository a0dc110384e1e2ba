"""Tables that tell about people beside a check's own rows, as the config names them, and how the two are met."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field

from dte_exporter.config.models import Model
from dte_exporter.config.roles import Roles
from dte_exporter.config.types import Name
from dte_exporter.errors import CheckError
from dte_exporter.statistics.expressions.instants import held

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

SUBJECT, PURPOSE = "subject_", "purpose_"
"""What the keys are called in tables that are to be met."""


class Register(Model):
    """Another data set that the check reads."""

    dataset: Name = Field(description="The data set that holds it.")


class OfPeople(Register):
    """A register whose entries are about a person."""

    subject: str = Field(default="subject", description="Its column of people.")


class ByPurpose(OfPeople):
    """A register whose entries are about a person and a purpose."""

    purpose: str | None = Field(
        default="purpose", description="Its column of purposes; null where an entry is about every purpose."
    )


class Purposes(Model):
    """Which purpose the check's own rows serve."""

    purpose: str | None = Field(default=None, description="The column of purposes of the check's own rows.")
    serves: str | None = Field(default=None, description="The one purpose that they all serve, where no column tells.")


def known_purpose(rows: Purposes, register: ByPurpose, called: str) -> None:
    """Refuse rows without a purpose beside a register that tells purposes apart.

    Raises
    ------
    ValueError
        If so; `called` is the key of the register.
    """
    if rows.purpose and rows.serves:
        raise ValueError("name the column of purposes or the one purpose that all rows serve, not both")
    if register.purpose and not (rows.purpose or rows.serves):
        raise ValueError(
            f"{called} are by purpose: name the purpose of the rows (purpose: a column, or serves: the one purpose), "
            f"or set {called}.purpose to null"
        )


def reads(*keys: str) -> Any:
    """Return the function that finds the data sets of the registers under `keys` of a check's parameters."""

    def found(params: Any) -> Mapping[tuple[str | int, ...], str]:
        registers = {key: getattr(params, key) for key in keys}
        return {(key, "dataset"): register.dataset for key, register in registers.items() if register is not None}

    return found


def subject_of(roles: Roles, kind: str) -> str:
    """Return the column of people of a check's own rows.

    Raises
    ------
    CheckError
        If the data set names none.
    """
    if roles.subject is None:
        raise CheckError(f"{kind} meets people with what is known of them: set columns.subject")
    return roles.subject


def of_rows(table: "IbisTable", subject: str, rows: Purposes, register: ByPurpose) -> dict[str, Any]:
    """Return the columns by which the check's own rows are met with `register`."""
    import ibis

    if register.purpose is None:
        return {SUBJECT: word(table, subject)}
    purpose = word(table, rows.purpose) if rows.purpose else ibis.literal(rows.serves)
    return {SUBJECT: word(table, subject), PURPOSE: purpose}


def of_entries(table: "IbisTable", register: ByPurpose) -> dict[str, Any]:
    """Return the columns by which the entries of `register` are met with rows."""
    keys = {SUBJECT: word(table, register.subject)}
    return keys if register.purpose is None else {**keys, PURPOSE: word(table, register.purpose)}


def word(table: "IbisTable", column: str) -> Any:
    """Return `column` as text, so that a number here meets its text there."""
    found = held(table, column)
    return found if found.type().is_string() else found.cast("string")


def is_set(table: "IbisTable", column: str | None, otherwise: bool) -> Any:
    """Return whether `column` says yes: it is true, or holds anything; `otherwise` where there is no column."""
    import ibis

    if column is None:
        return ibis.literal(otherwise)
    found = held(table, column)
    type_ = found.type()
    if type_.is_unknown() or type_.is_null():
        return ibis.literal(False)
    if type_.is_boolean():
        return found.fill_null(False)
    if type_.is_string():
        return (found.strip() != "").fill_null(False)
    return found.notnull()
