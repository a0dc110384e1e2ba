"""Delimited text of more than 300 dialects: every column comes back right, or one sentence says why not."""

from pathlib import Path

import pytest

from dte_exporter.errors import DteError
from dte_exporter.proposal.source_text import opened
from dte_exporter.tables.files import FilesSource, open_files
from tests.contract.dirty_files.delimited_text import DAY_FORMATS, body, rows_of
from tests.contract.dirty_files.dialects import AXES, Dialect, dialects
from tests.contract.dirty_files.verdicts import RIGHT, WRONG, Verdict, judged, refused, summary

COUNT = 304
DIALECTS = dialects(COUNT)


def _columns(dialect: Dialect) -> dict[str, tuple[object, ...]]:
    """Return what is expected, by the name that its column has in the file."""
    held = rows_of(dialect)
    names = held if dialect.header else [f"column{place + 1}" for place in range(len(held))]
    return dict(zip(names, held.values(), strict=True))


def _as_proposed(dialect: Dialect, file: Path) -> list[Verdict]:
    """Return what comes of reading `file` as ``init`` proposes to, without a hand at the config."""
    expected = _columns(dialect)
    try:
        source = opened(str(file))
    except DteError as error:
        return refused(dialect.name, expected, str(error))
    texts = [name for name, values in expected.items() if any(isinstance(value, str) for value in values)]
    return judged(dialect.name, source.table, expected, texts if "encoding" in source.settings else ())


def _as_declared(dialect: Dialect, file: Path) -> list[Verdict]:
    """Return what comes of reading `file` with everything declared that can be."""
    expected = _columns(dialect)
    settings = {
        "delimiter": dialect.delimiter,
        "quote": '"',
        "header": dialect.header or tuple(expected),
        "encoding": dialect.encoding,
        "decimal": dialect.decimal,
        "null": [dialect.missing] if dialect.missing else [],
        "date_format": DAY_FORMATS[dialect.dates],
    }
    settings |= {"thousands": dialect.thousands} if dialect.thousands else {}
    source = FilesSource.model_validate({"type": "files", "path": file.name, "csv": settings})
    try:
        return judged(dialect.name, open_files.open(source, file.parent), expected)
    except DteError as error:
        return refused(dialect.name, expected, str(error))


def test_every_pair_of_properties_occurs() -> None:
    """So a fault that takes two of them is met."""
    assert len(set(DIALECTS)) == COUNT
    for first in AXES:
        for second in AXES:
            found = {(getattr(one, first), getattr(one, second)) for one in DIALECTS}
            same = len(AXES[first]) if first == second else len(AXES[first]) * len(AXES[second])
            clashing = 2 if {first, second} == {"decimal", "thousands"} else 0
            assert len(found) == same - clashing


@pytest.mark.parametrize("encoding", AXES["encoding"])
def test_what_a_file_holds_comes_back_or_is_said(tmp_path: Path, encoding: str) -> None:
    """Read as ``init`` proposes it, no value is another, and none is missing, in silence."""
    verdicts = []
    for place, dialect in enumerate(one for one in DIALECTS if one.encoding == encoding):
        file = tmp_path / f"{place}{dialect.ending}"
        file.write_bytes(body(dialect))
        verdicts += _as_proposed(dialect, file)
    print(summary(verdicts))
    assert [str(one) for one in verdicts if one.outcome == WRONG] == []
    assert sum(one.outcome == RIGHT for one in verdicts) > len(verdicts) / 2


@pytest.mark.parametrize("encoding", AXES["encoding"])
def test_a_file_that_is_described_is_read(tmp_path: Path, encoding: str) -> None:
    """With delimiter, marks, encoding and formats declared, hardly a column is left to say something of."""
    verdicts = []
    for place, dialect in enumerate([one for one in DIALECTS if one.encoding == encoding][::5]):
        file = tmp_path / f"{place}{dialect.ending}"
        file.write_bytes(body(dialect))
        verdicts += _as_declared(dialect, file)
    print(summary(verdicts))
    assert [str(one) for one in verdicts if one.outcome == WRONG] == []
    assert sum(one.outcome == RIGHT for one in verdicts) > 0.9 * len(verdicts)
