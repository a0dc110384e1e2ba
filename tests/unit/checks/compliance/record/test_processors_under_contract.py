"""Art. 28: contracts that are there, that begin, that end."""

from pathlib import Path

from tests.unit.checks.compliance.of_record import DAY, NOW, found


def _record(*contracts: str) -> str:
    processors = (f"{{name: P, contract: {{reference: C, {contract}}}}}" for contract in contracts)
    return f"activities: {{a: {{processors: [{', '.join(processors)}]}}}}"


def test_a_contract_in_force_is_no_violation(tmp_path: Path) -> None:
    """One without an end, one that begins today and one that ends today: 1 December 2018."""
    told = found(
        "processors-under-contract",
        tmp_path,
        _record("from: 2018-05-25", "from: 2018-12-01", "from: 2018-05-25, until: 2018-12-01"),
    )

    assert told.counts == (0, 3)
    assert told.values["document_deadline_timestamp_seconds"] == NOW


def test_no_contract_and_one_that_is_not_in_force_are_violations(tmp_path: Path) -> None:
    """None, one that begins tomorrow, and one that ended yesterday."""
    record = "activities: {a: {processors: [{name: P}]}, b: {role: processor, processors: [{name: P, contract: "
    record += (
        "{reference: C, from: 2018-12-02}}, {name: P, contract: {reference: C, from: 2018-01-01, until: 2018-11-30}}]}}"
    )

    told = found("processors-under-contract", tmp_path, record)

    assert told.counts == (3, 3)
    assert told.places == {
        "activities.a.processors[0]": ["has no contract"],
        "activities.b.processors[0]": ["its contract begins on 2018-12-02"],
        "activities.b.processors[1]": ["its contract ended on 2018-11-30"],
    }
    assert "document_deadline_timestamp_seconds" not in told.values


def test_the_day_is_that_of_the_organisation(tmp_path: Path) -> None:
    """At midnight in Dublin it is still 30 November in New York: there the contract is in force."""
    record = _record("from: 2018-01-01, until: 2018-11-30")
    for timezone, violations in (("Europe/Dublin", 1), ("America/New_York", 0)):
        section = {"record": "record.yaml", "calendar": {"timezone": timezone}}
        assert found("processors-under-contract", tmp_path, record, compliance=section).counts == (violations, 1)


def test_a_contract_lapses_as_time_goes_by(tmp_path: Path) -> None:
    """The same record, a day later."""
    record = _record("from: 2018-01-01, until: 2018-12-01")

    assert found("processors-under-contract", tmp_path, record, NOW).counts == (0, 1)
    assert found("processors-under-contract", tmp_path, record, NOW + DAY).counts == (1, 1)


def test_a_record_that_names_no_processor_has_none_without_a_contract(tmp_path: Path) -> None:
    """There need not be any."""
    assert found("processors-under-contract", tmp_path, "activities: {a: {}}").counts == (0, 0)
