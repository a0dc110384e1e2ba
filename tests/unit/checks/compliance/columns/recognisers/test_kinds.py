"""Texts that people write, and what is to be seen in them: examples of standards, banks and authorities."""

import importlib.util
import socket
from collections.abc import Callable

import pytest

from dte_exporter.checks.compliance.columns.recognisers import kinds, patterns

HOLDING = [
    ("jo.doe+news@example.co.uk", "email"),
    ("please write to jo@example.org, or call", "email"),
    ("GB82 WEST 1234 5698 7654 32", "iban"),
    ("refund to DE89370400440532013000 today", "iban"),
    ("4111 1111 1111 1111", "payment_card"),
    ("5555-5555-5555-4444", "payment_card"),
    ("paid by 378282246310005.", "payment_card"),
    ("from 192.0.2.17 at noon", "ip_address"),
    ("2001:db8::8a2e:370:7334", "ip_address"),
    ("00:00:5E:00:53:AF", "mac_address"),
    ("0000.5e00.53af", "mac_address"),
    ("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "crypto_wallet"),
    ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "crypto_wallet"),
    ("+33 (0)1 44 49 93 00", "phone"),
    ("0033 1 44 49 93 00", "phone"),
    ("01.44.49.93.00", "phone"),
    ("ring 020 7946 0018 x12 or 030 22730123", "phone"),
    ("(202) 456-1111", "phone"),
    ("915 678 123", "phone"),
    ("2024-01-15 10:23 0144499300", "phone"),
    ("780123/3540", "national_id_cz"),
    ("36 574 261 809", "national_id_de"),
    ("54362315K", "national_id_es"),
    ("X-2482300-W", "national_id_es"),
    ("131052-308T", "national_id_fi"),
    ("2 95 10 99 126 111 93", "national_id_fr"),
    ("AB 12 34 56 C", "national_id_gb"),
    ("6433435F", "national_id_ie"),
    ("RCCMNL83S18D969H", "national_id_it"),
    ("44051401359", "national_id_pl"),
    ("1630615123457", "national_id_ro"),
    ("880320-0016", "national_id_se"),
    ("536-90-4399", "national_id_us"),
]

FREE_OF_IT = [
    "jo@localhost",
    "@handle",
    "GB82 WEST 1234 5698 7654 33",  # a wrong check digit
    "4111 1111 1111 1112",
    "0.4111111111111111",
    "9999 9999 9999 9995",  # right, but nobody issues such cards
    "256.1.1.1",
    "1.3.6.1.4.1",
    "std::vector<int>",
    "12:34:56",
    "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3",
    "978-3-16-148410-0",
    "0306406152",
    "0012345678905",
    "2024-01-15 10:23:45",
    "01/02/2024",
    "53.349805, -6.260310",
    "+40.41678-003.70379/",
    "4500012345",
    "123-4567890-1234567",
    "550e8400-e29b-41d4-a716-446655440000",
    "ORD-2024-000123",
    "54362315A",
    "44051401358",
    "666-12-3456",
    "BG 12 34 56 C",  # a prefix that is never given
    "Never-married",
    "",
]


@pytest.mark.parametrize(("text", "kind"), HOLDING)
def test_personal_data_is_recognised(text: str, kind: str, kinds_in: Callable[[str], set[str]]) -> None:
    """However it is grouped, alone or within a sentence, a value is of its kind and of no other."""
    assert kinds_in(text) == {kind}


@pytest.mark.parametrize("text", FREE_OF_IT)
def test_what_looks_alike_is_not(text: str, kinds_in: Callable[[str], set[str]]) -> None:
    """A wrong check digit, a number without an issuer, a book, an order, a date or a place is nobody's."""
    assert kinds_in(text) == set()


def test_national_numbers_are_of_the_countries_that_are_asked_for() -> None:
    """A Spanish number is nothing in a scan for Ireland."""
    irish = kinds.recognisers(("IE",))
    assert [one.kind for one in irish if one.kind.startswith("national")] == ["national_id_ie"]
    assert not any(one.finds(text) for one in irish for text in ("54362315K", "915 678 123"))


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network an address is recognised all the same: the list of domains is the one that is installed."""

    def refuse(*_: object) -> None:
        raise AssertionError("somebody asks for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    email = next(one for one in patterns.patterns() if one.kind == "email")
    assert email.finds("jo@example.org")
    assert not email.finds("jo@example.nosuchdomain")


def test_what_is_missing_is_named_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The libraries are an extra: without one of them a sentence says how to get it."""
    assert kinds.missing_extra() == ""
    found = importlib.util.find_spec
    monkeypatch.setattr(kinds, "find_spec", lambda name: None if name == "stdnum" else found(name))
    assert kinds.missing_extra() == ('recognising personal data needs more packages: pip install "dte-exporter[pii]"')
