"""The chart's objects that Kubernetes itself does not know, held to the schemas of those who do."""

import copy
import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dev.render_chart import CASES, values
from tests.integration.conftest import REPOSITORY, program
from tests.unit.deploy.chart import Manifest, manifests

pytestmark = pytest.mark.integration

FOREIGN = {"ServiceMonitor", "PrometheusRule", "HTTPRoute"}
SCHEMAS = REPOSITORY / ".tools/schemas"


def said(found: Sequence[Manifest]) -> list[str]:
    """Return what their schemas say against some objects; empty texts where nothing."""
    node = program("node", "install Node.js")
    if not SCHEMAS.exists():
        program("the schemas of the Prometheus Operator", "run make tools")
    command = [node, Path(__file__).with_name("checked.mjs"), SCHEMAS]
    answer = subprocess.run(command, input=json.dumps(found), capture_output=True, text=True, check=True)
    told: list[str] = json.loads(answer.stdout)
    return told


@pytest.mark.parametrize("case", CASES)
def test_the_operator_and_the_gateway_take_every_object(case: str) -> None:
    """Each kind is checked by the schema of its own project."""
    foreign = [one for one in manifests(values(case)) if one["kind"] in FOREIGN]

    assert [sentence for sentence in said(foreign) if sentence] == []
    if case == "everything":
        assert {one["kind"] for one in foreign} == FOREIGN


def test_the_schemas_would_find_a_mistake() -> None:
    """An interval that is no duration, and a rule without an expression, are told."""
    foreign = {one["kind"]: copy.deepcopy(dict(one)) for one in manifests(values("operator")) if one["kind"] in FOREIGN}
    monitor: dict[str, Any] = foreign["ServiceMonitor"]
    monitor["spec"]["endpoints"][0]["interval"] = "soon"
    rule: dict[str, Any] = foreign["PrometheusRule"]
    del rule["spec"]["groups"][0]["rules"][0]["expr"]

    assert all(said([monitor, rule]))
