"""Art. 44 to 49: adequacy, safeguards, derogations, and transfers that nobody named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dte_exporter.config.governance.adequacy import adequacy
from dte_exporter.outcome import Outcome
from tests.unit.checks.compliance.of_record import found

IN_2026 = datetime(2026, 11, 24, tzinfo=UTC).timestamp()


def _told(folder: Path, transfer: str, now: float = IN_2026) -> list[str]:
    """Return what is wrong with one transfer."""
    told = found("transfers-covered", folder, f"activities: {{a: {{transfers: [{transfer}]}}}}", now)
    assert told.counts == (float(bool(told.places)), 1)
    return told.places.get("activities.a.transfers[0]", [])


@pytest.mark.parametrize(
    "transfer",
    [
        "{country: JP, mechanism: adequacy, evidence: Under the act}",
        "{country: GB, mechanism: adequacy}",
        "{country: US, mechanism: adequacy, evidence: On the list since 2024}",
        "{organisation: European Patent Organisation, mechanism: adequacy}",
        "{country: IN, mechanism: standard_contractual_clauses, reference: SCC-1}",
        "{country: IN, mechanism: binding_corporate_rules, reference: BCR-1, until: 2026-11-24}",
        "{country: IN, mechanism: derogation, reference: Contract with the traveller}",
    ],
)
def test_a_transfer_on_something_in_force_is_covered(transfer: str, tmp_path: Path) -> None:
    """A decision, with evidence where it is partial; a document that has not ended; a derogation that is named."""
    assert _told(tmp_path, transfer) == []


@pytest.mark.parametrize(
    ("transfer", "fault"),
    [
        ("{country: IN}", "rests on nothing"),
        ("{country: IN, mechanism: adequacy}", "there is no adequacy decision on where it goes"),
        ("{organisation: Elsewhere, mechanism: adequacy}", "there is no adequacy decision on where it goes"),
        (
            "{country: US, mechanism: adequacy}",
            "the adequacy decision covers only organisations on the Data Privacy Framework List, and nothing "
            "shows that it covers this",
        ),
        (
            "{country: CA, mechanism: adequacy}",
            "the adequacy decision covers only recipients under the Personal Information Protection and Electronic "
            "Documents Act, and nothing shows that it covers this",
        ),
        ("{country: IN, mechanism: certification}", "names no document for certification"),
        ("{country: IN, mechanism: derogation}", "names no document for derogation"),
        (
            "{country: IN, mechanism: code_of_conduct, reference: C, until: 2026-11-23}",
            "what it rests on ended on 2026-11-23",
        ),
        (
            "{mechanism: standard_contractual_clauses, reference: SCC}",
            "says neither a country nor an international organisation",
        ),
    ],
)
def test_a_transfer_on_nothing_in_force_is_told(transfer: str, fault: str, tmp_path: Path) -> None:
    """One sentence a fault."""
    assert _told(tmp_path, transfer) == [fault]


def test_a_decision_begins_and_may_end(tmp_path: Path) -> None:
    """Brazil's of 26 January 2026; the United Kingdom's, which ends with 27 December 2031."""
    brazil, kingdom = (f"{{country: {country}, mechanism: adequacy}}" for country in ("BR", "GB"))
    before, last, after = (
        datetime(*day, tzinfo=UTC).timestamp() for day in ((2026, 1, 25), (2031, 12, 27), (2031, 12, 28))
    )

    assert _told(tmp_path, brazil, before) == ["there is no adequacy decision on where it goes"]
    assert _told(tmp_path, kingdom, last) == []
    assert _told(tmp_path, kingdom, after) == ["the adequacy decision ended on 2031-12-27"]


def test_transfers_are_counted_by_what_they_rest_on(tmp_path: Path) -> None:
    """Derogations are apart from safeguards; the next to end is the clauses', on 31 December 2026 (1798675200)."""
    record = (
        "activities: {a: {transfers: [{country: CH, mechanism: adequacy}, {country: IN, mechanism: derogation, "
        "reference: D}, {country: IN, mechanism: standard_contractual_clauses, reference: S, until: 2026-12-31}, "
        "{country: IN}, {country: 'NO'}]}}"
    )

    assert found("transfers-covered", tmp_path, record, IN_2026).values == {
        "violations": 1,
        "examined": 4,
        "transfers adequacy": 1,
        "transfers safeguard": 1,
        "transfers derogation": 1,
        "transfers none": 1,
        "document_deadline_timestamp_seconds": 1_798_675_200.0,
    }


def test_recipients_and_processors_abroad_are_transfers(tmp_path: Path) -> None:
    """Where no transfer to their country is named; in the EEA, or with one, they are not."""
    record = (
        "activities: {a: {transfers: [{country: CH, mechanism: adequacy}], recipients: [{name: R, country: SG}, "
        "{name: S, country: CH}, {name: T}], processors: [{name: P, country: IN}, {name: Q, country: IS}]}}"
    )

    told = found("transfers-covered", tmp_path, record, IN_2026)

    assert told.counts == (2, 3)
    assert told.places == {
        "activities.a.recipients[0]": ["is in SG, and no transfer there is named"],
        "activities.a.processors[0]": ["is in IN, and no transfer there is named"],
    }


def test_none_is_an_answer_and_silence_is_not(tmp_path: Path) -> None:
    """An activity that says that there is no transfer is evidence; one that says nothing is none."""
    answered = found("transfers-covered", tmp_path, "activities: {a: {transfers: {none: All in the EEA}}}")
    silent = found("transfers-covered", tmp_path, "activities: {a: {}}").result

    assert answered.counts == (0, 0)
    assert (silent.outcome, silent.message) == (
        Outcome.NO_DATA,
        "no activity of the record says anything of transfers",
    )


def test_the_list_of_decisions_is_whole() -> None:
    """Thirty states are in the EEA; sixteen countries and one organisation have a decision."""
    assert (len(adequacy().eea), len(adequacy().countries), len(adequacy().organisations)) == (30, 16, 1)
    assert not adequacy().eea & adequacy().countries.keys()
