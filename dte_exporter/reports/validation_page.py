"""A validation as one HTML document that needs nothing beside itself, on a screen or on paper."""

from collections.abc import Iterable, Iterator
from importlib.resources import files

from dte_exporter.markup import Markup, element
from dte_exporter.reports.column_chart import chart
from dte_exporter.reports.validation_report import ColumnPart, State, Validation, Verdict

STYLE = files(__package__).joinpath("validation.css").read_text(encoding="utf-8")
"""The only style of the document."""

_SIGNS: dict[State, str] = {"failed": "✗", "warned": "!", "not_judged": "?", "met": "✓"}
_TITLES: dict[State, str] = {
    "failed": "What failed",
    "warned": "What warns",
    "not_judged": "What could not be judged",
}

_WITHHELD = (
    "No row, no least and no greatest value is shown. Bins are open at both ends, where at least 30 rows lie, and are "
    "drawn paler there; categories of fewer than 30 rows are counted together."
)


def page(validation: Validation) -> str:
    """Return the document that shows `validation`."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"Validation of {validation.place}, {validation.made_at[:10]}"),
        element("style", Markup(STYLE)),
    )
    body = element("body", _header(validation), element("main", *_sections(validation)), _footer(validation))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _header(validation: Validation) -> Markup:
    state: State = "failed" if validation.of("failed") else "met" if validation.verdicts else "not_judged"
    against = f", held against {validation.reference}" if validation.reference else ""
    moment = validation.made_at[:16].replace("T", " ")
    said = f"{_SIGNS[state]} {_verdict(validation)}"
    return element(
        "header",
        element("p", "Validation", class_="muted"),
        element("h1", validation.place),
        element("p", f"{moment} UTC, by {validation.made_by}{against}.", class_="muted"),
        element("p", said, class_=f"verdict {state}"),
        _figures(validation),
    )


def _verdict(validation: Validation) -> str:
    if not validation.verdicts:
        return "Nothing was asked of it"
    failed, all_, met = len(validation.of("failed")), len(validation.verdicts), len(validation.of("met"))
    if failed:
        return f"{failed:,} of {all_:,} rules failed"
    return f"All {all_:,} rules met" if met == all_ else f"{met:,} of {all_:,} rules met, none failed"


def _figures(validation: Validation) -> Markup:
    figures = (
        ("rows", validation.rows),
        ("columns", len(validation.columns)),
        ("failed", len(validation.of("failed"))),
        ("met", len(validation.of("met"))),
        *((word, len(found)) for word, found in _others(validation) if found),
    )
    return element(
        "dl",
        *(element("div", element("dt", name), element("dd", f"{count:,}")) for name, count in figures),
        class_="figures",
    )


def _others(validation: Validation) -> Iterator[tuple[str, tuple[Verdict, ...]]]:
    yield "warnings", validation.of("warned")
    yield "not judged", validation.of("not_judged")


def _sections(validation: Validation) -> Iterator[Markup]:
    for state, title in _TITLES.items():
        if found := validation.of(state):
            yield element("section", element("h2", title), _board(found))
    columns = element("div", *map(_column, validation.columns), class_="columns")
    yield element("section", element("h2", "Columns"), *_key(validation), columns)
    if met := validation.of("met"):
        listed = element("details", element("summary", f"{len(met):,} rules"), _board(met))
        yield element("section", element("h2", "What is met"), listed)
    yield element(
        "section",
        element("h2", "What is not shown"),
        element("p", _WITHHELD, class_="muted"),
        _plain(validation.withheld()),
    )


def _board(verdicts: Iterable[Verdict]) -> Markup:
    return element("ul", *map(_line, verdicts), class_="board")


def _line(one: Verdict) -> Markup:
    sign = element("span", _SIGNS[one.state], class_=f"sign {one.state}", aria_hidden="true")
    asked = f"{one.rule} · {one.asked_by}"
    told = element(
        "div",
        element("p", sign, one.subject or "the table", class_="title"),
        element("p", one.told),
        element("p", asked, class_="muted"),
    )
    return element("li", told, *_share(one))


def _share(one: Verdict) -> Iterator[Markup]:
    """Yield how many failed of how many, where that is what failed."""
    if one.state in {"failed", "warned"} and one.count is not None and one.of:
        share = one.count / one.of
        yield element(
            "div",
            element("p", element("b", f"{one.count:,}"), f" of {one.of:,} ({percent(share)})"),
            element("div", element("i", style=f"width: {100 * share:.2f}%"), class_="track", aria_hidden="true"),
            class_="share",
        )


def _key(validation: Validation) -> Iterator[Markup]:
    if validation.reference:
        yield element(
            "p", "Bars are the shares of this file; the outline, or the mark, is the reference.", class_="muted"
        )


def _column(one: ColumnPart) -> Markup:
    facts = [
        (name, count) for name, count in (("missing", one.missing), ("distinct", one.distinct)) if count is not None
    ]
    told = (
        *(element("li", f"✗ {text}", class_="failed") for text in one.failures),
        *(element("li", f"· {text}") for text in one.remarks),
    )
    return element(
        "article",
        element("div", element("h3", one.name), element("span", one.type, class_="muted"), class_="head"),
        *([element("dl", *(_fact(*fact, one) for fact in facts), class_="facts")] if facts else []),
        *([element("ul", *told, class_="said")] if told else []),
        chart(one, one.shape) if one.shape else element("p", one.withheld or "not drawn", class_="muted"),
        class_="column wrong" if one.failures else "column",
    )


def _fact(name: str, count: int, column: ColumnPart) -> Markup:
    share = f" ({percent(count / column.rows)})" if name == "missing" and count and column.rows else ""
    return element("div", element("dt", name), element("dd", f"{count:,}{share}"))


def _plain(sentences: Iterable[str]) -> Markup:
    items = [element("li", one) for one in sentences]
    return element("ul", *items, class_="plain") if items else Markup("")


def _footer(validation: Validation) -> Markup:
    return element("footer", _plain(validation.remarks), element("p", f"{validation.made_by}", class_="muted"))


def percent(share: float) -> str:
    """Return `share` in per cent, with two digits that count."""
    return (
        "0 %"
        if not share
        else "under 0.01 %"
        if share < 1e-4
        else f"{100 * share:.2g} %"
        if share < 0.995
        else f"{100 * share:.4g} %"
    )
