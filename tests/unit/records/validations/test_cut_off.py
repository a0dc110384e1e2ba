"""A file that is being written: it ends anywhere, and is a result of nothing until it is whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.records.validations.json_document import CUT_OFF, UnfitError, tree_of
from dte_exporter.records.validations.known_formats import FORMATS, reports_in

FOLDER = Path(__file__).parents[3] / "data/validations"
FILES = ("great_expectations_1.json", "dbt/run_results.json", "soda.json", "pytest.xml")


@pytest.mark.parametrize("name", FILES)
def test_half_a_file_is_said_to_be_one_wherever_it_ends(name: str) -> None:
    """At every byte: never another error, and never a part of the results."""
    body = (FOLDER / name).read_bytes().rstrip()

    said = {_said(body[:end]) for end in range(len(body))}

    assert said == {CUT_OFF}


def _said(body: bytes) -> str:
    try:
        return f"reports {reports_in(body, FORMATS, lambda name: None)}"
    except UnfitError as error:
        return str(error)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_one_sentence(name: str, damaged: Callable[[bytes], list[bytes]]) -> None:
    """Or it is read: a byte that was changed, lost or put in never ends in another error."""
    for body in damaged((FOLDER / name).read_bytes()):
        said = _said(body)
        assert said
        assert "\n" not in said or said.startswith("reports")


@pytest.fixture
def damaged() -> Callable[[bytes], list[bytes]]:
    """Return what makes of a file two hundred that are damaged, the same at every run."""
    import random

    def damage(body: bytes) -> list[bytes]:
        dice = random.Random(7)
        places = [dice.randrange(len(body)) for _ in range(200)]
        return [body[:at] + bytes([dice.randrange(256)]) + body[at + dice.randrange(3) :] for at in places]

    return damage


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_told(body: bytes) -> None:
    """Whatever they are."""
    assert _said(body)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", CUT_OFF),
        (b"  \n", CUT_OFF),
        (b'{"a": \xff\xff' + b" " * 9 + b"}", "is no JSON: it is not text in UTF-8"),
        (b'{"a": tru, "b": [1, 2, 3]}', "is no JSON: see line 1, column 7"),
        (b"[" * 200_000, "is no result of a validation: it is nested too deeply"),
        (b'{"a": ' + b"9" * 5000 + b"}", "is no result of a validation: it has a number that is too long"),
    ],
)
def test_what_is_no_json_is_told_apart_from_half_of_it(body: bytes, sentence: str) -> None:
    """By where its fault is."""
    with pytest.raises(UnfitError) as caught:
        tree_of(body)
    assert str(caught.value) == sentence


def test_a_number_that_is_none_is_nothing() -> None:
    """JSON has no NaN, and Python writes it all the same."""
    assert tree_of(b'{"a": NaN, "b": [Infinity, -Infinity]}') == {"a": None, "b": [None, None]}
