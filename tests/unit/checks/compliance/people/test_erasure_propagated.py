from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from dte_exporter.checks.compliance.people.erasure_propagated import EXAMPLE, erasure_propagated
from dte_exporter.errors import CheckError, SourceError
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]

WHO = {"subject": "person"}
SCOPE = {"scope": ["customers", "orders"]}
KEY = "a key of more than sixteen letters"


def erasures(*people: str | int, **others: Any) -> dict[str, Any]:
    """Return a register of people who were erased."""
    return {"person": list(people), "erased_at": ["2026-01-01"] * len(people), **others}


def held(**people: list[Any]) -> dict[str, dict[str, Any]]:
    """Return data sets of people."""
    return {name: {"subject": values} for name, values in people.items()}


def left(findings: Findings) -> dict[str, float]:
    """Return how many erased people are left, by data set."""
    return {
        one.labels["found_in"]: one.value
        for one in findings.samples
        if one.name == "dte_compliance_erased_people_found"
    }


@pytest.fixture(params=["join", "digests"])
def met_by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a test with tables in one engine, then as if each lived in its own."""
    if request.param == "digests":
        monkeypatch.setattr("dte_exporter.tables.table_view.TableView.engine", property(lambda view: id(view)))
    return str(request.param)


def test_a_person_is_found_wherever_a_row_is_left(met_by: str, found_by: FoundBy, counts: Counts) -> None:
    """Ada is left twice, bo once: two people of three, however many rows."""
    tables = held(customers=["ada", "eve"], orders=["ada", "ada", "bo", None])
    findings = found_by(erasure_propagated, erasures("ada", "bo", "cy"), SCOPE, tables, WHO, digest_key=KEY)
    assert counts(findings) == (2, 3)
    assert left(findings) == {"customers": 1, "orders": 2}
    assert findings.details == {"excepted": 0, "met_by": met_by}


def test_exceptions_and_erasures_to_come_are_none(met_by: str, found_by: FoundBy, counts: Counts) -> None:
    """Cy is kept for a legal claim, di's erasure is not done: neither is looked for."""
    rows = {
        "person": ["ada", "cy", "di", "ada"],
        "erased_at": ["2026-01-01", "2026-01-01", None, "2026-02-01"],
        "exception": [None, "legal claim", None, " "],
    }
    tables = held(customers=["cy", "di"], orders=["cy"])
    findings = found_by(erasure_propagated, rows, {**SCOPE, "exception": "exception"}, tables, WHO, digest_key=KEY)
    assert counts(findings) == (0, 1)
    assert findings.details["excepted"] == 1


def test_recipients_are_to_be_told(met_by: str, found_by: FoundBy, counts: Counts) -> None:
    """A person of whom nothing is left, but of whose erasure no recipient knows, is a violation as well."""
    rows = erasures("ada", "bo", told=["2026-01-02", None])
    params = {**SCOPE, "recipients_told": "told"}
    findings = found_by(erasure_propagated, rows, params, held(customers=["eve"], orders=["eve"]), WHO, digest_key=KEY)
    assert counts(findings) == (1, 2)
    assert {one.name: one.value for one in findings.samples}["dte_compliance_erased_people_recipients_not_told"] == 1


def test_numbers_meet_their_text(met_by: str, found_by: FoundBy, counts: Counts) -> None:
    """Person 7 in one system is person "7" in another."""
    tables = held(customers=["7"], orders=[8])
    assert counts(found_by(erasure_propagated, erasures(7, 9), SCOPE, tables, WHO, digest_key=KEY)) == (1, 2)


def test_an_empty_register_erased_nobody(met_by: str, found_by: FoundBy, counts: Counts) -> None:
    """That is evidence."""
    rows = {"person": pa.array([], "string"), "erased_at": pa.array([], pa.timestamp("us"))}
    findings = found_by(erasure_propagated, rows, SCOPE, held(customers=["a"], orders=["b"]), WHO, digest_key=KEY)
    assert counts(findings) == (0, 0)


def test_one_person_left_among_a_million_is_found(found_by: FoundBy, counts: Counts) -> None:
    """A share would round it away; the count does not."""
    rows = {"person": pa.array(range(1_000_000)), "erased_at": pa.array(["2026-01-01"] * 1_000_000)}
    tables = {"customers": {"subject": [1_000_001]}, "orders": {"subject": pa.array([*range(1_000_000, 1_100_000), 7])}}
    assert counts(found_by(erasure_propagated, rows, SCOPE, tables, WHO)) == (1, 1_000_000)


def test_identifiers_leave_an_engine_under_a_key_only(found_by: FoundBy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one the run is refused; the sentence names the first data set that is elsewhere."""
    monkeypatch.setattr("dte_exporter.tables.table_view.TableView.engine", property(lambda view: id(view)))
    tables = held(customers=["a"], orders=["b"])
    with pytest.raises(
        SourceError, match=r"data set 'customers' in \d+, and identifiers leave an engine only as keyed digests: "
    ):
        found_by(erasure_propagated, erasures("ada"), SCOPE, tables, WHO)


def test_people_are_looked_for_in_a_column_of_people(found_by: FoundBy) -> None:
    """A data set that names none cannot be asked."""
    tables = {"customers": {"who": ["ada"]}, "orders": {"who": ["ada"]}}
    with pytest.raises(CheckError, match=r"looked for in data set 'customers': set datasets.customers.columns.subject"):
        found_by(erasure_propagated, erasures("ada"), SCOPE, tables, WHO)


def test_the_example_gives_the_same_by_digests(
    found_by: FoundBy, counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each table in an engine of its own."""
    monkeypatch.setattr("dte_exporter.tables.table_view.TableView.engine", property(lambda view: id(view)))
    params = EXAMPLE.settings["params"]
    findings = found_by(erasure_propagated, EXAMPLE.columns, params, EXAMPLE.tables, WHO, digest_key=KEY)
    assert counts(findings) == (2, 3)
