"""Names that others chose, moments and shares: as they are shown, whatever was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.records.validations.reported import MAX_NAME, moment, shown_name


def test_a_name_is_shown_on_one_line() -> None:
    """Without what cannot be printed, such as half of a surrogate pair, which no encoding has."""
    assert shown_name('rows "of"\n\x00 the\ud800 people ') == 'rows "of" the people'


def test_a_long_name_keeps_its_beginning_and_is_still_told_apart() -> None:
    """By a digest of the whole."""
    one, other = shown_name("a" * 10_000), shown_name("a" * 10_001)

    assert len(one) == len(other) == MAX_NAME
    assert one != other
    assert one[: MAX_NAME - 9] == other[: MAX_NAME - 9] == "a" * (MAX_NAME - 9)


@given(st.text())
def test_what_is_shown_is_bounded_printable_and_stays_as_it_is(text: str) -> None:
    """Shown again it is the same."""
    shown = shown_name(text)

    assert len(shown) <= MAX_NAME
    assert not shown or shown.isprintable()
    assert shown_name(shown) == shown
    assert shown.encode().decode() == shown


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2024-05-01T03:00:00+00:00", 1_714_532_400.0),
        ("2024-05-01T05:00:00+02:00", 1_714_532_400.0),
        ("20240501T030000.000000Z", 1_714_532_400.0),
        ("2024-05-01T03:00:00", 1_714_532_400.0),
        ("0001-01-01T00:00:00+14:00", None),
        ("at three", None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_read_in_either_form_of_the_standard(text: str | None, seconds: float | None) -> None:
    """One without a zone is of UTC."""
    assert moment(text) == seconds
