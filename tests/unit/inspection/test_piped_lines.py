import os
from collections.abc import Iterator

import pytest

from dte_exporter.inspection.piped_lines import Lines

PAST = 0.0


@pytest.fixture
def pipe() -> Iterator[tuple[int, Lines]]:
    """Return the end of a pipe to write to, and the lines of the other."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb", buffering=0) as stream:
        yield writing, Lines(stream)


def test_lines_come_one_by_one_however_they_were_written(pipe: tuple[int, Lines]) -> None:
    """Two at once are two, and one in two parts is one, though the first part came before a deadline."""
    writing, lines = pipe
    os.write(writing, b"one\ntwo\nthr")

    assert [lines.next(PAST), lines.next(PAST)] == [b"one", b"two"]
    with pytest.raises(TimeoutError):
        lines.next(PAST)
    os.write(writing, b"ee\n")
    assert lines.next(PAST) == b"three"
    os.close(writing)


def test_the_end_is_not_awaited(pipe: tuple[int, Lines]) -> None:
    """Who has gone writes no more."""
    writing, lines = pipe
    os.close(writing)

    with pytest.raises(EOFError):
        lines.next(PAST)
