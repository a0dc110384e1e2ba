"""What is said where a file is no YAML: for each slip one sentence with a way out, and never the file's own text."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dte_exporter.config.document.document import read
from dte_exporter.errors import ConfigError


def _told(folder: Path, text: str) -> str:
    """Return what is said of `text`, from the line on."""
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read(file)
    (sentence,) = caught.value.problems
    return sentence.removeprefix(f"{file}:")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: {b: ${X}}", "1: a ${VAR} within { } or [ ] needs quotes"),
        ("a: {b: ${X:-y}/z, c: d}", "1: a ${VAR} within { } or [ ] needs quotes"),
        ("a:\n  [b/${X}]", "2: a ${VAR} within { } or [ ] needs quotes"),
        ("a: {b: c,\n    d: $${X}}", "2: a ${VAR} within { } or [ ] needs quotes"),
        ("a: {{ b }}/c", "1: a template's {{ }} is no YAML: render the template first"),
        ("{{- if b }}\na: b", "1: a template's {{ }} is no YAML: render the template first"),
        ("a: {b: c", "1: a { or [ that begins here is never closed"),
        ("a: {b: c\nd: e", "2: a { or [ of line 1 is not closed before this line, or a comma is missing"),
        ("a: {b: c d: e}", "1: a comma is missing, or a value with a colon and a space needs quotes"),
        ("a: {b: [c}", "1: a { is closed by ] or a [ by }: close each by its own"),
        ("a: {b: c,, d: e}", "1: a comma has nothing before it: remove it"),
        ("a: {b: :10610}", "1: a value within { } or [ ] cannot begin with this character"),
        ("a: {b: x[1].csv}", "1: a comma is missing, or a value with one of { } [ ] , : \" ' needs quotes"),
        ("a: ['b' 'c']", "1: a comma is missing, or a value with one of { } [ ] , : \" ' needs quotes"),
        ('a:\n  b: "c\n  d: e', "2: a quote that begins here is never closed"),
        ('a: "C:\\data"', "1: a backslash within double quotes begins an escape"),
        ("a: 'it's'", "1: text follows a closing quote"),
        ('a: "year" = 2015', "1: text follows a closing quote"),
        ("a: [b].csv", "1: text follows a closing brace or bracket"),
        ('a: "b", "c"', '1: a comma follows the end of a value: write a list as ["a", "b"]'),
        ("a: {b: c}}", "1: there is one } or ] too many"),
        ("a:\n  b: c\n  - d", "3: an item of a list stands among keys"),
        ("a:\n  - b\n  c: d", "3: a key stands among the items of a list"),
        ("a:\n  b: c\n d: e", "3: the line is indented like none above it"),
        ("a: b: c", "1: a value with a colon and a space in it needs quotes"),
        ("a {b: c, d: e}", "1: a key lacks its colon before { or [: write key: {…}"),
        ("a:\n  b:c\n  d: e", "3: the key goes with no line above"),
        ("a: b\n  c: d", "2: the key goes with no line above"),
        ("a:\n  b: c\n  d:e\nf: g", "3: a key lacks its colon or the space after it: write key: value"),
        ("a:\n\tb: c", "2: a tab stands where only spaces may: indent with spaces"),
        ("a: @b", "1: a value cannot begin with this character"),
        ("a: `b`", "1: a value cannot begin with this character"),
        ("a: %b", "1: a value cannot begin with this character"),
        ("a: ,b", "1: a value cannot begin with this character"),
        ("%a: b", "1: a line that begins with % is meant for the parser"),
        ("%YAML 3.0\n---\na: b", "1: a line that begins with % is meant for the parser"),
        ("a: *.yaml", "1: a value that begins with * stands for an anchor"),
        ("a: *b", "1: a value begins with *, and no anchor (&) above has its name"),
        ("a: & b", "1: a value that begins with & names an anchor"),
        ("a: &x b\n\nc: &x d", "3: an anchor (&) has the name of one above, on line 1: rename one of the two"),
        ("a: > 50", "1: a value that begins with > or | is the text of the lines below it"),
        ("a: - b", "1: a list begins on the line below its key"),
        ("a: ? b", "1: a value that begins with ? and a space is a key"),
        ("a: !b!c d", "1: a value that begins with ! has a tag"),
        ("a: b\n---\nc: d", "2: a second document begins"),
        ("[a]\nb = c", "2: what stands above is no part of a mapping: write key: value in each line"),
    ],
)
def test_a_slip_is_told_with_its_line_and_a_way_out(text: str, sentence: str, tmp_path: Path) -> None:
    """As a person sees it, not as the parser's grammar does."""
    line, _, words = sentence.partition(": ")
    assert _told(tmp_path, text).startswith(f"{line}: this is not YAML: {words}")


def test_a_template_that_is_yaml_by_chance_is_told(tmp_path: Path) -> None:
    """Two braces are a mapping whose key is a mapping."""
    file = tmp_path / "config.yaml"
    file.write_text("a: {{ b }}")
    (problem,) = read(file).problems
    assert problem.sentence == "a key is no text: a value with {{ }} needs quotes"


CANARY = "hunter2"
SOUND = f"""\
datasets:
  a: {{source: {{type: vault, password: {CANARY}}}}}
  b:
    - '{CANARY}'
    - &{CANARY} "{CANARY}"
    - *{CANARY}
"""


@given(
    st.integers(0, len(SOUND)),
    st.integers(0, 3),
    st.text("\"'{}[],:&*!|>%@`#-?\\ \n\tx$", max_size=3),
)
@example(SOUND.index("*hunter2"), 1, "*x")
@example(SOUND.index("hunter2}"), 0, "!")
@example(0, 0, "!")
def test_whatever_the_slip_is_the_sentence_quotes_nothing(
    tmp_path_factory: pytest.TempPathFactory, place: int, removed: int, put: str
) -> None:
    """A file broken at random, which holds a password, is one sentence without it, about a line of the file."""
    file = tmp_path_factory.getbasetemp() / "slip.yaml"
    text = SOUND[:place] + put + SOUND[place + removed :]
    file.write_text(text, encoding="utf-8")
    try:
        read(file)
    except ConfigError as error:
        (sentence,) = error.problems
        assert CANARY not in sentence
        assert "the parser goes no further" not in sentence
        line = sentence.removeprefix(f"{file}:").partition(":")[0]
        assert line.startswith(" the file holds a ") or 1 <= int(line) <= text.count("\n") + 2
