import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.checks.quality.schema.schema_changes import Changed, Promise, changes, fingerprint, promised_by
from dte_exporter.statistics.schemas.table_schema import Column, TableSchema

NONE: frozenset[str] = frozenset()
SCHEMA = TableSchema({"age": Column("integer", 10), "sex": Column("text", 9)}, 10)
NAMES = st.dictionaries(st.text(min_size=1, max_size=3), st.sampled_from(["integer", "text", "date"]), max_size=6)


def told(promised: dict[str, Promise], schema: TableSchema = SCHEMA, untyped: frozenset[str] = NONE) -> set[str]:
    """Return the changes as ``column change``."""
    return {f"{one.column} {one.change}" for one in changes(promised, schema, untyped)}


def test_each_change_has_its_own_reason() -> None:
    """One column may have two."""
    promised = {"sex": Promise("integer", is_filled=True), "town": Promise("text", is_filled=False)}

    assert list(changes(promised, SCHEMA, NONE)) == [
        Changed("sex", "type", "integer", "text"),
        Changed("sex", "nullability", "a value in every row", "rows without one"),
        Changed("town", "removed", "text", "no column"),
        Changed("age", "added", "no column", "integer"),
    ]


def test_letters_of_another_case_are_another_name() -> None:
    """As the source writes them."""
    assert told({"Age": Promise(None, is_filled=False), "sex": Promise(None, is_filled=False)}) == {
        "Age removed",
        "age added",
    }


@given(NAMES)
def test_a_schema_keeps_its_own_promises_in_any_order(types: dict[str, str]) -> None:
    """Held against itself nothing has changed, and the fingerprint does not depend on the order."""
    schema = TableSchema({name: Column(type_, 3) for name, type_ in types.items()}, 3)
    backwards = TableSchema(dict(reversed([*schema.columns.items()])), 3)
    promised = promised_by(schema)

    assert not told(dict(promised), backwards)
    assert fingerprint(promised, schema, NONE) == fingerprint(promised, backwards, NONE)


def test_what_a_reference_fills_it_promises_to_fill() -> None:
    """A column that has gaps there may have them; an empty table promises none."""
    assert promised_by(SCHEMA) == {"age": Promise("integer", is_filled=True), "sex": Promise("text", is_filled=False)}
    assert promised_by(TableSchema({"age": Column("text", 0)}, 0)) == {"age": Promise("text", is_filled=False)}


def test_a_text_column_without_a_value_promises_no_type() -> None:
    """A file without types reads a column so that is empty in every row."""
    assert promised_by(TableSchema({"age": Column("text", 0)}, 5)) == {"age": Promise(None, is_filled=False)}


@pytest.mark.parametrize(
    ("promised", "found", "filled", "kept"),
    [
        ("number", "integer", 5, True),
        ("timestamp", "date", 5, True),
        ("text", "integer", 5, True),
        ("integer", "text", 0, True),
        ("integer", "number", 5, False),
        ("date", "timestamp", 5, False),
        ("boolean", "text", 5, False),
    ],
)
def test_a_file_without_types_keeps_a_type_that_its_values_can_be_read_as(
    promised: str, found: str, filled: int, kept: bool
) -> None:
    """A source that has types keeps its word for them, and nothing else."""
    promises = {"x": Promise(promised, is_filled=False)}
    schema = TableSchema({"x": Column(found, filled)}, 5)
    as_promised = TableSchema({"x": Column(promised, filled)}, 5)

    assert told(promises, schema, frozenset({"x"})) == (set() if kept else {"x type"})
    assert told(promises, schema) == {"x type"}
    same = fingerprint(promises, schema, frozenset({"x"})) == fingerprint(promises, as_promised, NONE)
    assert same is kept


def test_a_fingerprint_is_of_names_types_and_broken_promises() -> None:
    """Each of them alone makes another; a gap where none was promised does not."""
    promised = {"age": Promise("integer", is_filled=True)}

    def of(name: str = "age", type_: str = "integer", filled: int = 10) -> str:
        return fingerprint(promised, TableSchema({name: Column(type_, filled)}, 10), NONE)

    assert len({of(), of(name="Age"), of(type_="number"), of(filled=9)}) == 4
    assert of(name="sex", filled=9) == of(name="sex")
