from collections.abc import Callable

import pytest

from dte_exporter.config.governance.taxonomy import taxonomy
from dte_exporter.proposal.column_facts import profile
from dte_exporter.proposal.personal import _TEXTS, _WORDS, personal
from dte_exporter.tables.table import Table

Opening = Callable[[str], Table]


def _found(table: Table) -> dict[str, str]:
    return {name: one.category for name, one in personal(profile(table), table).items()}


def _column(name: str, *values: object) -> str:
    return f"row,{name}\n" + "".join(f"{place},{value}\n" for place, value in enumerate(values))


@pytest.mark.parametrize(
    ("values", "category"),
    [
        (("jo@example.org", "ann@example.org", ""), "user.contact.email"),
        (("+48 600 100 200", "+48 600 100 201"), "user.contact.phone_number"),
        (("022 555 12 34", "(030) 555-1234"), "user.contact.phone_number"),
        (("(212) 555-0123", "212-555-0124"), "user.contact.phone_number"),
        (("PL61 1090 1014 0000 0712 1981 2874", "DE89370400440532013000"), "user.financial.bank_account"),
        (("192.0.2.1", "192.0.2.2"), "user.device.ip_address"),
    ],
)
def test_values_tell_whatever_the_column_is_called(values: tuple[str, ...], category: str, opened: Opening) -> None:
    """Each of these shapes is hardly anything else."""
    assert _found(opened(_column("x7", *values))) == {"x7": category}


@pytest.mark.parametrize(
    ("name", "values", "category"),
    [
        ("name", ("Ann", "Jo", "Ann"), "user.name"),
        ("customer_name", ("Ann", "Jo"), "user.name"),
        ("firstName", ("Ann", "Jo"), "user.name.first"),
        ("last_name", ("May", "Day"), "user.name.last"),
        ("surname", ("May", "Day"), "user.name.last"),
        ("fullname", ("Ann May", "Jo Day"), "user.name"),
        ("birth_date", ("1990-01-01", "1991-01-01"), "user.demographic.date_of_birth"),
        ("dob", ("1990-01-01", "1991-01-01"), "user.demographic.date_of_birth"),
        ("year_of_birth", (1990, 1991, 1990), "user.demographic.date_of_birth"),
        ("phone", (600100200, 600100201), "user.contact.phone_number"),
        ("home_address", ("Long Lane 1", "Long Lane 2", "High Street"), "user.contact.address.street"),
        ("passport", ("ZS 1", "ZS 2", "ZS 3"), "user.government_id.passport_number"),
    ],
)
def test_names_tell_where_values_have_no_pattern(
    name: str, values: tuple[object, ...], category: str, opened: Opening
) -> None:
    """However few the values are: three officers are people too."""
    assert _found(opened(_column(name, *values))) == {name: category}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("product_name", ("Blue Chair", "Red Table")),
        ("city", ("New York", "San Francisco")),
        ("own_telephone", ("yes", "none", "yes")),
        ("has_email", ("true", "false")),
        ("email_type", ("work", "home", "other")),
        ("birth_rate", (1.5, 2.5)),
        ("mobile", (1, 2, 1)),
        ("remark", ("write to jo@example.org", "nothing", "no one", "paid")),
    ],
)
def test_other_things_are_not_taken_for_people(name: str, values: tuple[object, ...], opened: Opening) -> None:
    """Whether there is an address is none, and places look like names."""
    assert _found(opened(_column(name, *values))) == {}


def test_a_column_that_is_named_for_people_and_holds_names_is_one_of_names(opened: Opening) -> None:
    """Two names of two words, again and again, and why it is taken for that is said."""
    table = opened(_column("loan_officer", "Ann May", "Jo Day", "Ann May"))

    (found,) = personal(profile(table), table).values()

    assert (found.category, found.why) == ("user.name", "its values look like names of people")


def test_a_table_without_texts_is_not_read_for_them(opened: Opening) -> None:
    """There is nothing to look at."""
    assert _found(opened("a,b\n1,2.5\n2,3.5\n")) == {}


def test_every_category_is_one_of_the_taxonomy() -> None:
    """Else the proposal could not be loaded."""
    assert {*_TEXTS, *_WORDS} <= taxonomy().data_categories
