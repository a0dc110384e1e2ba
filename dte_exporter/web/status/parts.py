"""The small pieces that the page is put together from."""

from collections.abc import Iterable, Sequence

from dte_exporter.markup import Markup, element
from dte_exporter.web.moment import brief, relative, utc
from dte_exporter.web.status.mark import State


def mark(state: State, word: str) -> Markup:
    """Return the mark of a state: its shape for the eye, a word for whoever cannot see it."""
    shape = element("span", state.shape, aria_hidden="true")
    return element("span", shape, element("span", f"{word}: ", class_="unseen"), class_=f"mark {state.css}")


def muted(*content: str) -> Markup:
    """Return a second, quieter line."""
    return element("span", *content, class_="muted line")


def when(seconds: float, now: float, words: str = "") -> Markup:
    """Return a moment: in `words`, or how far it is from `now`, and the time itself below."""
    told = element("time", words or relative(seconds, now), datetime=utc(seconds).isoformat(), class_="line")
    return element("span", told, muted(brief(seconds, now)), class_="moment")


def outward(address: str, text: str) -> Markup:
    """Return a link to a page elsewhere; an address that is not of the web stays text: it could be a script."""
    if address.startswith(("https://", "http://")):
        return element("a", text, href=address)
    return element("span", f"{text}: {address}")


def table(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    """Return a table whose rows become cards where there is no room: each cell knows its heading.

    The roles are those that the elements have by themselves, until CSS lays them out as cards.
    """
    head = element("tr", *(element("th", heading, scope="col") for heading in headings))
    body = (element("tr", *map(_cell, headings, row), role="row") for row in rows)
    return element("table", element("thead", head), element("tbody", *body), role="table", aria_label=name)


def _cell(heading: str, content: str) -> Markup:
    return element("td", element("div", content), role="cell", data_label=heading)
