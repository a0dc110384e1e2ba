"""What changes only after more rows than a reader looks at to guess types: no value is changed in silence."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from dte_exporter.errors import DteError
from tests.contract.dirty_files.verdicts import RIGHT, judged, refused, summary
from tests.unit.tables.test_files import opened

ROWS = 21_000
"""More than the 20,480 that DuckDB looks at."""

LATE: dict[str, tuple[str, tuple[float | None, Callable[[int], object]] | None]] = {
    "decimal": ("0.9", (0.9, float)),
    "word": ("unknown", None),
    "missing mark": ("NA", (None, int)),
    "date": ("2018-01-31", None),
    "huge": ("1e400", None),
    "long": ("9223372036854775808", None),
    "decimal comma": ('"1,5"', (1.5, float)),
    "group": ('"1,234"', None),
    "padded": ("007", None),
}
"""By name: the last field, and the value and type that the column then has; None where it must be said to be text."""


@pytest.mark.parametrize("name", LATE)
@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
def test_a_late_change_counts(tmp_path: Path, name: str, ending: str) -> None:
    """The last of 21,001 rows is as good as the first."""
    field, typed = LATE[name]
    text = "n,k\n" + "1,1\n" * ROWS + f"{field},1\n"
    file = tmp_path / f"late{ending}"
    file.write_bytes(gzip.compress(text.encode()) if ending.endswith("gz") else text.encode())
    value, kind = typed or (field.strip('"'), str)
    wanted = {"n": (*(kind(1),) * ROWS, value), "k": (1,) * (ROWS + 1)}
    try:
        verdicts = judged(name, opened(tmp_path, file.name), wanted)
    except DteError as error:
        verdicts = refused(name, ["n"], str(error))
    print(summary(verdicts))
    assert verdicts[0].outcome == RIGHT
    assert bool(verdicts[0].told) == (typed is None)


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("1,2,3", "has 3 fields instead of 2"),
        ("1", "has 1 field instead of 2"),
        ('"1,2', "has a quote that is not closed"),
    ],
)
def test_a_late_line_of_another_shape_is_told_by_its_number(tmp_path: Path, last: str, told: str) -> None:
    """Nothing of the file is measured, since nobody knows what else is amiss."""
    (tmp_path / "late.csv").write_text("n,k\n" + "1,1\n" * ROWS + f"{last}\n")
    with pytest.raises(DteError, match=r"^late\.csv cannot be read as csv: line 21,002 has ") as caught:
        opened(tmp_path, "late.csv")
    assert told in str(caught.value)


def test_a_late_letter_of_another_encoding_is_said(tmp_path: Path) -> None:
    """With the likely one, although the first quarter of a million characters are ASCII."""
    (tmp_path / "late.csv").write_bytes(b"city,k\n" + b"Bonn,1\n" * 50_000 + "Málaga,1\n".encode("cp1252"))
    with pytest.raises(DteError, match=r"it is not UTF-8: set source\.csv\.encoding, which is likely cp1252$"):
        opened(tmp_path, "late.csv")


def test_a_late_value_of_another_type_is_said_of_json(tmp_path: Path) -> None:
    """All 21,001 lines tell the types of keys."""
    (tmp_path / "late.jsonl").write_text('{"n": 1, "m": 1}\n' * ROWS + '{"n": "x", "m": 0.9, "late": 3}\n')
    table = opened(tmp_path, "late.jsonl")
    wanted = {"n": (*("1",) * ROWS, "x"), "m": (*(1.0,) * ROWS, 0.9), "late": (*(None,) * ROWS, 3)}
    verdicts = judged("late.jsonl", table, wanted)
    assert [one.outcome for one in verdicts] == [RIGHT, RIGHT, RIGHT]
    assert "several types" in verdicts[0].told
