"""Statistics by part: summed, kept by the identity of rows, and measured again where nothing of use was kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from dte_exporter.statistics.contingency import Contingency
from dte_exporter.statistics.parts import by_part
from dte_exporter.statistics.view import View

ROWS: Mapping[str, Contingency | None] = {
    "monday": Contingency(("sex",), {("f", 1, 1): 2, ("m", 0, 1): 1}),
    "tuesday": Contingency(("sex",), {("f", 1, 1): 3}),
    "sunday": None,
}
BOTH = Contingency(("sex",), {("f", 1, 1): 5, ("m", 0, 1): 1})


@dataclass
class Rows:
    """A view that is known by its name."""

    fingerprint: str = "whole"
    parts: tuple["Rows", ...] = ()
    origin: str = "people"


@dataclass
class Kept:
    """A cache in memory."""

    bodies: dict[str, bytes] = field(default_factory=dict)
    written: int = 0

    def get(self, key: str) -> bytes | None:
        return self.bodies.get(key)

    def put(self, key: str, body: bytes) -> None:
        self.bodies[key] = body
        self.written += 1


def summed(cache: Kept, *names: str) -> tuple[Contingency | None, list[str]]:
    """Return the sum of the parts called `names`, and which of them were looked at."""
    looked: list[str] = []

    def measure(rows: View) -> Contingency | None:
        looked.append(str(rows.fingerprint))
        return ROWS[str(rows.fingerprint)]

    whole: Any = Rows(parts=tuple(map(Rows, names)))
    return by_part(cast(View, whole), "contingency 1", cache, measure, Contingency.from_json), looked


def test_the_sum_of_the_parts_is_the_statistic() -> None:
    """One without rows adds nothing, and all without rows give none."""
    assert summed(Kept(), "monday", "tuesday", "sunday") == (BOTH, ["monday", "tuesday", "sunday"])
    assert summed(Kept(), "sunday") == (None, ["sunday"])


def test_a_part_is_looked_at_once() -> None:
    """Also one without rows; what is new is looked at, and what is no part any more is forgotten."""
    cache = Kept()
    summed(cache, "sunday", "monday")
    assert summed(cache, "sunday", "monday", "tuesday") == (BOTH, ["tuesday"])

    summed(cache, "tuesday")
    assert summed(cache, "monday", "tuesday") == (BOTH, ["monday"])


def test_nothing_is_written_where_nothing_is_new() -> None:
    """A window that has not moved is summed from what is kept."""
    cache = Kept()
    assert [summed(cache, "monday", "tuesday")[1] for _ in range(2)] == [["monday", "tuesday"], []]
    assert cache.written == 1


@pytest.mark.parametrize("body", [b"", b'{"monday": "', b"[1]", b"7"])
def test_a_torn_file_is_as_good_as_none(body: bytes) -> None:
    """Each part is looked at again."""
    cache = Kept()
    summed(cache, "monday", "tuesday")
    (key,) = cache.bodies
    cache.bodies[key] = body

    assert summed(cache, "monday", "tuesday") == (BOTH, ["monday", "tuesday"])


def test_tables_are_kept_apart() -> None:
    """By their origin: parts of equal content of another table are looked at."""
    cache = Kept()
    summed(cache, "monday")
    (key,) = cache.bodies

    assert key == "contingency 1 of the parts of people"
