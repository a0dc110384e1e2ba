"""Which columns hold data that tell who a person is, from their names and from what their texts look like.

It is cheap and wide: one look at the texts by the engine. What is left of doubt is settled by who reads the proposal,
and later by the checks ``undeclared-personal-data`` and ``pseudonymised``, which read closely.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dte_exporter.config.roles import ColumnKind
from dte_exporter.proposal.column_facts import Column, Profile
from dte_exporter.proposal.words import words
from dte_exporter.tables.table import Table

MOST = 0.5
"""Of the values of a column that is of a kind, at least this share looks like it."""

_PEOPLE = frozenset(
    {"customer", "client", "person", "people", "patient", "applicant", "borrower", "employee", "worker", "member"}
    | {
        "user",
        "owner",
        "contact",
        "candidate",
        "student",
        "teacher",
        "doctor",
        "physician",
        "nurse",
        "agent",
        "manager",
    }
    | {"advisor", "officer", "reviewer", "author", "holder", "guest", "tenant", "driver", "who", "subject"}
)
_FIRST = frozenset({"firstname", "forename", "givenname"})
_LAST = frozenset({"lastname", "surname", "familyname"})
_WHOLE = frozenset({"fullname", "realname"})
_GIVEN = frozenset({"first", "given", "middle"})
_FAMILY = frozenset({"last", "family", "maiden"})

_SHORTEST = 1_000_000
"""Smaller numbers tell nobody apart, and nobody can be called by them."""

_BIRTH = "user.demographic.date_of_birth"
_BIRTHS = frozenset({"dob", "born", "birthday", "birthdate", "birthyear", "dateofbirth"})
_DAYS = frozenset({"date", "day", "year"})

_WORDS: Mapping[str, frozenset[str]] = {
    "user.contact.email": frozenset({"email", "mail", "emailaddress"}),
    "user.contact.phone_number": frozenset(
        {"phone", "telephone", "tel", "mobile", "cellphone", "msisdn", "phonenumber"}
    ),
    "user.financial.bank_account": frozenset({"iban"}),
    "user.government_id.national_identification_number": frozenset({"ssn", "pesel", "nino", "cpf", "bsn", "curp"}),
    "user.government_id.passport_number": frozenset({"passport"}),
    "user.account.username": frozenset({"username", "nickname"}),
    "user.device.ip_address": frozenset({"ip", "ipaddress"}),
    "user.contact.address.street": frozenset({"street", "address", "addr"}),
}
_ABOUT = frozenset(
    {"type", "kind", "count", "method", "verified", "opened", "has", "is", "length", "provider", "domain"}
)
"""Words of what is said of an address and the like, and is none."""

_TEXTS: Mapping[str, tuple[str, str]] = {
    "user.contact.email": ("e-mail addresses", r"^\s*[^@\s]+@[^@\s]+\.[^@\s.]+\s*$"),
    "user.contact.phone_number": (
        "phone numbers",
        r"^\s*\(?(\+|00)[1-9][0-9 ()/.-]{6,18}\s*$|^\s*\(?0[0-9]{1,4}\)?[ /-][0-9][0-9 /-]{4,14}\s*$"
        r"|^\s*\(?[0-9]{3}\)?[ -][0-9]{3}[ -][0-9]{3,4}\s*$",
    ),
    "user.financial.bank_account": ("bank accounts", r"^\s*[A-Z]{2}[0-9]{2}([ -]?[A-Z0-9]){11,30}\s*$"),
    "user.device.ip_address": ("IP addresses", r"^\s*([0-9]{1,3}\.){3}[0-9]{1,3}\s*$"),
    "user.name": ("names of people", r"^\s*\p{Lu}[\p{L}'-]+( \p{Lu}\.?)?( \p{Lu}[\p{L}'-]+){1,2}\s*$"),
}
"""By category: what its texts are, and the shape that they have. A name has one that places have too."""


@dataclass(frozen=True, slots=True)
class Personal:
    """What a column holds of people.

    Parameters
    ----------
    category : str
        Of the Fides taxonomy.
    why : str
        What it is told from, as the end of a sentence about the column.
    """

    category: str
    why: str


def personal(profile: Profile, table: Table) -> Mapping[str, Personal]:
    """Return what the columns of `profile` that are about people hold; `table` is read once for its texts.

    Raises
    ------
    SourceError
        If it cannot be read.
    """
    texts = _texts(profile, table)
    found = {name: _told(column, texts.get(name, {})) for name, column in profile.columns.items()}
    return {name: one for name, one in found.items() if one is not None}


def _told(column: Column, shares: Mapping[str, float]) -> Personal | None:
    """Return what `column` holds, by its name and by the share of its texts that have each shape."""
    shaped = [category for category, share in shares.items() if share >= MOST]
    for category in shaped:
        if category != "user.name" or not words(column.name).isdisjoint(_PEOPLE):
            return Personal(category, f"its values look like {_TEXTS[category][0]}")
    by_name = _by_name(words(column.name), column)
    return Personal(by_name, f"its name says {_said(by_name)}") if by_name else None


def _by_name(said: frozenset[str], column: Column) -> str | None:
    if column.kind is ColumnKind.CATEGORY and (name := _name(said)):
        return name
    if not said.isdisjoint(_BIRTHS) or ("birth" in said and not said.isdisjoint(_DAYS)):
        return _BIRTH
    if not _may_tell_apart(column) or not said.isdisjoint(_ABOUT):
        return None
    return next((category for category, known in _WORDS.items() if not said.isdisjoint(known)), None)


def _may_tell_apart(column: Column) -> bool:
    """Return whether it holds texts, and not only whether there is one, or numbers that hardly repeat."""
    if column.kind is ColumnKind.NUMBER:
        is_long = column.low is not None and column.low >= _SHORTEST
        return column.whole and is_long and 2 * column.distinct > column.rows
    return column.kind is ColumnKind.CATEGORY and column.distinct > 2


def _name(said: frozenset[str]) -> str | None:
    """Return which part of a person's name a column called so holds, None where it is the name of something else."""
    if not said.isdisjoint(_FIRST | _LAST | _WHOLE):
        return _part(said, _FIRST, _LAST)
    if "name" not in said:
        return None
    if not said.isdisjoint(_GIVEN | _FAMILY):
        return _part(said, _GIVEN, _FAMILY)
    return "user.name" if said <= _PEOPLE | {"name", "full", "real"} else None


def _part(said: frozenset[str], first: frozenset[str], last: frozenset[str]) -> str:
    if said.isdisjoint(last):
        return "user.name" if said.isdisjoint(first) else "user.name.first"
    return "user.name.last"


def _said(category: str) -> str:
    """Return what a column of `category` holds, for people."""
    last = category.removeprefix("user.").rpartition(".")[2]
    return "a person's name" if category.startswith("user.name") else f"a person's {last.replace('_', ' ')}"


def _texts(profile: Profile, table: Table) -> Mapping[str, Mapping[str, float]]:
    """Return, by column, the share of its texts that have each shape."""
    rows, schema = table.expression, table.expression.schema()
    names = [
        name
        for name, column in profile.columns.items()
        if column.kind is ColumnKind.CATEGORY and schema[name].is_string() and column.missing < column.rows
    ]
    wanted: dict[str, Any] = {
        f"t{place}_{number}": rows[name].re_search(_known_to(table, shape)).sum()
        for place, name in enumerate(names)
        for number, (_, shape) in enumerate(_TEXTS.values())
    }
    counts = iter(table.execute(rows.aggregate(**wanted))[0] if wanted else ())
    return {name: dict(_shares(profile.columns[name], counts)) for name in names}


def _known_to(table: Table, shape: str) -> str:
    """Return a pattern as a server knows it: not each has classes of Unicode, so names are those in Latin letters."""
    if not table.is_remote:
        return shape
    return shape.replace(r"\p{Lu}", "[A-ZÀ-ÖØ-Þ]").replace(r"\p{L}", "A-Za-zÀ-ÖØ-öø-ÿ")


def _shares(column: Column, counts: Iterator[int]) -> Iterator[tuple[str, float]]:
    for category in _TEXTS:
        yield category, (next(counts) or 0) / (column.rows - column.missing)
