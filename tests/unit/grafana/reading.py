"""Boards as they are read back from their JSON: panels, targets, variables and the PromQL in them."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import promql_parser
from promql_parser import AggregateExpr, BinaryExpr, Call, MatrixSelector, ParenExpr, SubqueryExpr, UnaryExpr

REPOSITORY = Path(__file__).parents[3]
FOLDER = REPOSITORY / "grafana/dashboards"
NAMES = sorted(file.stem for file in FOLDER.glob("*.json"))

_VARIABLES = {"$__rate_interval": "5m", "$__range": "24h", "$__interval": "1m", "$top": "10"}


@dataclass(frozen=True, slots=True)
class Asked:
    """One PromQL expression of a board, and where it stands."""

    board: str
    place: str
    expression: str


def board(name: str) -> Mapping[str, Any]:
    """Return the board in the file called `name`."""
    tree: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text())
    return tree


def panels(name: str) -> list[Mapping[str, Any]]:
    """Return the panels of a board that show something."""
    return [panel for panel in board(name)["panels"] if panel["type"] != "row"]


def asked(name: str) -> Iterator[Asked]:
    """Yield every expression of a board's panels and annotations."""
    for panel in panels(name):
        for target in panel["targets"]:
            yield Asked(name, panel["title"], target["expr"])
    for note in board(name)["annotations"]["list"]:
        yield Asked(name, note["name"], note["expr"])


def filled(expression: str, everything: str = ".*") -> str:
    """Return `expression` with its variables as Grafana fills them in when all is chosen."""
    for variable, text in _VARIABLES.items():
        expression = expression.replace(variable, text)
    return re.sub(r"\$\w+", everything, expression)


def selectors(expression: str) -> Iterator[tuple[promql_parser.VectorSelector, tuple[object, ...]]]:
    """Yield every selector of an expression, with what it stands in, innermost first."""
    yield from _below(promql_parser.parse(filled(expression)), ())


def _below(
    node: object, above: tuple[object, ...]
) -> Iterator[tuple[promql_parser.VectorSelector, tuple[object, ...]]]:
    match node:
        case promql_parser.VectorSelector():
            yield node, above
        case MatrixSelector():
            yield node.vector_selector, (node, *above)
        case BinaryExpr():
            yield from _below(node.lhs, (node, *above))
            yield from _below(node.rhs, (node, *above))
        case Call():
            for argument in node.args:
                yield from _below(argument, (node, *above))
        case AggregateExpr() | ParenExpr() | UnaryExpr() | SubqueryExpr():
            yield from _below(node.expr, (node, *above))
