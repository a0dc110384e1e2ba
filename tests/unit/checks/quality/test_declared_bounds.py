from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from dte_exporter.checks.quality.declared_bounds import declared_bounds
from dte_exporter.checks.quality.expected_values import Params
from dte_exporter.config.models import Columns
from dte_exporter.config.roles import ColumnKind, Roles, resolve
from dte_exporter.errors import CheckError, MissingColumnError
from dte_exporter.statistics.quality_facts.column_bounds import Bounds

KINDS = {
    "age": ColumnKind.NUMBER,
    "code": ColumnKind.CATEGORY,
    "sex": ColumnKind.CATEGORY,
    "at": ColumnKind.TIME,
    "flag": ColumnKind.BOOLEAN,
    "tags": ColumnKind.OTHER,
}
NOVEMBER = datetime(2018, 11, 1, tzinfo=UTC)


def roles() -> Roles:
    """Return those of a table with a column of each kind."""
    return resolve(Columns(), KINDS)


def declared(**params: Any) -> dict[str, Bounds]:
    """Return the bounds that `params` declare."""
    return dict(declared_bounds(Params.model_validate(params), roles()))


def test_a_range_may_have_one_end() -> None:
    """The other is no limit."""
    assert declared(ranges={"age": [18, None]}) == {"age": Bounds(low=18.0)}
    assert declared(ranges={"age": [None, 120.5]}) == {"age": Bounds(high=120.5)}


@pytest.mark.parametrize(
    "moment", ["2018-11-01", date(2018, 11, 1), "2018-11-01T00:00:00Z", "2018-11-01T01:00:00+01:00"]
)
def test_a_moment_is_measured_in_seconds_since_the_epoch(moment: object) -> None:
    """Also where YAML has made a day of it."""
    assert declared(ranges={"at": [moment, None]}) == {"at": Bounds(low=NOVEMBER.timestamp())}


def test_a_set_holds_values_as_the_column_does() -> None:
    """Numbers are doubles; a column may have a set and a range."""
    found = declared(sets={"sex": ["f", "m"], "flag": [True], "age": [1, 2.5]}, ranges={"age": [0, 9]})

    assert found["sex"].values == ("f", "m")
    assert found["flag"].values == (True,)
    assert found["age"] == Bounds(0.0, 9.0, (1.0, 2.5))


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"ranges": {"age": [None, None]}}, "ranges.age has no limit"),
        ({"ranges": {"age": [1, "2018-11-01"]}}, "ranges.age is from a number to a moment"),
        ({"sets": {"sex": []}}, "at least 1 item"),
        ({"facts": ["missin"]}, "facts"),
    ],
)
def test_what_makes_no_sense_is_refused(params: dict[str, Any], sentence: str) -> None:
    """Before any row is looked at."""
    with pytest.raises(ValidationError, match=sentence):
        Params.model_validate(params)


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"ranges": {"age": [9, 1]}}, "ranges.age: the least value lies above the greatest; swap them"),
        ({"ranges": {"age": ["2018-11-01", None]}}, "ranges.age does not fit a column of kind number: give it numbers"),
        ({"ranges": {"at": [1, None]}}, "ranges.at does not fit a column of kind time: give it moments"),
        ({"ranges": {"flag": [0, 1]}}, "only numbers and times have ranges; use sets"),
        ({"sets": {"flag": ["yes"]}}, "sets.flag does not fit a column of kind boolean"),
        ({"sets": {"age": [True]}}, "sets.age does not fit a column of kind number"),
        ({"sets": {"at": ["2018-11-01"]}}, "sets.at does not fit a column of kind time"),
        ({"sets": {"tags": ["a"]}}, "sets.tags does not fit a column of kind other"),
    ],
)
def test_what_does_not_fit_the_column_is_refused(params: dict[str, Any], sentence: str) -> None:
    """In one sentence that names it, with the way out."""
    with pytest.raises(CheckError, match=sentence):
        declared(**params)


@pytest.mark.parametrize("params", [{"ranges": {"agee": [0, 1]}}, {"sets": {"agee": ["a"]}}])
def test_a_column_that_is_not_there_is_named(params: dict[str, Any]) -> None:
    """It may be a slip."""
    with pytest.raises(MissingColumnError, match="agee"):
        declared(**params)
