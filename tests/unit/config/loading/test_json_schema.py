from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from dte_exporter.config.loading.json_schema import json_schema
from dte_exporter.config.models import CheckSettings
from dte_exporter.config.types import AS_WRITTEN, Duration, Size
from dte_exporter.registry import Registry

DEMO = Path(__file__).parents[4] / "deploy" / "demo" / "config.yaml"

GOOD = """\
datasets:
  apples:
    source: {type: vault, password: {file: token}}
    columns: {prediction: ripe, positive: "yes", time: at}
    windows: {reference: {same_weekday: 4}, current: {last: 7d, lag: 2h}}
  plums:
    source: {type: vault, password: {file: token}}
    windows: {reference: {previous: 500 rows}, current: {last: 10000 rows}}
  quinces:
    source: {type: vault, password: {file: token}}
    windows: {reference: {dataset: plums, calendar: last week}, current: {last: 7d}}
  pears:
    source: {type: shelf, board: upper, depth: "${DEPTH:-2}"}
    windows: {reference: {dataset: apples}, current: yesterday}
checks:
  heavy: {check: weigh, dataset: apples, every: 1h30m, scale: "${SCALE}", objectives: {weight: {max: 1}}}
  same: {check: compare, dataset: pears, cron: "0 3 * * *", memory_limit: 1GiB, timeout: "${TIMEOUT}"}
workers: {file: workers}
"""


@pytest.fixture
def validator(registry: Registry) -> Draft202012Validator:
    """Return the schema of the toys, itself valid."""
    schema = json_schema(registry)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_every_shorthand_is_valid(validator: Draft202012Validator) -> None:
    """Windows and durations as text, references wherever a single value belongs."""
    assert [error.message for error in validator.iter_errors(yaml.safe_load(GOOD))] == []


def test_the_demo_is_valid() -> None:
    """By the schema of what is really there."""
    schema = Draft202012Validator(json_schema(Registry.discover()))

    assert [error.message for error in schema.iter_errors(yaml.safe_load(DEMO.read_text()))] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("check: weigh", "check: wiegh"),
        ("scale:", "sclae:"),
        ("scale:", "tolerance:"),
        ("every: 1h30m", "every: 90"),
        ("every: 1h30m", "every: soon"),
        (", every: 1h30m", ""),
        ("every: 1h30m", "every: 1h30m, cron: 0 3 * * *"),
        ("{weight: {max: 1}}", "{wieght: {max: 1}}"),
        ("{max: 1}", "{maximum: 1}"),
        ("type: shelf", "type: vault"),
        ("board: upper, ", ""),
        ("{file: token}", "{path: token}"),
        ("{last: 7d}", "{lasts: 7d}"),
        ("{last: 7d}", "{last: 7 days}"),
        ("10000 rows", "10000"),
        ("10000 rows", "0 rows"),
        ("calendar: last week", "calendar: last weak"),
        ("same_weekday: 4", "same_weekday: 0"),
        ("workers:", "worker:"),
    ],
)
def test_an_editor_underlines_what_would_not_load(right: str, wrong: str, validator: Draft202012Validator) -> None:
    """Words, keys and shapes; what lies between parts is beyond a schema."""
    assert right in GOOD

    assert not validator.is_valid(yaml.safe_load(GOOD.replace(right, wrong)))


def test_every_key_says_what_it_is() -> None:
    """An editor shows it while one types; a part of its own shows what it is as a whole."""
    schema = json_schema(Registry.discover())

    silent = [
        f"{model}.{key}"
        for model, body in {**schema["$defs"], "": schema}.items()
        for key, field in body["properties"].items()
        if not {"description", "$ref"} & field.keys() and key != "type"
    ]

    assert silent == []


def test_defaults_are_shown_as_they_would_be_written() -> None:
    """And they are the defaults."""
    fields: Any = json_schema(Registry.discover())["$defs"]["FairnessCheck"]["properties"]
    settings = CheckSettings(check="fairness", dataset="a")

    timeout = TypeAdapter(Duration).validate_python(fields["timeout"]["default"], context=AS_WRITTEN)
    memory_limit = TypeAdapter(Size).validate_python(fields["memory_limit"]["default"])

    assert (timeout, memory_limit) == (settings.timeout, settings.memory_limit)
