"""JSON as it is written: numbers in quotes, keys left out, several types, nested; each column is right or said."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.errors import DteError
from dte_exporter.proposal.source_text import opened
from tests.contract.dirty_files.delimited_text import DAY_FORMATS, compressed
from tests.contract.dirty_files.facts import DAYS, EARLY_DAYS, WESTERN, facts
from tests.contract.dirty_files.verdicts import RIGHT, WRONG, Verdict, judged, refused, summary

ENDINGS = (".jsonl", ".json", ".ndjson.gz", ".JSONL.ZST")


@dataclass(frozen=True, slots=True)
class Style:
    """One way to write rows as JSON."""

    numbers: str
    missing: str
    dates: str
    whole: str
    ending: str

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return " ".join((self.numbers, self.missing, self.dates, self.whole, self.ending))


STYLES = tuple(
    Style(numbers, missing, dates, ("lines", "array", "pretty")[place % 3], ENDINGS[place % 4])
    for place, (numbers, missing, dates) in enumerate(
        product(
            ("plain", "quoted", "some quoted"), ("null", "absent", "NA"), ("iso", "day first", "ambiguous", "words")
        )
    )
)


def _rows(style: Style) -> Mapping[str, tuple[Any, ...]]:
    return facts(WESTERN, EARLY_DAYS if style.dates == "ambiguous" else DAYS)


def body(style: Style) -> bytes:
    """Return the bytes of a file of `style`."""
    held = _rows(style)
    rows = [dict(zip(held, row, strict=True)) for row in zip(*held.values(), strict=True)]
    objects = [dict(_members(row, style, number)) for number, row in enumerate(rows)]
    if style.whole == "lines":
        text = "\n".join(json.dumps(one, ensure_ascii=False) for one in objects)
    else:
        text = json.dumps(objects, ensure_ascii=False, indent=1 if style.whole == "pretty" else None)
    return compressed(text.encode(), style.ending)


def _members(row: dict[str, Any], style: Style, number: int) -> Iterator[tuple[str, Any]]:
    for key, value in row.items():
        if value is None:
            if style.missing != "absent":
                yield key, None if style.missing == "null" else "NA"
        else:
            yield key, _written(value, style, number)
    yield "nested", {"deep": [number, {"x": None}]}


def _written(value: Any, style: Style, number: int) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | Decimal):
        plain = float(value) if isinstance(value, Decimal) else value
        is_quoted = style.numbers == "quoted" or (style.numbers == "some quoted" and number % 2)
        return str(plain) if is_quoted else plain
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.strftime(DAY_FORMATS[style.dates]) if isinstance(value, date) else value


def test_what_json_holds_comes_back_or_is_said(tmp_path: Path) -> None:
    """A number in quotes is said, a mark among texts is the text that it is."""
    verdicts: list[Verdict] = []
    for place, style in enumerate(STYLES):
        file = tmp_path / f"{place}{style.ending}"
        file.write_bytes(body(style))
        expected = {key: _marked(key, values, style) for key, values in _rows(style).items()}
        verdicts += _read(style.name, file, expected)
    print(summary(verdicts))
    assert [str(one) for one in verdicts if one.outcome == WRONG] == []
    assert sum(one.outcome == RIGHT for one in verdicts) > len(verdicts) / 2


def _marked(key: str, values: tuple[Any, ...], style: Style) -> tuple[Any, ...]:
    """Return `values` with what stands for none in a column of text: JSON has null, so NA is a word."""
    is_text = any(isinstance(value, str) for value in values)
    return tuple("NA" if value is None and is_text and style.missing == "NA" else value for value in values)


def _read(name: str, file: Path, expected: Mapping[str, tuple[Any, ...]]) -> list[Verdict]:
    try:
        source = opened(str(file))
    except DteError as error:
        return refused(name, expected, str(error))
    return judged(name, source.table, expected)


EXTREMES = {
    "1e400": None,
    "9223372036854775808": None,
    "9223372036854775807": 9223372036854775807,
    "-9223372036854775808": None,
    "12345678901234567": 12345678901234567,
    "0.12345678901234567": 0.12345678901234567,
    "-0": 0,
    "-0.0": -0.0,
    "1E+2": 100.0,
}


@pytest.mark.parametrize("text", EXTREMES)
def test_extreme_numbers_are_right_or_said(tmp_path: Path, text: str) -> None:
    """What no type of the engine holds becomes a text, with a word on it."""
    (tmp_path / "t.jsonl").write_text(f'{{"n": {text}}}\n{{"n": 1}}\n')
    value = EXTREMES[text]
    wanted = (text, "1") if value is None else (value, type(value)(1))
    (verdict,) = _read(text, tmp_path / "t.jsonl", {"n": wanted})
    assert (verdict.outcome, bool(verdict.told)) == (RIGHT, value is None)
