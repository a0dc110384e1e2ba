"""Make the demo's tables about people: a web shop of 2018 that never was, with violations of GDPR planted in it.

    .venv/bin/python -m dev.demo.make_compliance deploy/demo/compliance

Everything in them is made up: dates and numbers by a seed, names and addresses by Faker. Nothing falls due later, so
that what is planted is what is found, at any moment from 2019 until the shop's invoices turn ten in 2028.
"""

import argparse
import random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from faker import Faker

SEED = 20_180_525
"""The day from which on the GDPR applies."""

PLANTED: Mapping[str, tuple[int, int]] = {
    "newsletter-consent": (4, 300),  # never given, taken back, of an old text, a child's alone
    "newsletter-after-withdrawal": (5, 1_945),  # letters
    "newsletter-notice": (4, 300),  # two told late, one never, one by an old text
    "customers-undeclared": (1, 1),  # addresses in the notes
    "customers-pseudonyms": (0, 1),
    "customers-columns": (1, 5),  # the record has no word of phones
    "customers-minimised": (1, 5),  # which nothing uses
    "customers-told-apart": (300, 300),  # everybody, by the birthday
    "credit-decisions-reviewed": (6, 112),  # three without exception; two reviews late, one not done
    "orders-retention": (5, 498),  # of 2005 to 2008, two more on hold
    "erasures-propagated": (3, 53),  # two still there, of one no recipient was told
    "requests-on-time": (4, 40),  # closed late, extended late, refused late, overdue
    "breaches-notified": (2, 6),  # half an hour late, not documented
}
"""By check of the demo's config: how many violations are planted, and among how many things."""

Table = Mapping[str, list[Any]]


class Shop:
    """A web shop that never was."""

    def __init__(self) -> None:
        self._random = random.Random(SEED)
        self._faker = Faker(["en_IE", "de_DE", "fr_FR"])
        self._faker.seed_instance(SEED)
        people = [f"p-{self._random.randrange(16**10):010x}" for _ in range(400)]
        self.subscribers, self.former, self.erased = people[:300], people[300:345], people[345:]
        self.joined = {person: self._moment(date(2018, 5, 28), 30) for person in people}
        self.renewed = self.subscribers[:40]
        self.gaps = {person: self._gap() for person in self.renewed}
        self.left = {person: self._moment(date(2018, 9, 3), 60) for person in (*self.former, self.subscribers[50])}

    def tables(self) -> Mapping[str, Table]:
        """Return every table by its name."""
        return {
            "customers": self._customers(),
            "consents": _table(
                ("person", "purpose", "given_at", "withdrawn_at", "version", "parent"), self._consents()
            ),
            "withdrawals": _table(("person", "purpose", "withdrawn_at"), self._withdrawals()),
            "mailings": _table(("person", "purpose", "basis", "sent_at"), self._mailings()),
            "notices": _table(("person", "told_at", "version"), self._notices()),
            "decisions": _table(("id", "person", "decided_at", "machine_alone", "exception"), self._decisions()),
            "reviews": _table(("decision", "asked_at", "done_at", "overturned"), self._reviews()),
            "orders": _table(("person", "invoiced_on", "amount"), self._orders()),
            "holds": _table(("person", "since", "until"), self._holds()),
            "erasures": _table(("person", "erased_at", "exception", "recipients_told_at"), self._erasures()),
            "requests": _table(_REQUEST, self._requests()),
            "incidents": _table(_INCIDENT, _INCIDENTS),
        }

    def _moment(self, start: date, days: int) -> datetime:
        """Return a moment of an office day within `days` of `start`."""
        day = datetime.combine(start, time(8)) + timedelta(days=self._random.randrange(days))
        return day + timedelta(seconds=self._random.randrange(9 * 3600))

    def _gap(self) -> tuple[datetime, datetime]:
        start = self._moment(date(2018, 8, 1), 30)
        return start, start + timedelta(days=self._random.randrange(10, 40))

    def _customers(self) -> Table:
        faker, people = self._faker, self.subscribers
        notes = [faker.sentence(6) for _ in people]
        for place in (11, 77, 205):
            notes[place] = f"{notes[place][:-1]}, write to {faker.email()}."  # PLANTED: three addresses
        born = [date(1940, 1, 1) + timedelta(days=self._random.randrange(53 * 365)) for _ in people]
        born[60] = born[61] = date(2005, 3, 14)  # thirteen years old
        return {
            "person": people,
            "name": [faker.name() for _ in people],
            "email": [faker.email() for _ in people],
            "phone": [faker.phone_number() for _ in people],
            "born": born,
            "joined_at": [self.joined[person] for person in people],
            "note": notes,
        }

    def _consents(self) -> Iterator[tuple[Any, ...]]:
        children = {self.subscribers[60]: None, self.subscribers[61]: "mother, by letter"}
        for person in (*self.subscribers, *self.former):
            if person == self.subscribers[70]:
                continue  # PLANTED: never given
            withdrawn = (
                self.gaps[person][0] if person in self.gaps else self.left.get(person)
            )  # PLANTED: of one, for good
            version = "2016" if person == self.subscribers[80] else "2018"  # PLANTED: of an old text
            yield person, "newsletter", self.joined[person], withdrawn, version, children.get(person)  # PLANTED: alone
            if person in self.gaps:
                yield person, "newsletter", self.gaps[person][1], None, "2018", None

    def _withdrawals(self) -> Iterator[tuple[Any, ...]]:
        for person, (start, _) in self.gaps.items():
            yield person, "newsletter", start
        for person, moment in self.left.items():
            yield person, "newsletter", moment

    def _mailings(self) -> Iterator[tuple[Any, ...]]:
        """Yield letters: every second week to whoever has not withdrawn, and an invoice to some who have."""
        for person in (*self.subscribers, *self.former):
            for week in range(0, 24, 4):
                sent = datetime(2018, 7, 2, 10) + timedelta(weeks=week)
                if not self._stopped(person, sent):
                    yield person, "newsletter", "consent", sent
        for person in self.former:
            yield person, "newsletter", "contract", datetime(2018, 12, 3, 9)
        for person in (*self.renewed[:2], *self.former[:3]):  # PLANTED: five letters after the withdrawal
            since = self.gaps[person][0] if person in self.gaps else self.left[person]
            yield person, "newsletter", "consent", since + timedelta(days=2)

    def _stopped(self, person: str, moment: datetime) -> bool:
        start, end = self.gaps.get(person, (self.left.get(person, datetime.max), datetime.max))
        return start < moment < end

    def _notices(self) -> Iterator[tuple[Any, ...]]:
        late, never, old = self.subscribers[90:92], self.subscribers[92], self.subscribers[93]
        for person in self.subscribers:
            told = self.joined[person] + (
                timedelta(days=1) if person in late else -timedelta(minutes=2)
            )  # PLANTED: two
            if person != never:  # PLANTED: one
                yield person, told, "2016" if person == old else "2018"  # PLANTED: one

    def _decisions(self) -> Iterator[tuple[Any, ...]]:
        for number in range(120):
            alone = number % 6 != 0
            exception = None if not alone or number in {1, 2, 3} else "contract"  # PLANTED: three
            person = self.subscribers[self._random.randrange(300)]
            yield f"d-{number:04}", person, self._moment(date(2018, 6, 4), 60), alone, exception

    def _reviews(self) -> Iterator[tuple[Any, ...]]:
        for place in range(12):
            asked = self._moment(date(2018, 9, 3), 20)
            days = 50 if place in {0, 1} else self._random.randrange(3, 25)  # PLANTED: two late
            done = None if place == 2 else asked + timedelta(days=days)  # PLANTED: one not done
            yield f"d-{6 * place + 7:04}", asked, done, done and place % 3 == 0

    def _orders(self) -> Iterator[tuple[Any, ...]]:
        old = [date(2005 + place % 4, 3, 1 + place) for place in range(7)]  # PLANTED: seven, two of them on hold
        recent = [self._moment(date(2018, 6, 4), 150).date() for _ in range(490)]
        people = (*self.subscribers[100:107], *(self.subscribers[self._random.randrange(300)] for _ in range(493)))
        undated = (None, None, None)  # PLANTED: three without a date
        for person, day in zip(people, (*old, *recent, *undated), strict=True):
            yield person, day, round(self._random.uniform(5, 250), 2)
        yield self.erased[0], date(2018, 7, 2), 19.9  # PLANTED: erased, and still there

    def _holds(self) -> Iterator[tuple[Any, ...]]:
        for person in self.subscribers[100:102]:
            yield person, date(2018, 6, 1), None

    def _erasures(self) -> Iterator[tuple[Any, ...]]:
        for place, person in enumerate((*self.erased, *self.subscribers[200:205])):
            done = None if place in {52, 53, 54} else self._moment(date(2018, 10, 1), 60)
            exception = "legal claim" if place >= 56 else None
            told = None if done is None or place == 5 else done + timedelta(hours=3)  # PLANTED: of one nobody was told
            yield person, done, exception, told  # PLANTED: of the subscribers one has no exception

    def _requests(self) -> Iterator[tuple[Any, ...]]:
        rights = ("access", "access", "erasure", "rectification", "objection", "portability")
        for place in range(32):
            received = self._moment(date(2018, 6, 4), 120)
            answered = received + timedelta(days=self._random.randrange(1, 28))
            yield rights[place % len(rights)], received, answered, None, None, None, None, False
        yield from _REQUESTS


_CONSENT = ("person", "purpose", "given_at", "withdrawn_at", "version", "parent")


def _table(columns: tuple[str, ...], rows: Any) -> Table:
    return dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))


_REQUEST = (
    *("right", "received_at", "closed_at", "extended_at"),
    *("reasons", "asked_back_at", "answered_back_at", "refused"),
)


def _request(
    right: str,
    received: tuple[int, int],
    closed: tuple[int, int] | None,
    extended: tuple[int, int] | None = None,
    asked_back: tuple[int, int] | None = None,
    refused: bool = False,
) -> tuple[Any, ...]:
    """Return an entry of the register of requests, from months and days of 2018."""
    days = (datetime(2018, *day, 9) if day else None for day in (received, closed, extended, asked_back))
    received_at, closed_at, extended_at, asked_back_at = days
    reasons = "14 systems" if extended else None
    return right, received_at, closed_at, extended_at, reasons, asked_back_at, None, refused


_REQUESTS = (
    _request("access", (9, 5), (10, 5)),  # on its last day
    _request("access", (9, 3), (11, 30), extended=(9, 28)),
    _request("access", (9, 27), (10, 30)),  # 27 October is a Saturday, and Monday the 29th a bank holiday in Ireland
    _request("access", (11, 5), None, asked_back=(11, 7)),  # waits for a proof of identity
    _request("access", (9, 5), (10, 8)),  # PLANTED: closed late
    _request("erasure", (9, 3), (11, 30), extended=(10, 4)),  # PLANTED: extended late
    _request("objection", (9, 3), (10, 9), extended=(9, 28), refused=True),  # PLANTED: refused late
    _request("access", (10, 10), None),  # PLANTED: overdue
)

_INCIDENT = ("aware_at", "notified_at", "risk", "documented", "people_told_at")
_INCIDENTS = (
    (datetime(2018, 6, 12, 9, 40), datetime(2018, 6, 13, 15), "some", "I-1", None),
    (datetime(2018, 7, 6, 16, 20), datetime(2018, 7, 9, 16, 30), "some", "I-2", None),  # Friday to Monday
    (datetime(2018, 8, 3, 16, 20), datetime(2018, 8, 6, 17, 30), "some", "I-3", None),  # PLANTED: half an hour late
    (datetime(2018, 9, 11, 11), None, "low", "I-4", None),
    (datetime(2018, 10, 2, 11), None, "low", None, None),  # PLANTED: not documented
    (datetime(2018, 11, 20, 8), datetime(2018, 11, 21, 9), "high", "I-6", datetime(2018, 11, 21, 12)),
)


def write(folder: Path) -> None:
    """Write each table of the shop as a Parquet file into `folder`."""
    import pyarrow
    import pyarrow.parquet

    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in Shop().tables().items():
        pyarrow.parquet.write_table(pyarrow.table(columns), folder / f"{name}.parquet", compression="zstd")


def main() -> None:
    """Write the tables into the folder that the command line names."""
    parser = argparse.ArgumentParser(description="Make the demo's tables about people who do not exist.")
    parser.add_argument("folder", type=Path, help="where to write the Parquet files")
    write(parser.parse_args().folder)


if __name__ == "__main__":
    main()
