from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dte_exporter.checks.compliance.people.no_processing_after_withdrawal import Params, no_processing_after_withdrawal
from dte_exporter.errors import CheckError, SourceError
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]
Entry = tuple[Any, ...]

COLUMNS = {"subject": "person", "time": "at"}
PARAMS = {"purpose": "purpose", "withdrawals": {"dataset": "withdrawals"}}
RENEWED = {**PARAMS, "consents": {"dataset": "consents"}}
LIFTED = {**RENEWED, "withdrawals": {"dataset": "withdrawals", "lifted": "lifted_at"}}


def day(number: int | None) -> datetime | None:
    """Return midnight of a day of January 2026."""
    return None if number is None else datetime(2026, 1, 1) + timedelta(days=number - 1)


def events(*rows: tuple[str, str, int]) -> dict[str, Any]:
    """Return rows of person, purpose and day."""
    person, purpose, number = zip(*rows, strict=True) if rows else ((), (), ())
    times = pa.array(map(day, number), pa.timestamp("us"))
    return {"person": pa.array(person, "string"), "purpose": pa.array(purpose, "string"), "at": times}


def withdrawals(*entries: tuple[str, str | None, int, int | None]) -> dict[str, Any]:
    """Return entries of person, purpose, the day of the stop, and that of its end."""
    person, purpose, stopped, lifted = zip(*entries, strict=True) if entries else ((), (), (), ())
    return {
        "subject": pa.array(person, "string"),
        "purpose": pa.array(purpose, "string"),
        "withdrawn_at": pa.array(map(day, stopped), pa.timestamp("us")),
        "lifted_at": pa.array(map(day, lifted), pa.timestamp("us")),
    }


def consents(*entries: tuple[str, str, int]) -> dict[str, Any]:
    """Return entries of person, purpose and the day of a consent."""
    person, purpose, given_on = zip(*entries, strict=True) if entries else ((), (), ())
    times = pa.array(map(day, given_on), pa.timestamp("us"))
    return {"subject": pa.array(person, "string"), "purpose": pa.array(purpose, "string"), "given_at": times}


@pytest.fixture
def judged(found_by: FoundBy, counts: Counts) -> Callable[..., tuple[float, float]]:
    """Return a function from rows, parameters and registers to violations and what was examined."""

    def judge(rows: dict[str, Any], params: dict[str, Any], *tables: dict[str, Any]) -> tuple[float, float]:
        named = dict(zip(("withdrawals", "consents"), tables, strict=False))
        return counts(found_by(no_processing_after_withdrawal, rows, params, named, COLUMNS))

    return judge


Judged = Callable[..., tuple[float, float]]


def test_only_rows_after_the_stop_and_of_its_purpose_are_violations(judged: Judged) -> None:
    """Before, at the very moment, after, and after but of another purpose."""
    rows = events(("a", "news", 4), ("a", "news", 5), ("a", "news", 6), ("a", "ads", 6))
    assert judged(rows, PARAMS, withdrawals(("a", "news", 5, None))) == (1, 4)


def test_a_stop_without_a_purpose_is_one_of_every_purpose(judged: Judged) -> None:
    """Who objects to all, objects to news and to ads."""
    rows = events(("a", "news", 6), ("a", "ads", 6), ("b", "ads", 6))
    assert judged(rows, PARAMS, withdrawals(("a", None, 5, None))) == (2, 3)


def test_a_new_consent_ends_a_stop_and_a_later_stop_begins_another(judged: Judged) -> None:
    """Stopped on the 5th, renewed on the 10th, stopped again on the 20th."""
    rows = events(*(("a", "news", number) for number in (4, 6, 10, 11, 20, 21)))
    stops = withdrawals(("a", "news", 5, None), ("a", "news", 20, None))
    assert judged(rows, RENEWED, stops, consents(("a", "news", 10))) == (2, 6)


def test_a_consent_to_another_purpose_or_of_an_earlier_day_ends_nothing(judged: Judged) -> None:
    """Nor does one of the same moment, which came no later."""
    rows = events(("a", "news", 6))
    register = consents(("a", "ads", 5), ("a", "news", 4), ("a", "news", 5))
    assert judged(rows, RENEWED, withdrawals(("a", "news", 5, None)), register) == (1, 1)


def test_a_row_in_two_stops_counts_once(judged: Judged) -> None:
    """A restriction of the 5th to the 20th, and an objection since the 10th: lifting one does not lift the other."""
    rows = events(("a", "news", 12), ("a", "news", 20), ("a", "news", 21))
    assert judged(rows, LIFTED, withdrawals(("a", "news", 5, 20), ("a", "news", 10, None)), consents()) == (3, 3)
    assert judged(rows, LIFTED, withdrawals(("a", "news", 5, 20), ("a", "news", 10, 15)), consents()) == (1, 3)


def test_a_grace_lets_processing_run_out(judged: Judged) -> None:
    """Two days after the stop of the 5th: the 7th is still within them, the 8th is not."""
    rows = events(*(("a", "news", number) for number in (6, 7, 8)))
    assert judged(rows, {**PARAMS, "grace": "2d"}, withdrawals(("a", "news", 5, None))) == (1, 3)


def test_rows_on_another_basis_are_left_out(judged: Judged) -> None:
    """An invoice rests on the contract, whatever is withdrawn."""
    rows = {**events(("a", "news", 6), ("a", "news", 7)), "basis": ["contract", "consent"]}
    assert judged(rows, {**PARAMS, "basis": "basis"}, withdrawals(("a", "news", 5, None))) == (1, 1)


def test_an_empty_register_stopped_nothing(judged: Judged) -> None:
    """That nobody withdrew is evidence."""
    assert judged(events(("a", "news", 6)), PARAMS, withdrawals()) == (0, 1)


DAYS = st.integers(1, 6)
PEOPLE, PURPOSES = st.sampled_from("ab"), st.sampled_from(["news", "ads"])
EVENTS = st.lists(st.tuples(PEOPLE, PURPOSES, DAYS), min_size=1, max_size=12)
STOPS = st.lists(st.tuples(PEOPLE, PURPOSES | st.none(), DAYS, DAYS | st.none()), max_size=6)
CONSENTS = st.lists(st.tuples(PEOPLE, PURPOSES, DAYS), max_size=6)


def stopped(event: tuple[str, str, int], stops: list[Entry], given_: list[Entry]) -> bool:
    """Return whether a row is later than a stop that nothing has ended by then, entry by entry."""
    person, purpose, at = event
    for whose, what, since, lifted in stops:
        renewed = any((person, purpose) == (who, to) and since < on <= at for who, to, on in given_)
        if whose == person and what in (purpose, None) and since < at and not renewed and (not lifted or at < lifted):
            return True
    return False


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=EVENTS, stops=STOPS, given_=CONSENTS)
def test_the_join_finds_what_a_look_at_every_entry_finds(
    rows: list[Entry], stops: list[Entry], given_: list[Entry], judged: Judged
) -> None:
    """Of any rows and registers, ties and overlaps among them."""
    expected = sum(stopped(row, stops, given_) for row in rows)
    assert judged(events(*rows), LIFTED, withdrawals(*stops), consents(*given_)) == (expected, len(rows))


def test_without_times_nothing_comes_after_anything(found_by: FoundBy) -> None:
    """The sentence says what to set."""
    tables = {"withdrawals": withdrawals()}
    with pytest.raises(CheckError, match=r"told by the time of rows: set columns.time"):
        found_by(no_processing_after_withdrawal, events(), PARAMS, tables, {"subject": "person"})


def test_tables_of_two_engines_are_not_met(found_by: FoundBy, monkeypatch: pytest.MonkeyPatch, counts: Counts) -> None:
    """The sentence names the data set that is elsewhere."""
    monkeypatch.setattr("dte_exporter.tables.table_view.TableView.engine", property(lambda view: id(view)))
    tables = {"withdrawals": withdrawals()}
    with pytest.raises(SourceError, match=r"the rows are in \d+ and data set 'withdrawals' in \d+, and they meet row"):
        found_by(no_processing_after_withdrawal, events(("a", "news", 6)), PARAMS, tables, COLUMNS)


def test_registers_that_do_not_fit_each_other_are_refused() -> None:
    """A consent of no purpose cannot end a withdrawal from one."""
    consents_ = {"dataset": "consents", "purpose": None}
    with pytest.raises(ValidationError, match="withdrawals and consents are met: both tell purposes, or neither does"):
        Params.model_validate({**PARAMS, "consents": consents_})
