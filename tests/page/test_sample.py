"""The sample that the page carries is what the demo gives."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from dev.generate import sample
from dte_exporter.exposition.exporter.exporter_role import ExporterRole
from dte_exporter.objectives.objective import ObjectiveRole
from dte_exporter.registry import Registry
from tests.page.conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text()
_OF_THE_PAST = {ObjectiveRole.SINCE, ObjectiveRole.RUNS, ExporterRole.CONFIG_READ}


def _values(told: dict[str, Any], registry: Registry) -> dict[tuple[str, ...], float]:
    """Return the values by metric and labels, but for what depends on the batches before the last."""
    specs = registry.specs
    return {
        (name, *(told["words"][number] for number in numbers)): value
        for name, family in told["families"].items()
        if name in specs and specs[name].role not in _OF_THE_PAST
        for *numbers, value in family["rows"]
    }


def test_its_values_are_those_of_the_demo_replayed() -> None:
    """The last batch, the whole year 2018, run anew: every value of every check to six digits."""
    registry = Registry.discover()
    kept = json.loads((REPOSITORY / sample.PLACE).read_text())
    with ThreadPoolExecutor() as pool:  # the browser's own event loop runs in this thread
        made = json.loads(json.dumps(pool.submit(sample.replayed, registry, batches=0).result()))

    assert _values(kept, registry) == pytest.approx(_values(made, registry), rel=1e-5)


def test_the_first_picture_of_the_readme_shows_the_figures_of_the_demo() -> None:
    """It is taken of what ``make run`` serves, and its description says the same as that."""
    kept = json.loads((REPOSITORY / sample.PLACE).read_text())
    of = ("met", "insufficient_evidence")
    met, unsure = ([row[-1] for row in kept["families"][f"dte_objective_{one}"]["rows"]].count(1.0) for one in of)
    unmet = len(kept["families"]["dte_objective_met"]["rows"]) - met - unsure
    told = f"The dashboard of the demo: {unmet} objectives unmet, {unsure} of insufficient evidence and {met} met,"
    assert re.search(r"^!\[(.*?)\]\(docs/images/dashboard/make-run\.png\)$", README, re.MULTILINE)
    assert told in README


def test_its_history_ends_with_its_values() -> None:
    """The last point of each line is the value that stands there now."""
    kept = json.loads((REPOSITORY / sample.PLACE).read_text())
    ends = {series["points"][-1][1] for series in kept["history"]["dte_trust_overall_ratio"]}

    assert ends == {row[-1] for row in kept["families"]["dte_trust_overall_ratio"]["rows"]}
