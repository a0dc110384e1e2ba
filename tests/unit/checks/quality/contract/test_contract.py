"""``check: contract`` on real rows: each rule is broken once and found, and met where nothing is wrong."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
import yaml

from dte_exporter.config.loading.load import load
from dte_exporter.outcome import CheckResult, Outcome
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

NOW = datetime(2018, 12, 1, tzinfo=UTC).timestamp()
REGISTRY = Registry.discover()
CONTRACT = {"apiVersion": "v3.1.0", "kind": "DataContract", "id": "c-1", "version": "1.0.0", "status": "active"}

Run = Callable[..., CheckResult]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs the check on columns, with the properties of one object and further keys of it."""

    def ran(
        columns: Mapping[str, Any],
        properties: list[dict[str, Any]],
        more: Mapping[str, Any] | None = None,
        contract: Mapping[str, Any] | None = None,
        **params: Any,
    ) -> CheckResult:
        objects = [{"name": "orders", "properties": properties, **(more or {})}]
        (tmp_path / "contract.yaml").write_text(yaml.safe_dump({**CONTRACT, "schema": objects, **(contract or {})}))
        pyarrow.parquet.write_table(pa.table(columns), tmp_path / "rows.parquet")
        config = {
            "datasets": {"rows": {"source": {"type": "files", "path": "rows.parquet"}}},
            "checks": {
                "agreed": {
                    "check": "contract",
                    "dataset": "rows",
                    "every": "1h",
                    "contract": "contract.yaml",
                    **params,
                }
            },
        }
        (tmp_path / "config.yaml").write_text(yaml.safe_dump(config))
        check = load(tmp_path / "config.yaml", REGISTRY).checks["agreed"]
        return CheckResult.from_json(execute(Job(check, NOW, tmp_path / "cache")))

    return ran


def _met(result: CheckResult) -> dict[tuple[str, str], float]:
    """Return how each rule stands, by field and rule."""
    return {
        (one.labels["field"], one.labels["rule"]): one.value
        for one in result.samples
        if one.name == "dte_quality_contract_rule_met"
    }


def _details(result: CheckResult, rule: str) -> Mapping[str, Any]:
    (found,) = (one for one in result.evidence.details["rules"] if one["rule"] == rule)
    return dict(found)


WHOLE, TEXT = [1, 2, 3, 4], ["AB", "AB", "CD", None]
MOMENTS = [datetime(2018, 11, day, tzinfo=UTC) for day in (1, 2, 3, 30)]

RULES: list[tuple[str, list[Any], dict[str, Any], dict[str, Any], float | None]] = [
    ("type", WHOLE, {"logicalType": "integer"}, {"logicalType": "string"}, None),
    ("required", TEXT, {"required": False}, {"required": True}, 1),
    ("unique", TEXT, {"unique": False}, {"unique": True}, 1),
    ("minimum", WHOLE, {"logicalTypeOptions": {"minimum": 1}}, {"logicalTypeOptions": {"minimum": 3}}, 2),
    ("maximum", WHOLE, {"logicalTypeOptions": {"maximum": 4}}, {"logicalTypeOptions": {"maximum": 3}}, 1),
    (
        "exclusiveMinimum",
        WHOLE,
        {"logicalTypeOptions": {"exclusiveMinimum": 0}},
        {"logicalTypeOptions": {"exclusiveMinimum": 1}},
        1,
    ),
    (
        "exclusiveMaximum",
        WHOLE,
        {"logicalTypeOptions": {"exclusiveMaximum": 5}},
        {"logicalTypeOptions": {"exclusiveMaximum": 4}},
        1,
    ),
    (
        "maximum",
        MOMENTS,
        {"logicalTypeOptions": {"maximum": "2018-11-30"}},
        {"logicalTypeOptions": {"maximum": "2018-11-02T23:00:00+00:00"}},
        2,
    ),
    (
        "multipleOf",
        [5, 10, -5, 0],
        {"logicalTypeOptions": {"multipleOf": 5}},
        {"logicalTypeOptions": {"multipleOf": 10}},
        2,
    ),
    ("minLength", TEXT, {"logicalTypeOptions": {"minLength": 2}}, {"logicalTypeOptions": {"minLength": 3}}, 3),
    ("maxLength", TEXT, {"logicalTypeOptions": {"maxLength": 2}}, {"logicalTypeOptions": {"maxLength": 1}}, 3),
    ("pattern", TEXT, {"logicalTypeOptions": {"pattern": "[A-D]"}}, {"logicalTypeOptions": {"pattern": "^A"}}, 1),
    (
        "format",
        [0, 127, 255, 1],
        {"logicalType": "integer", "logicalTypeOptions": {"format": "u8"}},
        {"logicalType": "integer", "logicalTypeOptions": {"format": "i8"}},
        1,
    ),
    ("enum", TEXT, {"enum": [{"value": "AB"}, {"value": "CD"}]}, {"enum": [{"value": "AB"}]}, 1),
    ("enum", [True, False, True, None], {"enum": [{"value": True}, {"value": False}]}, {"enum": [{"value": True}]}, 1),
    ("enum", WHOLE, {"enum": [{"value": n} for n in WHOLE]}, {"enum": [{"value": "1"}]}, 4),
]


@pytest.mark.parametrize(("rule", "values", "kept", "broken", "rows"), RULES)
def test_what_is_agreed_of_a_column_is_found_broken_and_kept(
    run: Run, rule: str, values: list[Any], kept: dict[str, Any], broken: dict[str, Any], rows: float | None
) -> None:
    """The same rows keep one agreement and break the other, by as many rows as are counted by hand."""
    found = _met(run({"a": values}, [{"name": "a", **kept}]))
    lost = run({"a": values}, [{"name": "a", **broken}])

    assert found.get(("a", rule), 1) == 1
    assert _met(lost)["a", rule] == 0
    assert _details(lost, rule).get("rows") == rows


LIBRARY: list[tuple[list[Any], dict[str, Any], float]] = [
    (["a", None, "", "n/a"], {"metric": "nullValues"}, 1),
    ([1.0, float("nan"), None, 2.0], {"metric": "nullValues"}, 2),
    (["a", None, "", "n/a"], {"metric": "missingValues"}, 2),
    (["a", None, "", "n/a"], {"metric": "missingValues", "arguments": {"missingValues": [None, "", "n/a"]}}, 3),
    ([1, -1, None, -1], {"metric": "missingValues", "arguments": {"missingValues": [-1]}}, 3),
    (["a", None, "b", "c"], {"metric": "invalidValues", "arguments": {"validValues": ["a", "b"]}}, 1),
    (["a", None, "b", "c"], {"metric": "invalidValues", "arguments": {"pattern": "^[ab]$"}}, 1),
    (["a", None, "a", "a"], {"metric": "duplicateValues"}, 2),
    (["a", None, "a", "a"], {"type": "library", "rule": "duplicateCount"}, 2),
]


@pytest.mark.parametrize(("values", "rule", "rows"), LIBRARY)
def test_the_library_counts_rows_and_percent(run: Run, values: list[Any], rule: dict[str, Any], rows: float) -> None:
    """Of four rows each is 25 %; a rule is met at the count by hand, and broken by one less."""
    quality = [
        {**rule, "name": "exact", "mustBe": rows},
        {**rule, "name": "less", "mustBeLessThan": rows},
        {**rule, "name": "share", "mustBe": rows * 25, "unit": "percent"},
    ]

    result = run({"a": values}, [{"name": "a", "quality": quality}])

    met = _met(result)
    assert [met["a", f"quality: {name}"] for name in ("exact", "less", "share")] == [1, 0, 1]
    assert _details(result, "quality: share")["percent"] == rows * 25


TWO = {"a": [1, 1, 2, None], "b": ["x", "x", "x", "x"]}


@pytest.mark.parametrize(
    ("rule", "met"),
    [
        ({"metric": "rowCount", "mustBe": 4}, 1),
        ({"metric": "rowCount", "mustBeBetween": [5, 9]}, 0),
        ({"metric": "duplicateValues", "mustBe": 1, "arguments": {"properties": ["a", "b"]}}, 1),
        ({"metric": "duplicateValues", "mustBe": 0, "arguments": {"properties": ["a", "b"]}}, 0),
    ],
)
def test_rules_on_all_rows_have_no_field(run: Run, rule: dict[str, Any], met: float) -> None:
    """Rows are counted, and those that repeat several columns of another."""
    result = run(TWO, [{"name": "a"}, {"name": "b"}], {"quality": [{**rule, "name": "r"}]})

    assert _met(result)["", "quality: r"] == met


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ({"a": [1, 1, 2, 2], "b": ["x", "y", "x", "y"]}, 0),
        ({"a": [1, 1, 1, 2], "b": ["x", "x", "x", "y"]}, 2),
        ({"a": [1, None, None, 2], "b": ["x", "x", "x", None]}, 3),
    ],
)
def test_a_key_of_several_columns_identifies_each_row(run: Run, columns: dict[str, Any], rows: int) -> None:
    """What repeats a key, or has no whole one, is counted."""
    properties = [{"name": name, "primaryKey": True, "primaryKeyPosition": n} for n, name in ((1, "b"), (2, "a"))]

    result = run(columns, properties)

    assert _met(result)["b, a", "primaryKey"] == (rows == 0)
    assert _details(result, "primaryKey")["rows"] == rows


QUERIES: list[tuple[str, float]] = [
    ("SELECT COUNT(*) FROM {object} WHERE {property} < 3", 2),
    ("SELECT COUNT(*) FROM orders WHERE a BETWEEN 2 AND 3 AND b = 'x'", 1),
    ("select count(distinct b) from public.orders", 2),
    ("SELECT SUM({column}) AS total FROM {table}", 10),
    ("SELECT 100.0 * COUNT(b) / COUNT(*) FROM ${object}", 75),
    ("SELECT MAX(a) - MIN(a) FROM {object}", 3),
    ("SELECT -(AVG(a) + 0.5) FROM {object}", -3),
]
QUERIED = {"a": [1, 2, 3, 4], "b": ["x", "x", "y", None]}


@pytest.mark.parametrize(("query", "figure"), QUERIES)
def test_a_query_of_one_aggregate_is_judged(run: Run, query: str, figure: float) -> None:
    """Its figure is what the engine would have said; and is not told, since it may be a value of the data."""
    rules = [{"type": "sql", "query": query, "name": name, **limit} for name, limit in _around(figure).items()]

    result = run(QUERIED, [{"name": "a", "quality": rules}])

    met = _met(result)
    assert [met["a", f"quality: {name}"] for name in ("at", "off")] == [1, 0]
    assert _details(result, "quality: at") == {"field": "a", "rule": "quality: at", "met": True}


def _around(figure: float) -> dict[str, dict[str, float]]:
    return {"at": {"mustBe": figure}, "off": {"mustNotBe": figure}}


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("DROP TABLE orders", "is not one SELECT"),
        ("SELECT COUNT(*) FROM {object}; DELETE FROM orders", "is not one SELECT"),
        ("SELECT COUNT(*) FROM salaries", "reads something else than the table"),
        ("SELECT COUNT(*) FROM read_csv('/etc/passwd')", "reads something else than the table"),
        ("SELECT COUNT(*) FROM {object} WHERE a IN (SELECT a FROM salaries)", "SELECT"),
        ("SELECT COUNT(*) FROM {object} GROUP BY a", "has group"),
        ("SELECT COUNT(*) FROM {object} JOIN salaries ON TRUE", "has joins"),
        ("SELECT a FROM {object}", "has no aggregate"),
        ("SELECT COUNT(*), SUM(a) FROM {object}", "returns several columns"),
        ("SELECT SUM(a * 2) FROM {object}", "aggregates something else than a column"),
        ("SELECT COUNT(*) + a FROM {object}", "has COLUMN"),
        ("SELECT COUNT(*) FROM {schema}", "stands for nothing here"),
        ("SELECT SUM(c) FROM {object}", "'c', which is not there"),
        ("SELECT COUNT(*) FROM {object} WHERE c = 1", "does not fit the columns"),
        ("SELECT SUM(b) FROM {object}", "does not fit the types"),
        ("SELECT COUNT( FROM", "is no SQL"),
    ],
)
def test_any_other_query_is_not_judged_and_never_sent(run: Run, query: str, why: str) -> None:
    """It is neither met nor unmet: a sentence says what it has that is not read here."""
    rule = {"type": "sql", "query": query, "mustBe": 0}

    result = run(QUERIED, [{"name": "a", "quality": [rule]}])

    assert ("a", "quality: sql") not in _met(result)
    (sentence,) = (one for one in result.evidence.undefined if "quality: sql" in one)
    assert why in sentence


def test_a_query_that_finds_no_value_is_not_judged(run: Run) -> None:
    """The sum of nothing is no number."""
    rule = {"type": "sql", "query": "SELECT SUM(a) FROM {object} WHERE a > 9", "mustBe": 0}

    result = run(QUERIED, [{"name": "a", "quality": [rule]}])

    assert result.evidence.undefined == ("a: quality: sql not judged: there are no values",)


@pytest.mark.parametrize(
    ("level", "met"),
    [
        ({"property": "latency", "value": 24, "unit": "h", "element": "orders.a"}, 1),
        ({"property": "latency", "value": 23, "unit": "h", "element": "orders.a"}, 0),
        ({"property": "freshness", "value": 1, "unit": "d", "element": "a"}, 1),
    ],
)
def test_the_newest_time_is_as_young_as_promised(run: Run, level: dict[str, Any], met: float) -> None:
    """It is 30 November, 0:00, and now 1 December, 0:00."""
    result = run({"a": MOMENTS}, [{"name": "a"}], contract={"slaProperties": [level]})

    assert _met(result)["a", level["property"]] == met


@pytest.mark.parametrize(
    ("level", "day", "met"),
    [
        ("generalAvailability", "2018-11-30", 1),
        ("generalAvailability", "2018-12-02", 0),
        ("endOfSupport", "2018-12-02T00:00:00+01:00", 1),
        ("endOfLife", "2018-11-30", 0),
    ],
)
def test_a_contract_holds_from_and_until_the_days_that_it_names(run: Run, level: str, day: str, met: float) -> None:
    """Today is 1 December."""
    result = run({"a": [1]}, [{"name": "a"}], contract={"slaProperties": [{"property": level, "value": day}]})

    assert _met(result)["", level] == met


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        ({"property": "retention", "value": 3, "unit": "y"}, "retention not judged: how long rows are kept is"),
        ({"property": "throughput", "value": 3}, "throughput not judged: rows do not tell"),
        ({"property": "latency", "value": 3, "unit": "d"}, "latency not judged: it names no element"),
        ({"property": "latency", "value": 3, "unit": "d", "element": "other.a"}, "a: latency not judged: the contract"),
        (
            {"property": "latency", "value": 3, "unit": "d", "element": "z"},
            "z: latency not judged: the object 'orders'",
        ),
        ({"property": "latency", "value": 3, "unit": "d", "element": "a"}, "a: latency not judged: the column does"),
    ],
)
def test_a_promise_that_rows_do_not_tell_is_not_judged(run: Run, level: dict[str, Any], sentence: str) -> None:
    """It has no value and a sentence."""
    result = run({"a": [1]}, [{"name": "a"}], contract={"slaProperties": [level]})

    assert _met(result) == {("a", "present"): 1}
    (told,) = result.evidence.undefined
    assert told.startswith(sentence)


def test_a_column_that_is_gone_breaks_the_contract_once(run: Run) -> None:
    """What else is agreed of it is not judged, in one sentence."""
    result = run({"a": [1]}, [{"name": "a"}, {"name": "b", "logicalType": "string", "required": True, "unique": True}])

    assert _met(result) == {("a", "present"): 1, ("b", "present"): 0}
    assert result.evidence.undefined == ("b: type, required, unique not judged: the column is not there",)


def test_a_column_is_found_by_its_physical_name_or_its_name(run: Run) -> None:
    """A view over a table may have given it the latter."""
    properties = [{"name": "a", "physicalName": "col_a"}, {"name": "b", "physicalName": "col_b"}]

    assert set(_met(run({"col_a": [1], "b": [2]}, properties)).values()) == {1}


@pytest.mark.parametrize(
    ("agreed", "why"),
    [
        ({"quality": [{"type": "text", "name": "t"}]}, "it is a text for people"),
        ({"quality": [{"type": "custom", "engine": "soda", "implementation": "x"}]}, "soda judges it"),
        ({"quality": [{"type": "custom", "engine": "greatExpectations", "implementation": {}}]}, "check: expectations"),
        ({"quality": [{"metric": "nullValues", "mustBe": 0, "unit": "days"}]}, "neither rows nor percent"),
        ({"quality": [{"metric": "nullValues", "mustBe": "none"}]}, "its limits are no numbers"),
        ({"quality": [{"metric": "invalidValues", "mustBe": 0}]}, "arguments.validValues or arguments.pattern"),
        ({"quality": [{"metric": "rowCount", "mustBe": 0}]}, "no such metric here"),
        ({"quality": [{"rule": "isFine", "mustBe": 0}]}, "no such metric here"),
        ({"physicalType": "int"}, "agree on a logicalType"),
        ({"properties": [{"name": "x"}]}, "what is inside a value"),
        ({"items": {"logicalType": "string"}}, "what is inside a value"),
        ({"logicalTypeOptions": {"pattern": "x"}}, "does not hold text"),
        ({"logicalTypeOptions": {"minimum": "2018-01-01"}}, "does not hold times"),
        ({"logicalTypeOptions": {"minimum": "soon"}}, "is no time"),
        ({"logicalTypeOptions": {"multipleOf": 0.5}}, "only whole numbers"),
        ({"logicalTypeOptions": {"format": "email"}}, "formats are not looked at"),
        ({"logicalTypeOptions": {"timezone": True}}, "a matter of the column's type"),
        ({"logicalTypeOptions": {"minItems": 1}}, "what is inside a value"),
    ],
)
def test_what_cannot_be_judged_is_never_met(run: Run, agreed: dict[str, Any], why: str) -> None:
    """Of a whole number each of these is agreed in vain, and the sentence says why."""
    result = run({"a": [1]}, [{"name": "a", **agreed}])

    assert _met(result) == {("a", "present"): 1}
    (told,) = result.evidence.undefined
    assert why in told


@pytest.mark.parametrize(
    ("values", "agreed", "why"),
    [
        ([[1], [2]], {"unique": True}, "values of the column's type are not compared"),
        ([[1], [2]], {"primaryKey": True}, "values of the column's type are not compared"),
        ([[1], [2]], {"enum": [{"value": 1}]}, "text, numbers and truth values alone"),
        (["a", "b"], {"logicalTypeOptions": {"minimum": 1}}, "does not hold numbers"),
        ([0.5, 1.5], {"logicalTypeOptions": {"multipleOf": 2}}, "only whole numbers"),
    ],
)
def test_values_of_a_type_that_does_not_fit_are_not_judged(
    run: Run, values: list[Any], agreed: dict[str, Any], why: str
) -> None:
    """The type is a rule of its own; what rests on another one has no value."""
    result = run({"a": values}, [{"name": "a", **agreed}])

    assert _met(result) == {("a", "present"): 1}
    assert why in result.evidence.undefined[0]


def test_a_measure_is_no_column(run: Run) -> None:
    """It is computed from others."""
    result = run({"a": [1]}, [{"name": "a"}, {"name": "total", "semanticType": "measure"}])

    assert _met(result) == {("a", "present"): 1}


def test_without_rows_only_what_is_not_about_values_is_judged(run: Run) -> None:
    """Columns are there without them, and their number is 0; that no value is wrong says nothing."""
    rows = {"a": pa.array([], "int64")}
    more = {"quality": [{"metric": "rowCount", "mustBeGreaterThan": 0}]}

    result = run(rows, [{"name": "a", "logicalType": "integer", "required": True, "primaryKey": True}], more)

    assert _met(result) == {("a", "present"): 1, ("a", "type"): 1, ("", "quality: rowCount"): 0}
    assert result.evidence.undefined == ("a: primaryKey, required not judged: there are no rows",)


def test_rules_of_one_name_are_told_apart(run: Run) -> None:
    """The second has a number."""
    twice = [{"metric": "nullValues", "mustBe": 0}, {"metric": "nullValues", "mustBe": 1}]

    met = _met(run({"a": [1]}, [{"name": "a", "quality": twice}]))

    assert (met["a", "quality: nullValues"], met["a", "quality: nullValues 2"]) == (1, 0)


@pytest.mark.parametrize(
    ("status", "notice"),
    [
        ("active", ()),
        ("Draft", ("the contract is not in force yet: its status is 'Draft'",)),
        ("deprecated", ("the contract is to be relied on no longer: its status is 'deprecated'",)),
    ],
)
def test_a_contract_that_is_not_in_force_is_said_to_be_so(run: Run, status: str, notice: tuple[str, ...]) -> None:
    """It is judged all the same."""
    result = run({"a": [1]}, [{"name": "a"}], contract={"status": status})

    assert result.evidence.notices == notice
    assert _met(result) == {("a", "present"): 1}


def test_what_names_contract_and_owner_shares_its_labels_with_each_rule(run: Run) -> None:
    """An alert joins both on check, data set and contract."""
    result = run({"a": [1]}, [{"name": "a"}], contract={"name": "orders", "team": {"name": "sales"}})

    by_name = {one.name: one.labels for one in result.samples}
    rule, info = by_name["dte_quality_contract_rule_met"], by_name["dte_quality_contract_info"]
    assert {key: rule[key] for key in ("check", "dataset", "contract")} == {
        "check": "agreed",
        "dataset": "rows",
        "contract": "orders",
    }
    assert info == {"version": "1.0.0", "owner": "sales", "status": "active"} | {
        key: rule[key] for key in ("check", "dataset", "contract")
    }


def test_no_value_of_the_data_leaves(run: Run) -> None:
    """Neither in values, nor in details, sentences or notices."""
    properties = [{"name": "a", "logicalTypeOptions": {"pattern": "^x$"}, "enum": [{"value": "x"}], "unique": True}]

    result = run({"a": ["secret", "secret"]}, properties)

    assert "secret" not in json.dumps([dict(result.evidence.details), result.evidence.undefined, str(result.samples)])


@pytest.mark.parametrize(
    ("objects", "params", "says"),
    [
        ([], {}, "has no schema"),
        (
            [{"name": "orders"}, {"name": "lines"}],
            {},
            "has 2 objects, none called 'rows': name one of them under schema",
        ),
        (
            [{"name": "orders"}],
            {"schema": "order"},
            "schema: 'order' is no object of the contract (did you mean 'orders'?)",
        ),
        ([{"properties": []}], {}, "contract.yaml:"),
        ([{"x": 1, "y": 2}], {}, "(and 2 more: dte-exporter contract check contract.yaml tells all)"),
    ],
)
def test_a_contract_that_does_not_say_what_is_meant_is_refused(
    run: Run, objects: list[Any], params: dict[str, Any], says: str
) -> None:
    """One sentence, and the way out."""
    result = run({"a": [1]}, [], contract={"schema": objects}, **params)

    assert result.outcome is Outcome.CHECK_ERROR
    assert says in result.message


@pytest.mark.parametrize("params", [{}, {"schema": "rows"}])
def test_the_object_that_is_called_like_the_data_set_is_meant(run: Run, params: dict[str, Any]) -> None:
    """By its name, or its physical one."""
    objects = [
        {"name": "orders", "properties": [{"name": "z"}]},
        {"name": "o", "physicalName": "rows", "properties": [{"name": "a"}]},
    ]

    assert _met(run({"a": [1]}, [], contract={"schema": objects}, **params)) == {("a", "present"): 1}


@pytest.mark.parametrize(
    ("agreed", "label", "why"),
    [
        ({"pattern": "^(?!A)"}, "pattern", "the engine cannot answer it"),
        ({"pattern": r"(A)\1"}, "pattern", "the engine cannot answer it"),
        ({"pattern": "(a{1,1000}){1,1000}"}, "pattern", "the engine cannot answer it"),
    ],
)
def test_what_the_engine_does_not_take_costs_one_rule_alone(
    run: Run, agreed: dict[str, Any], label: str, why: str
) -> None:
    """Patterns of another language than its own; all others are judged as if that rule were not there."""
    text = {"name": "b", "logicalType": "string", "logicalTypeOptions": {**agreed, "maxLength": 1}, "required": True}
    result = run({"a": [1], "b": ["AB"]}, [{"name": "a", "unique": True}, text])

    assert result.evidence.undefined == (f"b: {label} not judged: {why}",)
    assert {label: met for (_, label), met in _met(result).items()} == {
        **{"present": 1, "unique": 1, "type": 1, "maxLength": 0, "required": 1}
    }


@pytest.mark.parametrize(
    ("type_", "options", "why"),
    [
        ("integer", {"format": "u100000"}, "no whole numbers have 'u100000': agree on i8 to i256, or u8 to u256"),
        ("integer", {"format": "i0"}, "no whole numbers have 'i0': agree on i8 to i256, or u8 to u256"),
        ("integer", {"multipleOf": 10**30}, "only whole numbers of 64 bits are divided by"),
        ("timestamp", {"minimum": "0001-01-01T00:00:00+14:00"}, "its limit lies outside of the years 1 to 9999 in UTC"),
    ],
)
def test_a_limit_that_no_value_can_be_held_against_is_not_judged(
    run: Run, type_: str, options: dict[str, Any], why: str
) -> None:
    """It ends no check."""
    rows = {"a": [1] if type_ == "integer" else MOMENTS[:1]}
    result = run(rows, [{"name": "a", "logicalType": type_, "logicalTypeOptions": options}])

    assert result.evidence.undefined == (f"a: {next(iter(options))} not judged: {why}",)


def test_a_length_beyond_all_text_is_a_length(run: Run) -> None:
    """No text reaches it."""
    options = {"minLength": 10**30, "maxLength": 10**31}
    met = _met(run({"a": ["x"]}, [{"name": "a", "logicalType": "string", "logicalTypeOptions": options}]))

    assert (met["a", "minLength"], met["a", "maxLength"]) == (0, 1)


def test_a_number_makes_no_label_that_another_rule_has(run: Run) -> None:
    """One of a contract's own may be called "nullValues 2"."""
    rules = [{"metric": "nullValues", "mustBe": 0, "name": name} for name in ("x", "x", "x 2")]

    labels = [label for _, label in _met(run({"a": [1]}, [{"name": "a", "quality": rules}]))]

    assert labels == ["present", "quality: x", "quality: x 3", "quality: x 2"]
