from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.document.document import Document, read
from dte_exporter.errors import ConfigError


def _read(folder: Path, text: str) -> Document:
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return read(file)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        ("7", 7),
        ("-7", -7),
        ("0x1F", 31),
        ("0.5", 0.5),
        ("1e3", 1000.0),
        ("2018-01-01", "2018-01-01"),
        ("2018-01-01T12:00:00Z", "2018-01-01T12:00:00Z"),
        ("5m", "5m"),
        (":10610", ":10610"),
        ("'yes'", "yes"),
        ('"012"', "012"),
        ("y", "y"),
        ("[a, 1]", ["a", 1]),
        ("{b: c}", {"b": "c"}),
    ],
)
def test_a_word_means_what_yaml_1_2_says(written: str, meant: Any, tmp_path: Path) -> None:
    """Dates and words are text, quotes make anything text."""
    document = _read(tmp_path, f"a: {written}")

    assert document.tree == {"a": meant}
    assert type(document.tree["a"]) is type(meant)
    assert document.problems == ()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("yes", 'unquoted yes is true to some readers of YAML: quote it ("yes"), or write true'),
        ("OFF", 'unquoted OFF is false to some readers of YAML: quote it ("OFF"), or write false'),
        *(
            (
                number,
                f"unquoted {number} is not the same number, or text, to all readers of YAML: "
                f'quote it ("{number}") if it is text, or write plain decimal digits',
            )
            for number in ("010", "08", "0o17", "0b1", "1_000", "12:30", "-0x1", "1_0.5")
        ),
        (".nan", ".nan is no number that anything can be held against: write a finite one"),
        ("-.inf", "-.inf is no number that anything can be held against: write a finite one"),
        ("1e999", "1e999 is no number that anything can be held against: write a finite one"),
        ('!!int "x"', "x is no number that anything can be held against: write a finite one"),
        ("!!binary aGk=", "the YAML tag 'binary' is not used here: write the plain value"),
        ("!secret x", "a value that begins with ! has a YAML tag, which is not used here: quote it if it is text"),
        ("!!set {x}", "the YAML tag 'set' is not used here: write the plain value"),
        ("!!omap [x: 1]", "the YAML tag 'omap' is not used here: write the plain value"),
    ],
)
def test_a_word_that_readers_of_yaml_disagree_about_is_refused(written: str, sentence: str, tmp_path: Path) -> None:
    """So is what is no plain value; the value is left out, and the line told."""
    document = _read(tmp_path, f"# a comment\na: {written}")

    [problem] = document.problems
    assert (problem.path, problem.sentence, problem.line) == (("a",), sentence, 2)
    assert document.tree == {"a": None}


def test_lines_and_texts_are_remembered(tmp_path: Path) -> None:
    """Of keys, of items and, where a value is not there, of what would hold it."""
    document = _read(tmp_path, "a:\n  b: 1.10\n  c:\n    - x\n    - 'y'\n")

    assert document.line(("a", "b")) == 2
    assert document.line(("a", "c", 1)) == 5
    assert document.line(("a", "missing")) == 1
    assert document.line(("missing",)) is None
    assert document.texts == {("a", "b"): "1.10", ("a", "c", 0): "x"}


def test_a_mapping_inherits_what_it_does_not_say_itself(tmp_path: Path) -> None:
    """By ``<<``, from one or several, the nearer before the farther."""
    document = _read(
        tmp_path,
        "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: *a, x: 3}\nd: {<<: [*b, *a]}\n",
    )

    assert document.tree["c"] == {"x": 3, "y": 1}
    assert document.tree["d"] == {"y": 2, "z": 2, "x": 1}
    assert document.problems == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: {<<: x}", "only a mapping can be merged: write <<: *anchor"),
        ("a: {x: 1, x: 2}", "the key is there twice, first on line 1"),
        ("a: {1: x}", 'a key 1 is no text: quote it ("1")'),
        ("a: {~: x}", 'a key ~ is no text: quote it ("~")'),
        ("a: {[b]: x}", "a key is no text"),
        ("a: {on: x}", 'a key: unquoted on is true to some readers of YAML: quote it ("on"), or write true'),
    ],
)
def test_a_key_that_is_none_is_refused(text: str, sentence: str, tmp_path: Path) -> None:
    """Keys are text, and each is there once."""
    [problem] = _read(tmp_path, text).problems

    assert (problem.sentence, problem.line) == (sentence, 1)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a {x: *a}",
        "a: &a {<<: *a}",
        "a: " + "[" * 50 + "]" * 50,
        "a: " + "[" * 3000 + "]" * 3000,
        "a: [" + "x, " * 60_000 + "]",
        "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 9)),
    ],
)
def test_a_file_that_means_more_than_it_says_is_refused(text: str, tmp_path: Path) -> None:
    """Depth, size, and what aliases multiply are bounded."""
    with pytest.raises(ConfigError, match=r"config\.yaml: its? .*: a config needs no such nesting or repetition$"):
        _read(tmp_path, text)


def test_a_byte_order_mark_is_no_part_of_the_file(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    (tmp_path / "config.yaml").write_bytes(b"\xef\xbb\xbfa: 1")

    assert read(tmp_path / "config.yaml").tree == {"a": 1}


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_sentences(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Nothing but `ConfigError` ever leaves the reader."""
    folder = tmp_path_factory.mktemp("any")
    (folder / "config.yaml").write_bytes(text.encode("utf-8", "surrogatepass"))

    with suppress(ConfigError):
        assert isinstance(read(folder / "config.yaml").tree, dict)
