from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest
from pydantic import ValidationError

from dte_exporter.checks.compliance.people.consent_held import Params, consent_held
from dte_exporter.errors import CheckError, NoDataError, SourceError
from dte_exporter.outcome import Findings

Counts = Callable[[Findings], tuple[float, float]]
FoundBy = Callable[..., Findings]

WHO = {"subject": "person"}
NAMES = ("subject", "purpose", "given_at", "withdrawn_at")
BY_PURPOSE = {"purpose": "purpose", "consents": {"dataset": "consents"}}


def consents(
    *entries: tuple[Any, ...], names: tuple[str, ...] = ("subject", "purpose", "given_at", "withdrawn_at")
) -> Any:
    """Return a register of consents of the entries."""
    columns = list(zip(*entries, strict=True))
    types = {"given_at": pa.timestamp("us"), "withdrawn_at": pa.timestamp("us")}
    return {"consents": {name: pa.array(column, types.get(name)) for name, column in zip(names, columns, strict=True)}}


def at(month: int, day: int = 1, year: int = 2026) -> datetime:
    """Return the first moment of a day."""
    return datetime(year, month, day)


def lacking(findings: Findings) -> Any:
    """Return what those without a live consent lack."""
    return findings.details["without_consent"]


def test_everybody_with_a_live_consent_to_the_purpose_holds(found_by: FoundBy, counts: Counts) -> None:
    """Of two people one consented to one of two purposes and one to both."""
    rows = {"person": ["a", "a", "b", "b"], "purpose": ["news", "ads", "news", "ads"]}
    register = consents(("a", "news", at(1), None), ("b", "news", at(1), None), ("b", "ads", at(2), None))
    findings = found_by(consent_held, rows, BY_PURPOSE, register, WHO)
    assert counts(findings) == (1, 4)
    assert lacking(findings) == {"never given": 1}


def test_a_consent_taken_back_is_none_and_one_given_again_is_one(found_by: FoundBy, counts: Counts) -> None:
    """The order in which it happened decides, not that of the entries; what is taken back tomorrow is alive today."""
    rows = {"person": ["a", "b", "c"], "purpose": ["news"] * 3}
    register = consents(
        ("a", "news", at(1), at(2)),
        ("b", "news", at(2, 5), None),
        ("b", "news", at(1), at(2)),
        ("c", "news", at(1), at(3, 11)),
    )
    findings = found_by(consent_held, rows, BY_PURPOSE, register, WHO)
    assert (counts(findings), lacking(findings)) == ((1, 3), {"withdrawn": 1})


def test_a_consent_of_tomorrow_is_not_yet_one(found_by: FoundBy, counts: Counts) -> None:
    """It is 10 March."""
    rows = {"person": ["a"], "purpose": ["news"]}
    assert counts(found_by(consent_held, rows, BY_PURPOSE, consents(("a", "news", at(3, 11), None)), WHO)) == (1, 1)


def test_a_pair_counts_once_however_many_rows_it_has(found_by: FoundBy, counts: Counts) -> None:
    """Three rows of one person are one."""
    rows = {"person": ["a"] * 3, "purpose": ["news"] * 3}
    assert counts(found_by(consent_held, rows, BY_PURPOSE, consents(("a", "news", at(1), None)), WHO)) == (0, 1)


def test_rows_of_one_purpose_and_registers_of_none(found_by: FoundBy, counts: Counts) -> None:
    """``serves`` stands for a column of purposes; a register without purposes holds for all of them."""
    register = consents(("a", "ads", at(1), None), ("b", "news", at(1), None))
    serves = {"serves": "news", "consents": {"dataset": "consents"}}
    assert counts(found_by(consent_held, {"person": ["a", "b"]}, serves, register, WHO)) == (1, 2)
    whichever = {"consents": {"dataset": "consents", "purpose": None}}
    assert counts(found_by(consent_held, {"person": ["a", "b"]}, whichever, register, WHO)) == (0, 2)


def test_numbers_meet_their_text(found_by: FoundBy, counts: Counts) -> None:
    """Person 7 here is person "7" there."""
    params = {"serves": "news", "consents": {"dataset": "consents"}}
    assert counts(found_by(consent_held, {"person": [7]}, params, consents(("7", "news", at(1), None)), WHO)) == (0, 1)


def test_own_policy_may_ask_for_a_version_and_an_age(found_by: FoundBy, counts: Counts) -> None:
    """Consents of one year: that of 9 March 2025 ended yesterday, that of 10 March 2025 ends with today."""
    names = ("subject", "purpose", "given_at", "withdrawn_at", "version")
    register = consents(
        ("a", "news", at(3, 9, 2025), None, "v2"),
        ("b", "news", at(3, 10, 2025), None, "v2"),
        ("c", "news", at(3, 10, 2025), None, "v1"),
        names=names,
    )
    params = {
        "serves": "news",
        "consents": {"dataset": "consents", "version": "version"},
        "versions": ["v2", "v3"],
        "valid_for": "P1Y",
    }
    findings = found_by(consent_held, {"person": ["a", "b", "c"]}, params, register, WHO)
    assert (counts(findings), lacking(findings)) == ((2, 3), {"too old": 1, "of another version": 1})


def test_a_child_needs_its_parents_as_of_the_day_of_consent(found_by: FoundBy, counts: Counts) -> None:
    """Born 2 January 2010, 16 on 2 January 2026: a consent of the day before is a child's, for good."""
    names = ("subject", "purpose", "given_at", "withdrawn_at", "parent")
    register = consents(
        ("a", "news", at(1, 1), None, None),
        ("b", "news", at(1, 2), None, None),
        ("c", "news", at(1, 1), None, "mother"),
        ("d", "news", at(1, 1), None, None),
        names=names,
    )
    params = {"serves": "news", "born": "born", "consents": {"dataset": "consents", "parental": "parent"}}
    rows = {"person": ["a", "b", "c", "d"], "born": [date(2010, 1, 2)] * 3 + [None]}
    findings = found_by(consent_held, rows, params, register, WHO)
    assert (counts(findings), lacking(findings)) == ((1, 4), {"without a parent": 1})
    assert counts(found_by(consent_held, rows, {**params, "age_of_consent": 13}, register, WHO)) == (0, 4)


def test_an_empty_register_holds_no_consents(found_by: FoundBy, counts: Counts) -> None:
    """It is evidence against everybody, not the lack of any."""
    rows = {"person": ["a"], "purpose": ["news"]}
    empty = {"consents": {"subject": pa.array([], "string"), "purpose": pa.array([], "string")}}
    empty["consents"] |= {name: pa.array([], pa.timestamp("us")) for name in ("given_at", "withdrawn_at")}
    assert counts(found_by(consent_held, rows, BY_PURPOSE, empty, WHO)) == (1, 1)


def test_without_people_there_is_nothing_to_examine(found_by: FoundBy) -> None:
    """No data is not adherence."""
    rows = {"person": pa.array([], "string"), "purpose": pa.array([], "string")}
    with pytest.raises(NoDataError, match="the current window holds no rows"):
        found_by(consent_held, rows, BY_PURPOSE, consents(("a", "news", at(1), None)), WHO)


def test_a_column_that_is_not_there_is_named(found_by: FoundBy) -> None:
    """Of those that are, only how many."""
    params = {"serves": "news", "consents": {"dataset": "consents", "given": "opted_in"}}
    with pytest.raises(SourceError, match=r"the source has no column 'opted_in' \(it has 4 others\)"):
        found_by(consent_held, {"person": ["a"]}, params, consents(("a", "news", at(1), None)), WHO)


def test_rows_without_people_cannot_be_met(found_by: FoundBy) -> None:
    """The sentence says what to set."""
    with pytest.raises(CheckError, match=r"consent-held meets people with what is known of them: set columns.subject"):
        found_by(
            consent_held, {"person": ["a"]}, {**BY_PURPOSE, "purpose": "person"}, consents(("a", "n", at(1), None))
        )


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        (
            {},
            r"consents are by purpose: name the purpose of the rows \(purpose: a column, or serves: the one purpose\)",
        ),
        ({"purpose": "p", "serves": "news"}, "name the column of purposes or the one purpose that all rows serve"),
        ({"serves": "news", "versions": ["v1"]}, "versions are told by a column of the register: set consents"),
        ({"serves": "news", "born": "born"}, "set both born and consents.parental"),
    ],
)
def test_parameters_that_do_not_fit_say_what_would(params: dict[str, Any], sentence: str) -> None:
    """Each rule names the key to set."""
    with pytest.raises(ValidationError, match=sentence):
        Params.model_validate({"consents": {"dataset": "consents"}, **params})
