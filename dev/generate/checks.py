"""``docs/reference/checks.md``: each kind of check, with its definition, its parameters and its example."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import yaml

from dev.generate import example
from dev.generate.fields import section, table
from dte_exporter.registry import Check, Registry

_INTRODUCTION = """\
The word after `check:` in the config names one of these. Each has all that
[every check has](config.md#checksettings), and parameters of its own. `registered-model` is named nowhere: it runs
on each entry of [`models:`](config.md#modelsettings). Those that read only the record of processing need not be named:
each runs once [`compliance:`](config.md#compliance) says where the record is.
"""


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by its file."""
    lines = [line for check in registry.checks.values() for line in _check(check)]
    return {"docs/reference/checks.md": f"# Checks\n\n{_INTRODUCTION}\n" + "\n".join(lines) + "\n"}


def _check(check: Check[Any]) -> Iterator[str]:
    yield from (f"## {check.name}", "", check.summary, "")
    for title, text in check.definition.items():
        yield from (f"**{title}.** {text.replace('``', '`')}", "")
    yield from ("It emits", "", *(f"- [`{spec.name}`](metrics.md#{spec.name})" for spec in check.emits), "")
    params = check.params.model_json_schema()
    yield from (f"### Parameters of {check.name}", "", *table(params), "")
    for part in params.get("$defs", {}).values():
        yield from section(part, level=4)
    yield from (f"### Example of {check.name}", "", *_example(check))


def _example(check: Check[Any]) -> Iterator[str]:
    if check.example.columns:
        what = "the rows in `rows.parquet`" if check.windows else "the metrics logged in `mlflow.db`"
        yield from (f"Of {what}", "", "| column | values |", "| --- | --- |")
        yield from (f"| `{column}` | {_runs(values)} |" for column, values in check.example.columns.items())
    if check.example.record:
        and_of = "and" if check.example.columns else "Of"
        yield from (f"{and_of} the record of processing in `record.yaml`", "", "```yaml")
        yield from (*example.record(check).splitlines(), "```")
    for name, text in check.example.files.items():
        yield from (f"and the file `{name}`", "", "```yaml", *text.splitlines(), "```")
    config = yaml.safe_dump(example.config(check), sort_keys=False, allow_unicode=True)
    yield from ("", "with the config", "", "```yaml", *config.splitlines(), "```", "")
    series = (f"{name} {value:.12g}" for name, value in check.example.expected.items())
    yield from ("come the values", "", "```text", *series, "```", "", check.example.working, "")


def _runs(values: list[Any]) -> str:
    """Return the values in their order, those that repeat as a count."""
    runs = ((value, len(list(run))) for value, run in groupby(values))
    return ", ".join(f"{length} of {value}" if length > 1 else str(value) for value, length in runs)
