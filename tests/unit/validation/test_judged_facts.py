"""Which facts of a file are faults, and which are only told."""

from pathlib import Path

import pytest

from dte_exporter.reports.validation_report import Verdict
from dte_exporter.validation.judged_facts import JudgedFacts
from dte_exporter.validation.looked_at import LookedAt
from dte_exporter.validation.told_facts import ToldFacts
from tests.unit.validation.files import looked
from tests.unit.validation.told import facts

COUNTED = ("missing", "blank", "padded", "out_of_range", "out_of_set", "duplicate_rows")
BEYOND_DOUBT = [("duplicate_keys", ""), ("mistyped", "x"), ("future", "at")]


@pytest.fixture(scope="module")
def loans(tmp_path_factory: pytest.TempPathFactory) -> LookedAt:
    """Return a file with a key and a time."""
    query = "SELECT i AS id, i AS x, TIMESTAMP '2026-01-01' AS at, TIMESTAMP '2026-01-01' AS due FROM range(9) t(i)"
    return looked(query, tmp_path_factory.mktemp("loans"))


def judged(loans: LookedAt, current: ToldFacts, reference: ToldFacts | None = None) -> list[Verdict]:
    """Return what is judged."""
    return list(JudgedFacts(loans, current, reference).verdicts())


@pytest.mark.parametrize("fact", COUNTED)
def test_without_a_reference_nothing_is_held_against_what_may_be_meant(fact: str, loans: LookedAt) -> None:
    """Half of the rows without a value, or alike, may be as they should be."""
    assert judged(loans, facts(1000, **{fact: {"x": 500}})) == []


@pytest.mark.parametrize(("fact", "column"), BEYOND_DOUBT)
def test_one_fault_that_is_beyond_doubt_fails(fact: str, column: str, loans: LookedAt) -> None:
    """A key twice, a word among numbers, a row that has not happened yet: one of a thousand; none is met."""
    (one,) = judged(loans, facts(1000, **{fact: {column: 1}}))
    (none,) = judged(loans, facts(1000, **{fact: {column: 0}}))

    assert (one.state, one.rule, one.count, one.of) == ("failed", fact, 1, 1000)
    assert one.told.startswith("1 of 1,000 rows ")
    assert (none.state, none.told.partition(" rows ")[0]) == ("met", "none of 1,000")


def test_a_date_that_is_due_may_lie_in_the_future(loans: LookedAt) -> None:
    """Only the time of the rows themselves may not."""
    current = facts(1000, future={"due": 700})

    assert judged(loans, current) == []
    assert list(JudgedFacts(loans, current, None).remarks("due")) == ["700 rows have a time that has not come yet"]


@pytest.mark.parametrize("fact", [*COUNTED, "mistyped"])
def test_with_a_reference_more_than_chance_fails(fact: str, loans: LookedAt) -> None:
    """Where 1,000 rows had none, 19 of another 1,000 may be chance, and 20 hardly (one in a million)."""
    before = facts(1000, **{fact: {"x": 0}})
    states = [judged(loans, facts(1000, **{fact: {"x": count}}), before)[0].state for count in (0, 19, 20)]

    assert states == (["met", "failed", "failed"] if fact == "mistyped" else ["met", "met", "failed"])


def test_what_the_reference_has_too_is_allowed(loans: LookedAt) -> None:
    """A third missing before, a third missing now."""
    (one,) = judged(loans, facts(900, missing={"x": 310}), facts(900, missing={"x": 300}))

    assert (one.state, one.told[:30]) == ("met", "310 of 900 rows have no value;")


def test_rows_that_meet_by_chance_do_so_more_often_among_more(loans: LookedAt) -> None:
    """Ten times as many rows repeat a hundred times as many: ten times the share."""
    (one,) = judged(loans, facts(10_000, duplicate_rows={"": 1000}), facts(1000, duplicate_rows={"": 10}))

    assert one.state == "met"


def test_a_reference_that_is_empty_or_lacks_the_column_judges_nothing(loans: LookedAt) -> None:
    """There is nothing to hold it against."""
    current = facts(1000, missing={"x": 500})

    assert judged(loans, current, facts(1000, missing={})) == []
    assert judged(loans, current, ToldFacts()) == []


def test_what_is_wrong_with_a_key_is_told_of_its_column(tmp_path: Path, loans: LookedAt) -> None:
    """The fact itself is of the table."""
    (one,) = judged(loans, facts(1000, duplicate_keys={"": 3}))

    assert one.subject == "id"


def test_what_is_held_against_nobody_is_told(loans: LookedAt) -> None:
    """White space, repeated rows, a column with one value, and one with none."""
    current = facts(1000, padded={"x": 4}, duplicate_rows={"": 2}, missing={"x": 1000}, distinct={"x": 1})
    told = JudgedFacts(loans, current, None)

    assert list(told.remarks("")) == ["2 rows repeat another row"]
    assert list(told.remarks("x")) == [
        "4 rows have white space before or after their text",
        "all values are the same",
        "it is empty",
    ]
