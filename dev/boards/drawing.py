"""A board and the answers to its queries, as one HTML page that draws each panel in its place."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dev.boards.answers import Answers

HERE = Path(__file__).parent
CHARTS = HERE.parents[1] / "tools/data-trust-dashboard/vendor/chart.js-4.6.1/chart.umd.min.js"


def drawn(board: Path, prometheus: str, seconds: int) -> str:
    """Return the page of the board in the file `board`, with what `prometheus` answers for the last `seconds`."""
    tree = json.loads(board.read_text())
    everything = Answers(prometheus, seconds, _chosen(tree))
    panels = [_answered(panel, everything) for panel in _unfolded(tree, everything)]
    span = {"start": everything.start, "end": everything.end, "step": everything.step}
    return page({"title": tree["title"], "text": tree["description"], "panels": panels, **span})


def page(board: Mapping[str, Any]) -> str:
    """Return the page of a board: its title and text, its panels with their answers, and the span of time."""
    data = json.dumps(board)
    parts = {name: (HERE / name).read_text() for name in ("page.html", "page.css", "page.js")}
    made = parts["page.html"].replace("/* css */", parts["page.css"]).replace("/* charts */", CHARTS.read_text())
    return made.replace("/* data */", data.replace("</", "<\\/")).replace("/* js */", parts["page.js"])


def _chosen(tree: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands for each variable as a board is opened: all of everything, and as many series as it says."""
    variables = {f"${one['name']}": one for one in tree["templating"]["list"]}
    everything = {name: ".*" for name, one in variables.items() if one["type"] == "query"}
    return everything | {name: one["current"]["value"] for name, one in variables.items() if one["type"] == "custom"}


def _unfolded(tree: Mapping[str, Any], answers: Answers) -> Iterator[dict[str, Any]]:
    """Yield the panels with their own place; a row that repeats comes once for each value of its variable."""
    queries = {one["name"]: one["query"]["query"] for one in tree["templating"]["list"] if one["type"] == "query"}
    rows: list[list[dict[str, Any]]] = []
    for panel in tree["panels"]:
        if panel["type"] == "row":
            rows.append([panel])
        else:
            rows[-1].append(panel)
    top = 0
    for row in rows:
        variable = row[0].get("repeat")
        for value in answers.values(queries[variable]) if variable else [""]:
            first = row[0]["gridPos"]["y"]
            for panel in row:
                place = {**panel["gridPos"], "y": panel["gridPos"]["y"] - first + top}
                text = json.dumps({**panel, "gridPos": place})
                yield json.loads(text.replace(f"${variable}", value) if variable else text)
            top += max(panel["gridPos"]["y"] + panel["gridPos"]["h"] for panel in row) - first


def _answered(panel: dict[str, Any], answers: Answers) -> dict[str, Any]:
    return panel if panel["type"] == "row" else {**panel, "series": answers.of(panel)}
