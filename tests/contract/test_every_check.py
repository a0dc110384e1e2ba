"""What every check promises, whoever wrote it: it is found in the registry and held to its own declaration."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from dev.generate.example import Ran, run
from dte_exporter.config.confined.named_files import NAMED_FILES
from dte_exporter.outcome import Outcome
from dte_exporter.records.validations.validation_files import VALIDATIONS
from dte_exporter.registry import Check, Registry

REGISTRY = Registry.discover()
EVERY_CHECK = pytest.mark.parametrize("check", REGISTRY.checks.values(), ids=lambda check: check.name)
UNBOUNDED = {"id", "key", "row", "value", "time", "date", "path", "message", "error", "user", "version", "url"}
MOST_LABELS = 4

pytestmark = EVERY_CHECK


@pytest.fixture
def ran(check: Check[Any], tmp_path: Path) -> Ran:
    """Return the check's example, run through config, source, plan, function and worker."""
    return run(check, REGISTRY, tmp_path)


def test_the_example_gives_what_it_expects(check: Check[Any], ran: Ran) -> None:
    """Exactly the series that were worked by hand come out, and their values to the twelfth digit."""
    assert ran.result.message == ""
    assert ran.series == pytest.approx(check.example.expected, rel=1e-12, abs=1e-12)


def test_a_worked_example_says_how(check: Check[Any]) -> None:
    """The calculation by hand is written beside the values, and there are some."""
    assert check.example.expected
    assert len(check.example.working) > 20


def test_the_order_of_rows_changes_nothing(check: Check[Any], tmp_path: Path) -> None:
    """Rows are a set: backwards they give the same values."""
    backwards = {column: values[::-1] for column, values in check.example.columns.items()}

    series = run(check, REGISTRY, tmp_path, backwards).series

    assert series == pytest.approx(check.example.expected, rel=1e-9, abs=1e-9)


def test_every_sample_is_declared(check: Check[Any], ran: Ran) -> None:
    """What comes out has a declared name and exactly the declared labels, and lies in the declared range."""
    declared = {spec.name: spec for spec in check.emits}

    for sample in ran.result.samples:
        spec = declared[sample.name]
        assert set(sample.labels) == set(spec.labels)
        assert (spec.low is None or sample.value >= spec.low) and (spec.high is None or sample.value <= spec.high)  # noqa: PT018  one bound after the other


def test_the_evidence_tells_the_rows_used(check: Check[Any], ran: Ran) -> None:
    """Every window and further data set read has its count of rows, its words and the fingerprint of its file."""
    evidence, tables = ran.result.evidence, check.example.tables
    windows = {*check.windows, *(name for name in check.optional if name in check.example.settings.get("windows", ()))}
    read = {*windows, *(f"datasets.{name}" for name in tables)}
    most = len(windows) * _height(check.example.columns) + sum(map(_height, tables.values()))

    assert ran.result.outcome is Outcome.OK
    assert evidence.rows.keys() == evidence.windows.keys() == read
    beside = {"processing_record": bool(check.example.record), "files": NAMED_FILES in check.inputs}
    beside["validations"] = VALIDATIONS in check.inputs
    assert evidence.fingerprints.keys() == {*read, *(name for name, is_read in beside.items() if is_read)}
    assert bool(sum(evidence.rows.values())) is bool(check.windows)
    assert sum(evidence.rows.values()) <= most
    json.dumps(dict(evidence.details), allow_nan=False)


def _height(columns: Mapping[str, list[Any]]) -> int:
    return max(map(len, columns.values()), default=0)


def test_the_docstring_defines_the_check(check: Check[Any]) -> None:
    """Definition, formula, range, good direction and reference are there, each with a text, for the reference page."""
    assert re.fullmatch(r"[A-Z].+\.", check.summary)
    assert {"Definition", "Formula", "Range", "Good direction", "Reference"} <= check.definition.keys()
    assert all(check.definition.values())


def test_every_metric_is_explained(check: Check[Any]) -> None:
    """HELP is a sentence, and somebody or something outside this project is named as its reference."""
    for spec in check.emits:
        assert re.fullmatch(r"[A-Z].+\.", spec.help), spec.name
        assert spec.reference, spec.name


def test_every_metric_belongs_to_one_pillar(check: Check[Any]) -> None:
    """A check is of one pillar, which is the prefix of all that it emits: an objective's key leaves it out."""
    assert {spec.pillar for spec in check.emits} == {check.pillar}
    assert all(spec.name == f"dte_{check.pillar}_{spec.key}" for spec in check.emits)


def test_labels_are_bounded(check: Check[Any]) -> None:
    """Values carry their scope and few labels of their own, none of which could grow; one version is in force."""
    scope = {"models": {"check", "model"}, "lineage": {"check"}}.get(check.on, {"check", "dataset"})
    in_force = check.on == "models" or check.name == "contract"
    unbounded = UNBOUNDED - {"version"} if in_force else UNBOUNDED

    for spec in check.emits:
        assert scope <= set(spec.scope), spec.name
        assert len(spec.own_labels) <= MOST_LABELS, spec.name
        assert not unbounded.intersection(spec.own_labels), spec.name


def test_every_parameter_is_described(check: Check[Any]) -> None:
    """A parameter without a description would be a blank in the reference and the editor."""
    fields = check.params.model_fields

    assert all(field.description for field in fields.values())
