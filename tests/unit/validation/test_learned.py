"""What clean rows teach, and what it may not tell of any of them."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.validation.column_shapes import profiled
from dte_exporter.validation.suggestion import outward
from dte_exporter.validation.suggestion.contract_text import contract_text
from dte_exporter.validation.suggestion.learned import Learned, learned
from dte_exporter.validation.suggestion.suite_json import suite_json
from tests.unit.validation.files import looked


def rules(query: str, folder: Path) -> dict[str, Learned]:
    """Return what is learned of the column ``x`` of a query's rows, by kind."""
    one = looked(query, folder)
    found = learned(one, profiled(one), dict.fromkeys(one.types, 0))
    return {rule.kind: rule for rule in found if rule.column == "x"}


def test_nothing_missing_allows_what_chance_explains(tmp_path: Path) -> None:
    """19 of 1,000 (see the test of the limit): 0.019, so that 0.981 have to be there."""
    rule = rules("SELECT i % 10 AS x FROM range(1000) t(i)", tmp_path)["present"]

    assert (rule.most, rule.of, rule.mostly) == (19, 1000, 0.981)
    assert rule.reason == "no value is missing in 1,000 rows; chance explains 19 of as many"


def test_a_column_that_is_mostly_empty_asks_for_nothing(tmp_path: Path) -> None:
    """Six in ten missing: that four are there is no rule."""
    assert "present" not in rules("SELECT CASE WHEN i % 10 < 4 THEN 1 END AS x FROM range(1000) t(i)", tmp_path)


def test_a_set_has_only_values_of_thirty_rows(tmp_path: Path) -> None:
    """One that a single row has is not told, and counted as if thirty had it."""
    query = "SELECT CASE WHEN i = 0 THEN 'rare' WHEN i < 400 THEN 'b' ELSE 'a' END AS x FROM range(2000) t(i)"
    rule = rules(query, tmp_path)["one_of"]

    assert rule.arguments == {"values": ["a", "b"]}
    assert rule.most > 30
    assert "rare" not in rule.reason


def test_a_range_hides_its_extremes(tmp_path: Path) -> None:
    """Of the numbers 101 to 1,100 and one of 987,654: the bulk, half as wide again, outward to two digits."""
    query = "SELECT i + 101.5 AS x FROM range(1000) t(i) UNION ALL SELECT 987654.5"
    rule = rules(query, tmp_path)["within"]

    assert rule.arguments == {"low": 0, "high": 1600}
    assert not rule.is_unbroken
    assert "987" not in rule.reason
    assert "fewer than 30 beyond" in rule.reason


def test_probabilities_stay_between_0_and_1(tmp_path: Path) -> None:
    """Where no number lies outside, the range does not reach outside."""
    rule = rules("SELECT i / 1000.0 AS x FROM range(1000) t(i)", tmp_path)["within"]

    assert (rule.arguments, rule.is_unbroken) == ({"low": 0, "high": 1}, True)


def test_few_numbers_teach_no_range(tmp_path: Path) -> None:
    """Fifty rows: each end would be a person."""
    assert rules("SELECT i * 1.5 AS x FROM range(50) t(i)", tmp_path).keys() <= {"present", "varied"}


def test_a_mean_is_given_six_standard_errors(tmp_path: Path) -> None:
    """Of 0 to 999.5 in steps: mean 499.5, deviation 288.7, so 6 * 288.7 * sqrt(2 / 1000) = 77.5 either way, outward."""
    rule = rules("SELECT i::DOUBLE AS x FROM range(1000) t(i)", tmp_path)["mean"]

    assert rule.arguments == {"low": 420.0, "high": 580.0}


def test_a_mean_that_one_number_would_tell_of_is_not_suggested(tmp_path: Path) -> None:
    """A million millions among numbers under a hundred: ten digits of it could be read from the mean."""
    found = rules("SELECT CASE WHEN i = 7 THEN 1e12 ELSE (i % 997) / 10 END AS x FROM range(5000) t(i)", tmp_path)

    assert {"within", "varied"} <= found.keys()
    assert "mean" not in found
    assert found["within"].most >= 30


def test_infinite_numbers_lie_outside_and_nan_is_missing(tmp_path: Path) -> None:
    """As the rules are judged: what they were learned from keeps to them."""
    case = "CASE WHEN i % 50 = 0 THEN 'nan'::DOUBLE WHEN i % 50 = 1 THEN 'inf'::DOUBLE ELSE (i % 997) / 10 END"
    found = rules(f"SELECT {case} AS x FROM range(5000) t(i)", tmp_path)

    assert found["present"].most >= 100
    assert found["within"].most >= 200
    assert "mean" not in found


def test_whole_numbers_that_a_double_does_not_tell_apart_teach_nothing_of_values(tmp_path: Path) -> None:
    """A set of them would be of others than the file holds."""
    assert rules("SELECT 9000000000000000000 + i AS x FROM range(5000) t(i)", tmp_path).keys() == {"present"}


def test_text_that_is_no_set_is_untrimmed(tmp_path: Path) -> None:
    """Names have no set, and no blanks around them."""
    found = rules("SELECT 'person ' || i AS x FROM range(1000) t(i)", tmp_path)

    assert found.keys() == {"present", "varied", "untrimmed"}


def test_a_key_is_unique(tmp_path: Path) -> None:
    """And nothing else is asked of it but to be there."""
    one = looked("SELECT i AS id FROM range(1000) t(i)", tmp_path)

    assert [rule.kind for rule in learned(one, profiled(one), {})] == ["present", "unique"]


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_is_rounded_so_that_more_pass(most: int, of: int) -> None:
    """Never is less allowed than what was meant, nor a tenth more."""
    share = 1 - outward.mostly(min(most, of), of)

    assert min(most, of) / of - 1e-12 <= share <= min(most, of) / of * 1.1 + 1e-12


@given(st.floats(-1e9, 1e9))
def test_limits_are_rounded_outward(value: float) -> None:
    """To two digits."""
    assert outward.down(value) <= value <= outward.up(value)
    assert [float(f"{end:.1e}") for end in (outward.down(value), outward.up(value))] == [
        outward.down(value),
        outward.up(value),
    ]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], dict[str, object]]:
    """Return the suite and the contract of a file with a key, numbers, a set, a hostile name and a list."""
    query = (
        'SELECT i AS id, i / 7.0 AS amount, (i % 3)::INT AS "kind: #""\'", \'x\' || i AS text, [i] AS list, '
        "DATE '2026-01-01' AS day, i % 2 = 0 AS flag FROM range(1000) t(i)"
    )
    one = looked(query, tmp_path_factory.mktemp("both"))
    found = tuple(learned(one, profiled(one), {"text": 0}))
    return json.loads(suite_json("loans", one.types, found)), yaml.safe_load(contract_text("loans", one, found))


def test_the_suite_is_in_great_expectations_own_form(both: tuple[dict[str, object], dict[str, object]]) -> None:
    """Type, kwargs, and the reason as notes."""
    suite, _ = both
    expectations = suite["expectations"]
    assert isinstance(expectations, list)
    by_type = {(one["type"], one["kwargs"].get("column")): one for one in expectations}

    assert suite["name"] == "loans"
    assert by_type["expect_column_values_to_be_in_set", "kind: #\"'"]["kwargs"]["value_set"] == [0, 1, 2]
    assert by_type["expect_column_values_to_be_unique", "id"]["kwargs"] == {"column": "id"}
    assert by_type["expect_column_values_to_match_regex", "text"]["kwargs"]["mostly"] == 0.981
    assert all(one["meta"]["notes"] for one in expectations)


def test_the_contract_is_in_the_standards_own_form(both: tuple[dict[str, object], dict[str, object]]) -> None:
    """Columns with types, the key, limits and shares; of the amounts 30 lie up to 4.1 and as many from 138.6 on."""
    contract: Any = both[1]
    (table,) = contract["schema"]
    properties = {one["name"]: one for one in table["properties"]}

    assert {name: one.get("logicalType") for name, one in properties.items()} == {
        "id": "integer",
        "amount": "number",
        "kind: #\"'": "integer",
        "text": "string",
        "list": "array",
        "day": "date",
        "flag": "boolean",
    }
    assert properties["id"]["primaryKey"] is True
    assert properties["amount"]["logicalTypeOptions"] == {"minimum": 0, "maximum": 210}
    assert properties["kind: #\"'"]["quality"][1] == {
        "metric": "invalidValues",
        "mustBeLessOrEqualTo": 1.9,
        "unit": "percent",
        "arguments": {"validValues": [0, 1, 2]},
    }
