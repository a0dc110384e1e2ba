"""The worst first, and no more of them than somebody asked for: what keeps a board readable with many series."""

import re

from grafana_foundation_sdk.builders.dashboard import CustomVariable
from grafana_foundation_sdk.models.dashboard import VariableOption

from grafana.build.query import by

SHOWN = "10"
"""How many series a panel shows unless somebody asks for more: with two limits beside them, a legend of twelve."""

_CHOICE = "5, 10, 25, 50, All : 100000"
_SELECTOR = re.compile(r"([a-zA-Z_:][\w:]*\{[^{}]*\})(\[[^\]]*\])?")


def variable() -> CustomVariable:
    """Return the variable ``top``: how many series a panel shows; a table has ten times as many rows."""
    return (
        CustomVariable("top")
        .label("Series shown")
        .description("The worst first. A table has ten times as many rows.")
        .values(_CHOICE)
        .current(VariableOption(text=SHOWN, value=SHOWN))
    )


def highest(expression: str, rank: str | None = None) -> str:
    """Return the series of `expression` that are highest at the end of the time range, over the whole of it.

    Parameters
    ----------
    expression : str
        What is shown.
    rank : str, optional
        What decides, with the same labels; `expression` itself unless given.
    """
    return _course("topk($top", expression, rank)


def lowest(expression: str, rank: str | None = None) -> str:
    """Return the series of `expression` that are lowest at the end of the time range, over the whole of it."""
    return _course("bottomk($top", expression, rank)


def lowest_few(expression: str, rank: str, on: str = "") -> str:
    """Return a fifth of as many, for panels that have several lines of each; `on` are the labels that both have."""
    return _course("bottomk($top / 5", expression, rank, on)


def longest(labels: str, selector: str) -> str:
    """Return where a state holds, of those series of `selector` in which it held longest within the time range."""
    held = by(labels, f"sum_over_time({selector}[$__range] @ end())")
    return f"({by(labels, selector)} == 1) and topk($top, {held} > 0)"


def rows(expression: str) -> str:
    """Return the rows of a table: the highest of now."""
    return f"topk(10 * $top, {expression})"


def rows_from_below(expression: str) -> str:
    """Return the rows of a table: the lowest of now."""
    return f"bottomk(10 * $top, {expression})"


def at_end(expression: str) -> str:
    """Return what `expression` was when last told within the time range, at whatever step it is asked.

    A panel whose series are chosen by it has the same ones from left to right, also where the exporter is away now.
    """
    return _SELECTOR.sub(_last, expression)


def _last(found: re.Match[str]) -> str:
    selector, window = found.groups()
    return f"{selector}{window} @ end()" if window else f"last_over_time({selector}[$__range] @ end())"


def _course(pick: str, expression: str, rank: str | None, on: str = "") -> str:
    matching = f"and on ({on})" if on else "and"
    return f"{_whole(expression)} {matching} {pick}, {at_end(rank or expression)})"


def _whole(expression: str) -> str:
    """Return `expression` in parentheses, unless it is one aggregation."""
    return expression if re.fullmatch(r"(max|min|sum) by \([^()]*\) \([^()]*\)", expression) else f"({expression})"
