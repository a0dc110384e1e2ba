"""Where a tool is told to look away, the line says why, in words."""

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ROOMS = ("dte_exporter", "tests", "dev", "grafana")
_LOOK_AWAY = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:|nosec)\b")
_BARE = re.compile(r"#\s*|noqa:?|type:\s*ignore|pragma:\s*no (?:cover|branch)|nosec|\[[\w\-, ]*\]|\b[A-Z]+\d+\b|[,:\s]")


def exceptions(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the comments of `file` that tell a tool to look away, each with its line."""
    with tokenize.open(file) as text:
        for token in tokenize.generate_tokens(text.readline):
            if token.type == tokenize.COMMENT and _LOOK_AWAY.search(token.string):
                yield token.start[0], token.string


def reason(comment: str) -> str:
    """Return what is left of a comment without what it says to tools."""
    return _BARE.sub("", comment)


@pytest.mark.parametrize("room", ROOMS)
def test_every_exception_says_why(room: str) -> None:
    """A `noqa` without a word is one that nobody can take back."""
    bare = [
        f"{file.relative_to(REPOSITORY)}:{line}: {comment}"
        for file in sorted((REPOSITORY / room).rglob("*.py"))
        for line, comment in exceptions(file)
        if not reason(comment)
    ]

    assert bare == []


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("# noqa: S310", False),
        ("# noqa", False),
        ("# type: ignore[no-any-return, misc]", False),
        ("# noqa: S603  # nosec B603", False),
        ("# pragma: no cover", False),
        ("# noqa: S310  an address of ours", True),
        ("# type: ignore[misc]  # APScheduler has no types", True),
    ],
)
def test_the_rule_itself(comment: str, words: bool) -> None:
    """Codes and brackets are no words."""
    assert bool(reason(comment)) is words
