import json
import re

from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.registry import Registry


def _printed(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["catalogue", *arguments])
    assert result.exit_code == 0
    return result.stdout


def test_json_holds_every_metric() -> None:
    """One object a metric, in the catalogue's order."""
    told = json.loads(_printed("--format", "json"))

    assert [metric["name"] for metric in told] == list(catalogue(Registry.discover()))


def test_the_table_holds_every_metric() -> None:
    """Each begins a block of its own; what it means is indented below it."""
    names = re.findall(r"^(dte_\w+)", _printed(), re.MULTILINE)

    assert names == [name for of in _by_pillar().values() for name in of]


def test_the_table_says_what_a_metric_is() -> None:
    """Name, labels, help, type, range, direction, check and reference are one block."""
    printed = " ".join(_printed().split())

    assert (
        "dte_fairness_group_impact_ratio {check, dataset, model, sensitive_feature, group} "
        "The group's rate of the favourable decision over the highest such rate; 1 is the best-off group. "
        "gauge · ratio · 0 to 1 · higher is better · check: fairness "
        "Of a segment it has the label segment as well, where its check sets by. "
        "An objective on it may decide by point or interval. "
        "Reference: 29 CFR 1607.4 D, the four-fifths rule"
    ) in printed


def _by_pillar() -> dict[str, list[str]]:
    pillars: dict[str, list[str]] = {}
    for spec in catalogue(Registry.discover()).values():
        pillars.setdefault(spec.pillar, []).append(spec.name)
    return pillars
