"""The whole check, on literal draws of texts."""

from typing import Any

import pytest

from dte_exporter.checks.drift.text.text_drift import Params, needs, text_drift
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.outcome import Findings
from dte_exporter.statistics.distribution.same_types import Mismatch
from dte_exporter.statistics.texts.drawn_texts import Draw, Texts
from dte_exporter.statistics.texts.text_pair import TextPair

KINDS = {
    "remark": ColumnKind.CATEGORY,
    "city": ColumnKind.CATEGORY,
    "code": ColumnKind.CATEGORY,
    "age": ColumnKind.NUMBER,
    "verdict": ColumnKind.CATEGORY,
}
ROLES = Roles(None, None, "verdict", None, None, True, (), ("remark", "city", "code", "age"), KINDS)
WORDS = [f"the {row}th of them says {row * row}" for row in range(120)]


def drawn(*texts: str, missing: int = 0) -> tuple[Texts, int]:
    """Return texts of a window, and how many rows it has."""
    return Texts(texts, len(texts)), len(texts) + missing


def found(reference: tuple[Texts, int], current: tuple[Texts, int], params: Params | None = None) -> Findings:
    """Return what the check finds of a column of remarks, beside one of a few cities and one of codes of digits."""
    codes = Texts(tuple(str(row) for row in range(120)), 120)
    draws = {
        side: Draw({"remark": texts, "city": Texts(("Oslo",) * 120, 120), "code": codes}, {side: rows})
        for side, (texts, rows) in (("reference", reference), ("current", current))
    }
    pair = TextPair(draws, {"remark": len({*reference[0].drawn}), "city": 1, "code": 120}, {})
    return text_drift.compute({"texts": pair}, params or Params(), ROLES, 0.0)


def values(findings: Findings) -> dict[str, float]:
    """Return the values of the one column, by metric."""
    assert {one.labels["column"] for one in findings.samples} == {"remark"}
    return {one.name.removeprefix("dte_drift_").removeprefix("text_"): one.value for one in findings.samples}


def test_every_metric_has_a_value_of_free_text_alone() -> None:
    """Few cities are categories, and codes that look like numbers are no text; other words are found."""
    findings = found(drawn(*WORDS), drawn(*(text.replace("says", "said") for text in WORDS)))
    told = values(findings)
    assert {one.name for one in findings.samples} == {spec.name for spec in text_drift.emits}
    assert told["classifier_auc_ci_lower"] < told["classifier_auc"] == 1
    assert told["classifier_p_value"] < 1e-9
    assert (told["length_distance"], told["length_p_value"], told["missing_ratio_change"]) == (0, 1, 0)
    both = {"reference": 120, "current": 120}
    assert findings.details == {"columns": {"remark": {"rows": both, "looked_at": both}}}


def test_texts_that_have_become_the_same_stay_in_the_check() -> None:
    """The reference says what is free text: a template that came in its place is what is looked for."""
    assert values(found(drawn(*WORDS), drawn(*["n/a"] * 120)))["classifier_auc"] == 1


def test_a_reference_whose_texts_repeat_has_no_free_text() -> None:
    """And that is said."""
    findings = found(drawn(*["ok", "not ok"] * 60), drawn(*WORDS))
    assert findings.samples == ()
    assert findings.undefined == ("no feature holds free text: name columns that do, or take the check out",)


def test_what_is_named_is_looked_at_however_often_it_repeats() -> None:
    """Ten texts of twelve rows each are as meant."""
    findings = found(drawn(*WORDS[:10] * 12), drawn(*WORDS[:10] * 12), Params(columns=("remark",)))
    assert values(findings)["classifier_p_value"] > 0.01


def test_texts_that_are_gone_are_counted_and_not_guessed_at() -> None:
    """99 of 120 are one too few to learn from: of 120 rows 21 lack one, and nothing else is told."""
    findings = found(drawn(*WORDS), drawn(*WORDS[:99], missing=21))
    assert values(findings) == {"missing_ratio_change": pytest.approx(21 / 120)}
    assert findings.undefined == (
        "column 'remark' has 99 texts in the current window, and half of 100 are to be learnt from and half held out: "
        "choose a longer window",
    )


def test_a_column_of_another_type_is_said_and_is_no_silence() -> None:
    """It was text and is a number: nothing is told of it but that."""
    draws = {side: Draw({}, {side: 120}) for side in ("reference", "current")}
    pair = TextPair(draws, {}, {"remark": Mismatch("string", "int64")})
    for params in (Params(), Params(columns=("remark",))):
        findings = text_drift.compute({"texts": pair}, params, ROLES, 0.0)
        (sentence,) = findings.undefined
        assert sentence.startswith("column 'remark' is of type string in the reference window and of type int64 in the")
        assert findings.samples == ()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("remarks", "columns has 'remarks', which is no column of the data set: take it out"),
        ("age", "columns has 'age', whose values are no texts: take it out, or set columns.types.age: text"),
    ],
)
def test_a_name_that_cannot_be_meant_is_refused(name: str, sentence: str) -> None:
    """With the way out."""
    with pytest.raises(CheckError) as refused:
        needs(Params(columns=(name,)), ROLES)
    assert str(refused.value) == sentence


def test_a_class_of_numbers_that_is_named_is_refused_when_it_is_seen() -> None:
    """Its kind does not tell, its type does."""
    draws = {side: Draw({}, {side: 120}) for side in ("reference", "current")}
    with pytest.raises(CheckError, match="columns has 'code', whose values are no texts"):
        text_drift.compute({"texts": TextPair(draws, {}, {})}, Params(columns=("code",)), ROLES, 0.0)


def test_features_that_may_hold_text_are_asked_for_and_named_columns_in_their_place() -> None:
    """The label is no feature, and may be named; a feature of numbers may have been text in the reference."""
    named = Params(columns=("verdict", "verdict"))
    plans: list[Any] = [needs(params, ROLES)["texts"] for params in (Params(), named)]
    assert [plan.columns for plan in plans] == [("remark", "city", "code", "age"), ("verdict",)]
    assert [plan.size for plan in plans] == [2_000, 2_000]


def test_no_text_is_in_what_is_found() -> None:
    """Neither in labels and details nor in sentences, not even a word of one."""
    told = [found(drawn(*WORDS), drawn(*texts)) for texts in (WORDS[::-1], WORDS[:5])]
    assert not [word for word in ("them", "says", "14161") if word in repr(told)]
