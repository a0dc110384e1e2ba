from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.document.secrets import Resolved, resolve

ENVIRONMENT = {"HOST": "db", "EMPTY": "", "TRICKY": "a: b\n- ${HOST}", "WORD": "sesame-street"}


def _resolve(tree: Mapping[str, Any], base: Path = Path()) -> Resolved:
    return resolve(tree, base, ENVIRONMENT)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("${HOST}", "db"),
        ("x://${HOST}:${PORT:-5432}/${HOST}", "x://db:5432/db"),
        ("${EMPTY}", ""),
        ("${EMPTY:-spare}", "spare"),
        ("${NONE:-}", ""),
        ("${NONE:-a:-b}", "a:-b"),
        ("$HOST $ {HOST} 5$", "$HOST $ {HOST} 5$"),
        ("$${HOST}", "${HOST}"),
        ("${TRICKY}", "a: b\n- ${HOST}"),
    ],
)
def test_a_reference_stands_for_text(written: str, meant: str) -> None:
    """What it brings in is neither YAML nor a reference again."""
    resolved = _resolve({"a": [{"b": written}]})

    assert resolved.tree == {"a": [{"b": meant}]}
    assert resolved.problems == ()


def test_only_text_is_looked_at() -> None:
    """Numbers and keys are what they are."""
    assert _resolve({"${HOST}": 1, "b": None, "c": True}).tree == {"${HOST}": 1, "b": None, "c": True}


@pytest.mark.parametrize("written", ["${", "${HOST", "${1X}", "${HOST:default}", "a ${} b", "${HO ST}"])
def test_a_reference_that_is_not_well_formed_is_refused(written: str) -> None:
    """It is not passed on as text, since it was not meant as that."""
    [problem] = _resolve({"a": written}).problems

    assert problem.path == ("a",)
    assert problem.sentence.startswith("a reference is not well formed: write ${NAME} or ${NAME:-default}")


def test_a_variable_that_is_not_set_is_told() -> None:
    """With the two ways out."""
    [problem] = _resolve({"a": "${NONE}"}).problems

    assert problem.sentence == "the environment variable NONE is not set: set it, or write ${NONE:-default}"


def test_a_file_stands_for_its_content(tmp_path: Path) -> None:
    """Relative to the config, without the line end that editors add."""
    (tmp_path / "token").write_text("ses ame\r\n")

    resolved = _resolve({"a": {"file": "token"}, "b": {"file": str(tmp_path / "token")}}, tmp_path)

    assert resolved.tree == {"a": "ses ame", "b": "ses ame"}
    assert resolved.references["a",].written == "{file: token}"


def test_a_mapping_with_more_than_a_file_is_a_mapping() -> None:
    """Only ``file`` alone, with text, is a reference."""
    tree = {"a": {"file": "x", "mode": 1}, "file": {"file": {"b": 1}}}

    assert _resolve(tree).tree == tree


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"\xff\xfe", "cannot be read: it is not UTF-8"),
        (b"x" * 70_000, "is larger than 64 KiB: a secret is not"),
    ],
)
def test_a_file_that_holds_no_secret_is_told(content: bytes | None, reason: str, tmp_path: Path) -> None:
    """Missing, empty, binary or too large."""
    if content is not None:
        (tmp_path / "token").write_bytes(content)

    [problem] = _resolve({"a": {"file": "token"}}, tmp_path).problems

    assert problem.sentence == f"the file 'token' {reason}"


def test_a_sentence_shows_the_reference() -> None:
    """Of the value itself, and of one that lies below or above it."""
    resolved = _resolve({"a": {"b": "${WORD}"}, "c": "sesame-street"})

    assert resolved.redact("'sesame-street' is wrong", ("a", "b")) == "'${WORD}' is wrong"
    assert resolved.redact("'sesame-street' is wrong", ("a",)) == "'${WORD}' is wrong"
    assert resolved.redact("'sesame-street' is wrong", ("c",)) == "'sesame-street' is wrong"


def test_a_sentence_that_quotes_a_part_is_dropped() -> None:
    """A word of a secret is as good as half of it."""
    resolved = _resolve({"a": "${WORD}"})

    assert resolved.redact("expected a number near 'street'", ("a",)) == "'${WORD}': what it stands for does not fit"


def test_a_short_value_does_not_garble_sentences() -> None:
    """Three characters are no secret, and occur in words."""
    assert _resolve({"a": "${HOST}"}).redact("feedback is unknown", ("a",)) == "feedback is unknown"


@given(st.text(alphabet=st.characters(exclude_characters="$")))
def test_text_without_a_dollar_is_left_alone(text: str) -> None:
    """Whatever it holds."""
    assert _resolve({"a": text}).tree == {"a": text}


@given(st.text())
def test_a_value_is_never_looked_at_again(value: str) -> None:
    """Not even where it looks like a reference."""
    assert resolve({"a": "${X}-${X}"}, Path(), {"X": value}).tree == {"a": f"{value}-{value}"}
