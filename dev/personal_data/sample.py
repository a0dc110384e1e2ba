"""A labelled sample: made-up personal data of eight kinds in five locales, and values that look alike and are none.

Every value is Faker's, from fixed seeds. The locales are those whose provider draws phone numbers from the country's
real numbering plan; elsewhere many of its numbers were never assigned, or are kept for films. Payment cards are those
whose prefixes are in use: Faker also has Maestro and JCB cards that no issuer gives out, and Visa cards of 13 digits,
which were withdrawn. Crypto wallets, for which it has no provider, are seeded digests in Base58Check.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

LOCALES = ("cs_CZ", "es_ES", "fr_FR", "pl_PL", "ro_RO")
CARDS = ("amex", "diners", "discover", "jcb15", "mastercard", "visa16", "visa19")
ORDERS = (
    "ORD-2024-%#####", "PO/2024/#####", "SO%######", "INV %## ###", "%####-#####", "%##-#######-#######",
    "202%0%1%-00##", "100#######", "45########", "0000%###", "%#########", "%##########", "%###########",
    "%##############",
)  # fmt: skip
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m-%d-%Y", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%H:%M:%S")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

Made = Callable[[Any], str]
"""From a seeded `faker.Faker` of one locale to a value."""

_NATIONAL_IDS: Mapping[str, Made] = {
    "cs_CZ": lambda fake: fake.birth_number(),
    "es_ES": lambda fake: fake.random_element((fake.nif, fake.nie))(),
    **dict.fromkeys(("fr_FR", "pl_PL", "ro_RO"), lambda fake: fake.ssn()),
}

PERSONAL: Mapping[str, Made] = {
    "email": lambda fake: fake.random_element((fake.email, fake.company_email))(),
    "phone": lambda fake: fake.phone_number(),
    "iban": lambda fake: fake.iban(),
    "payment_card": lambda fake: fake.credit_card_number(fake.random_element(CARDS)),
    "ip_address": lambda fake: fake.random_element((fake.ipv4, fake.ipv6))(),
    "mac_address": lambda fake: fake.mac_address(),
    "crypto_wallet": lambda fake: _wallet(fake.binary(20)),
    "national_id": lambda fake: _NATIONAL_IDS[fake.locales[0]](fake),
}
"""By kind, how one value of it is made."""

ALIKE: Mapping[str, Made] = {
    "order number": lambda fake: fake.numerify(fake.random_element(ORDERS)),
    "ISBN": lambda fake: fake.random_element((fake.isbn10, fake.isbn13))(separator=fake.random_element(("-", ""))),
    "float": lambda fake: repr(fake.random.uniform(-1, 1) * 10 ** fake.random_int(0, 12)),
    "coordinate": lambda fake: f"{fake.latitude()}{fake.random_element((', ', ' ', ';'))}{fake.longitude()}",
    "date or time": lambda fake: fake.date(fake.random_element(DATES)),
    "identifier": lambda fake: fake.random_element((fake.uuid4, fake.sha1, fake.ean13, fake.vin))(),
    "word": lambda fake: fake.random_element((fake.sentence, fake.user_name, fake.license_plate, fake.url))(),
}
"""By name, how one value is made that is none of the kinds."""


def personal(kind: str, locale: str, size: int) -> list[str]:
    """Return `size` values of `kind` as `locale` writes them."""
    return _made(PERSONAL[kind], f"{kind} {locale}", locale, size)


def alike(name: str, size: int) -> list[str]:
    """Return `size` values that look like personal data and are none."""
    return _made(ALIKE[name], name, "en_GB", size)


def _made(make: Made, seed: str, locale: str, size: int) -> list[str]:
    from faker import Faker

    fake = Faker(locale)
    fake.seed_instance(seed)
    return [make(fake) for _ in range(size)]


def _wallet(digest: bytes) -> str:
    body = b"\0" + digest
    body += hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4]
    number, text = int.from_bytes(body, "big"), ""
    while number:
        number, place = divmod(number, 58)
        text = _BASE58[place] + text
    return "1" * (len(body) - len(body.lstrip(b"\0"))) + text
