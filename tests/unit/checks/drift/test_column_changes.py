"""What becomes of the values of a column, by literal counts; over many values, by a real engine."""

from pathlib import Path
from typing import Any, get_args

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.drift.check import drift, needs
from dte_exporter.checks.drift.column_changes import SPECS, Change, changes_of
from dte_exporter.checks.drift.params import Params
from dte_exporter.config.roles import ColumnKind
from dte_exporter.config.windows import Window
from dte_exporter.metric import Sample
from dte_exporter.statistics.distribution.categories import Categories
from dte_exporter.statistics.distribution.column_pair import Pair
from dte_exporter.statistics.distribution.distribution import DistributionPlan
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache
from dte_exporter.tables.files import FilesSource, open_files
from dte_exporter.tables.table_view import view
from tests.unit.checks.drift.test_check import CITY, INCOME, found, numbers, roles, values

ALL = Params(row_limit=100, changes=get_args(Change))
COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 500), min_size=1)


def _changes(reference: Any, current: Any, column: str = "city", params: Params = ALL) -> dict[str, float]:
    """Return what became of one column of 6,000 rows a window, by metric."""
    samples = found({column: reference}, {column: current}, params, features=(column,)).samples
    names = {spec.name for spec in SPECS.values()}
    return {one.name.removeprefix("dte_drift_"): one.value for one in samples if one.name in names}


def _shares(then: dict[str, int], now: dict[str, int]) -> list[float]:
    """Return the share of new categories and of those that are gone."""
    pair = Pair("city", Categories(0, then), Categories(0, now), {})
    rows = {"reference": sum(then.values()), "current": sum(now.values())}
    asked: tuple[Change, ...] = ("new_categories", "vanished_categories")
    return [one.value for one in changes_of(pair, rows, asked) if isinstance(one, Sample)]


def test_new_and_vanished_categories_are_shares_of_the_values() -> None:
    """Of 4,000 values now 1,000 are c, which was not there; of 6,000 then 1,500 were b, which is gone."""
    assert _changes(CITY, Categories(2_000, {"a": 3_000, "c": 1_000})) == {
        "missing_ratio_change": pytest.approx(2_000 / 6_000),
        "new_categories_ratio": 0.25,
        "vanished_categories_ratio": 0.25,
    }


def test_numbers_leave_the_range_at_either_end() -> None:
    """The reference lies in 0 to 10: of 4,000 now 1,000 lie below, 500 above, and its ends belong to it."""
    current = numbers({-1.0: 1_000, 0.0: 1_000, 10.0: 1_500, 10.5: 500, None: 2_000})

    assert _changes(INCOME, current, "income") == {
        "missing_ratio_change": pytest.approx(2_000 / 6_000),
        "out_of_range_ratio": 1_500 / 4_000,
    }


def test_what_is_no_number_is_missing_and_what_is_infinite_is_not() -> None:
    """600 NaN of 6,000 rows then, none now: a tenth less is missing; infinite numbers are in no range."""
    then, now = numbers({1.0: 5_400, float("nan"): 600}), numbers({1.0: 3_000, float("inf"): 3_000})

    assert _changes(then, now, "income") == {"missing_ratio_change": pytest.approx(-0.1), "out_of_range_ratio": 0.0}


def test_a_column_that_is_all_missing_now_is_told_of_though_it_has_no_score() -> None:
    """That its share rose to 1 is told, and why the rest is not."""
    findings = found({"city": CITY}, {"city": Categories(6_000, {})}, ALL, features=("city",))

    assert values(findings, "missing_ratio_change") == {"city": 1.0}
    assert "column 'city': new_categories is not defined, a window has no values" in findings.undefined


def test_of_too_many_categories_nothing_is_guessed() -> None:
    """Past the cap the rarest are not told apart, so whether one is new is not known."""
    findings = found({"city": CITY}, {"city": Categories(0, {"a": 5_000}, other=1_000)}, ALL, features=("city",))

    assert values(findings, "new_categories_ratio") == {}
    assert "column 'city': vanished_categories cannot be told of over 10,000 categories" in findings.undefined


def test_nothing_is_told_unasked_and_no_more_than_asked() -> None:
    """By default none of it; of four one."""
    current = Categories(0, {"a": 6_000})

    assert _changes(CITY, current, params=Params(row_limit=100)) == {}
    only = Params(row_limit=100, changes=("vanished_categories",))
    assert _changes(CITY, current, params=only) == {"vanished_categories_ratio": 0.25}


@given(COUNTS, COUNTS)
def test_new_the_other_way_round_is_vanished_and_more_of_the_same_changes_nothing(
    then: dict[str, int], now: dict[str, int]
) -> None:
    """Both are shares of one comparison; doubled counts are the same shares."""
    doubled = [{key: 2 * count for key, count in one.items()} for one in (then, now)]
    new, vanished = _shares(then, now)

    assert _shares(now, then) == [vanished, new]
    assert _shares(*doubled) == [new, vanished]
    assert 0 <= new <= 1


def test_of_many_numbers_the_engine_counts_those_out_of_range(tmp_path: Path) -> None:
    """20,000 different ones lie in 0 to 19,999; now 7 of 20,000 lie out of it, one by a hair."""
    now = "CASE WHEN i < 6 THEN -1.0 - i WHEN i = 6 THEN 19999.000000001::DOUBLE ELSE i::DOUBLE END"
    rows = "SELECT 0 AS year, i::DOUBLE AS income FROM range(20000) t(i) UNION ALL "
    rows += f"SELECT 1, {now} FROM range(20000) t(i)"
    duckdb.sql(f"COPY ({rows}) TO '{tmp_path}/people.parquet'")
    table = open_files.open(FilesSource(type="files", path="people.parquet"), tmp_path)
    windows = {
        side: view(table, Window(where=f"year = {year}"), None, None, 0.0)
        for year, side in enumerate(("reference", "current"))
    }
    given = roles(features=("income",), kinds={"income": ColumnKind.NUMBER})
    plan = needs(ALL, given)["distribution"]
    assert isinstance(plan, DistributionPlan)
    statistics = {"distribution": plan.measure(Sources(windows), DiskCache(tmp_path / "cache"))}

    findings = drift.compute(statistics, ALL, given, 0.0)

    assert values(findings, "out_of_range_ratio") == {"income": 7 / 20_000}
