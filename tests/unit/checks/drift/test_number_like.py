"""Texts that look like something else. Each is looked at as a whole: 25 of a kind, since a few may be codes."""

from collections.abc import Iterable

import pytest

from dte_exporter.checks.drift.number_like import Looks, looks_like
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair


def looks(texts: Iterable[str]) -> Looks | None:
    """Return what `texts`, half of them in each window, look like."""
    known = [*texts]
    before, now = (Categories(0, dict.fromkeys(half, 1)) for half in (known[::2], known[1::2]))
    return looks_like(Pair("x", before, now, {}))


MANY = range(1, 26)


@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "-{}",
        "{}.5",
        "{},50",
        "1{:02},000.5",
        "1.0{:02},50",
        "1 0{:02}",
        "1'0{:02}",
        " {} ",
        "{}e3",
        "0.{}",
        ",{}",
    ],
)
def test_numbers_are_told_however_they_are_written(form: str) -> None:
    """Decimal comma or point, marks between thousands, signs, exponents."""
    assert looks(form.format(one) for one in MANY) is Looks.NUMBER


@pytest.mark.parametrize("form", ["2018-01-{:02}", "{:02}.01.2018", "{}/1/2018", "2018/1/{}", "{:02}.01.18"])
def test_dates_are_told(form: str) -> None:
    """Year first, day first or month first."""
    assert looks(form.format(one) for one in MANY) is Looks.DATE


@pytest.mark.parametrize("form", ["2018-01-{:02} 12:30:00", "2018-01-{:02}T12:30:00.5Z", "{:02}.01.2018 9:05"])
def test_times_are_told(form: str) -> None:
    """With a zone or without."""
    assert looks(form.format(one) for one in MANY) is Looks.TIMESTAMP


@pytest.mark.parametrize(
    "form",
    ["word {}", "{}a", "A-{}", "0{:04}", "12345678901234{:02}", "192.168.1.{}", "v1.{}.0", "{}:30", "e{}", "{}-{}", ""],
)
def test_words_and_codes_are_neither(form: str) -> None:
    """Postcodes begin with a zero, numbers of accounts are long."""
    assert looks(form.format(one, one) for one in MANY) is None


def test_marks_of_what_is_missing_do_not_hide_numbers() -> None:
    """Two of 27 are none; of 30, five would be too many."""
    assert looks([*map(str, MANY), "n/a", "-"]) is Looks.NUMBER
    assert looks([*map(str, MANY), "n/a", "-", "none", "?", "unknown"]) is None


def test_a_few_are_codes() -> None:
    """Twenty different ones are classes, 21 are not."""
    assert looks(map(str, range(1, 21))) is None
    assert looks(map(str, range(1, 22))) is Looks.NUMBER
