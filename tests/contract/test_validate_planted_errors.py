"""Sixteen kinds of error in two real data sets: each is found, and of clean rows nothing is said."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from junitparser import JUnitXml
from typer.testing import CliRunner

from dte_exporter.cli import app
from tests.contract.planted_errors import ADULT, CENSUS, KINDS, Soil, plant, thirds

_BY_FACT: Mapping[str, str] = {
    "missing": "missing",
    "blank": "blank",
    "padded": "padded",
    "unknown_category": "out_of_set",
    "other_case": "out_of_set",
    "misspelt": "out_of_set",
    "constant_column": "varied",
    "empty_column": "missing",
    "gone_column": "column_kept",
    "duplicate_key": "duplicate_keys",
    "duplicate_row": "duplicate_rows",
}
"""The fact that finds each kind; ``out_of_range`` finds the others."""

_IN_SET, _THERE = "expect_column_values_to_be_in_set", "expect_column_values_to_not_be_null"
_BY_EXPECTATION: Mapping[str, str] = {
    "missing": _THERE,
    "empty_column": _THERE,
    "constant_column": "expect_column_unique_value_count_to_be_between",
    "gone_column": "expect_table_columns_to_match_set",
    "duplicate_key": "expect_column_values_to_be_unique",
    **dict.fromkeys(("blank", "padded", "unknown_category", "other_case", "misspelt", "unknown_code"), _IN_SET),
}
"""The suggested expectation that finds each kind; a range finds the others. None finds a duplicate row by itself."""

_BY_RULE: Mapping[str, str] = {
    "missing": "quality: nullValues",
    "empty_column": "quality: nullValues",
    "sentinel": "minimum",
    "wrong_sign": "minimum",
    "too_large": "maximum",
    "wrong_unit": "maximum",
    "gone_column": "present",
    "duplicate_key": "primaryKey",
}
"""The suggested rule of a contract that finds each kind; a set of values finds the others."""

_WITHOUT_RULE: Mapping[str, frozenset[str]] = {
    "adult": frozenset({"sentinel", "too_large"}),
    "census": frozenset({"constant_column"}),
}
"""The kinds, beside rows that are there twice, that no rule finds.

A contract has no range where a number of the first third lay outside of it, and nothing to say of a column whose values
are all the same and among those that may be.
"""


@dataclass(frozen=True, slots=True)
class Validated:
    """What was found in a file, by who asked: rules that failed, and of which column."""

    code: int
    failed: Mapping[str, set[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Story:
    """A data set, of which a clean third and a dirty one were held against another that is clean."""

    name: str
    soil: Soil
    clean: Validated
    dirty: Validated


@pytest.fixture(scope="module", params=["adult", "census"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Return what came of a data set."""
    soil = {"adult": ADULT, "census": CENSUS}[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    known, clean, dirty = thirds(soil, folder)
    plant(soil, dirty)
    assert CliRunner().invoke(app, ["validate", str(known), "--suggest", str(folder)]).exit_code == 0
    contract = folder / "known.contract.yaml"
    contract.write_text(contract.read_text().replace("\nname: known\n", "\nname: agreed\n"))
    options = ["--reference", str(known), "--suite", str(folder / "known.suite.json"), "--contract", str(contract)]
    return Story(request.param, soil, _validated(clean, options), _validated(dirty, options))


def _validated(file: Path, options: list[str]) -> Validated:
    out = file.with_suffix(".xml")
    result = CliRunner().invoke(app, ["validate", str(file), *options, "--junit", str(out)])
    failed = {}
    for suite in JUnitXml.fromfile(str(out)):
        cases = (case.name.partition(" of ") for case in suite if case.result and not case.is_skipped)
        failed[suite.name] = {(rule, subject) for rule, _, subject in cases}
    return Validated(result.exit_code, failed)


def test_of_clean_rows_nothing_is_said(story: Story) -> None:
    """By facts, and by what was suggested from another third."""
    assert story.clean.code == 0
    assert set().union(*story.clean.failed.values()) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_finds_each_kind_of_error(kind: str, story: Story) -> None:
    """In the column where it was planted."""
    assert (_BY_FACT.get(kind, "out_of_range"), story.soil.columns[kind]) in story.dirty.failed["facts"]
    assert story.dirty.code == 3


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "duplicate_row"])
def test_what_was_suggested_finds_fifteen_of_sixteen(kind: str, story: Story) -> None:
    """All but rows that are there twice, of which Great Expectations knows only by a key."""
    subject = "" if kind == "gone_column" else story.soil.columns[kind]

    assert (_BY_EXPECTATION.get(kind, "expect_column_values_to_be_between"), subject) in story.dirty.failed["known"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_suggested_as_a_contract_finds_most(kind: str, story: Story) -> None:
    """Thirteen of sixteen in Adult, fourteen in ACS; a kind that begins to be found is to be moved to the others."""
    rule = (_BY_RULE.get(kind, "quality: invalidValues"), story.soil.columns[kind])

    is_found = rule in story.dirty.failed["agreed"]

    assert is_found == (kind not in _WITHOUT_RULE[story.name] | {"duplicate_row"})
