"""Every question of every board, asked of a real Prometheus that scraped the demo. Grafana itself is not run."""

import httpx
import pytest

from tests.integration.asked import Prometheus
from tests.integration.conftest import Eventually
from tests.unit.grafana.reading import NAMES, asked, filled

pytestmark = pytest.mark.integration

EMPTY = {
    **{
        ("compliance", title): "the demo sets no objectives on compliance: frameworks judge its controls"
        for title in ("Trust", "Unmet", "Unknown", "Insufficient evidence", "Met", "Unmet objectives")
    },
    ("compliance", "Next deadlines"): "what the made-up shop has open is overdue by now",
    ("drift", "Unmet objectives"): "the demo's drift stays within its limits",
    ("drift", "Columns by p-value"): "every method of the demo gives a distance",
    ("exporter", "How runs ended, where not well"): "no run of the demo fails",
    ("exporter", "Runs left out a minute"): "no run of the demo is left out",
    **{
        ("lineage", title): "the demo traces no lineage"
        for title in (
            *("Trust", "Unmet", "Unknown", "Insufficient evidence", "Met", "Unmet objectives"),
            *("Objectives in breach upstream", "What is made from a broken data set"),
            *("Data sets of which it is known what makes them", "Data sets"),
            *("Failed runs in a row", "Duration of the last run over the usual", "Last runs that ended well"),
        )
    },
    **{
        ("synthetic", title): "nothing in the demo is synthetic"
        for title in (
            *("Trust", "Unmet", "Unknown", "Insufficient evidence", "Met", "Unmet objectives"),
            *("Likeness", "Validity", "Columns", "Pairs of columns"),
            *("Distance from real people", "What comes out again", "Use", "Disparities"),
        )
    },
    ("model", "Highest errors of numbers"): "the demo's model names classes",
    ("model", "Models that predict numbers, least explained first"): "the demo's model names classes",
    ("quality", "Rows against what the past lets expect"): "the demo's tables stand still",
    ("quality", "Age of the newest row"): "the demo's tables stand still",
    ("quality", "Newer rows are due"): "the demo's tables stand still",
    ("quality", "References that lead nowhere"): "the demo has facts alone",
    ("quality", "Changes of schemas"): "the demo has facts alone",
    ("quality", "Suites of expectations"): "the demo has facts alone",
    ("quality", "Expectations"): "the demo has facts alone",
    ("quality", "Contracts"): "the demo has facts alone",
    ("quality", "Rules of contracts"): "the demo has facts alone",
}
"""Panels and notes that are empty while all is well, and why."""


@pytest.mark.parametrize("name", NAMES)
def test_every_panel_of_a_board_has_something_to_show(server: Prometheus, name: str, eventually: Eventually) -> None:
    """Prometheus understands each query, and has an answer, but for those that are empty while all is well."""
    eventually(lambda: bool(server.query("check_objective:dte_objective_met:sum")), "no rule has recorded anything")
    answers: dict[str, int] = {}
    for question in asked(name):
        answer = httpx.get(f"{server.api}/query", params={"query": filled(question.expression)})
        assert answer.is_success, answer.text
        answers[question.place] = answers.get(question.place, 0) + len(answer.json()["data"]["result"])

    empty = {(name, place) for place, series in answers.items() if not series}
    assert empty == {key for key in EMPTY if key[0] == name}
