"""The compliance report as one HTML document that needs nothing beside itself, on a screen or on paper."""

from collections.abc import Iterator
from importlib.resources import files

from dte_exporter.markup import Markup, element
from dte_exporter.reports.compliance import ControlPart, Evidence, FrameworkPart, OnDataSet, Report

STYLE = files(__package__).joinpath("compliance.css").read_text(encoding="utf-8")
"""The only style of the document."""

_WORDS = {
    "violated": "Violated",
    "no_evidence": "No evidence",
    "accepted_gap": "Accepted gap",
    "met": "Met",
    "not_applicable": "Not applicable",
}
_LIMITS = {"law": "the law's", "own_policy": "own policy"}


def page(report: Report) -> str:
    """Return the document that shows `report`."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{report.title}, {report.made_at[:10]}"),
        element("style", Markup(STYLE)),
    )
    body = element(
        "body",
        element(
            "header",
            element("h1", report.title),
            element("p", f"Made on {report.made_at} by {report.made_by}.", class_="muted"),
            element("p", report.notice, class_="notice"),
        ),
        element("main", *map(_framework, report.frameworks)),
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _framework(part: FrameworkPart) -> Markup:
    counts = ", ".join(f"{count} {_WORDS[state].lower()}" for state, count in part.states.items() if count)
    return element(
        "section",
        element("h2", part.title),
        element("p", part.reference, class_="muted"),
        element("p", f"{part.met} of {part.applicable} controls that apply are met: {counts}."),
        *map(_control, part.controls),
    )


def _control(part: ControlPart) -> Markup:
    tolerated = f", {part.tolerance} tolerated" if part.tolerance else ""
    return element(
        "article",
        element("h3", part.title),
        element(
            "p",
            element("span", _WORDS[part.state], class_=f"state {part.state}"),
            f" · {part.cited} · limit: {_LIMITS[part.limit]}{tolerated} · ",
            element("code", part.id),
        ),
        element("p", part.asks),
        *_decisions(part),
        *_found(part),
        element("p", element("strong", "Not seen: "), part.cannot_see, class_="muted"),
        id=part.id,
    )


def _decisions(part: ControlPart) -> Iterator[Markup]:
    if part.not_applicable:
        yield element("p", element("strong", "Does not apply: "), part.not_applicable)
    if part.accepted_gap:
        gap = part.accepted_gap
        what = f"{gap.reason}. {gap.owner} answers for it until {gap.until}."
        yield element("p", element("strong", "Accepted as a gap: "), what)


def _found(part: ControlPart) -> Iterator[Markup]:
    if any(one.evidence for one in part.datasets):
        yield _datasets(part)
    elif part.state != "not_applicable":
        yield element("p", "Nothing that the config has gives evidence of it.")


def _datasets(part: ControlPart) -> Markup:
    titles = ("Data set", "State", "Violations", "Examined", "Evidence")
    rows = (_dataset(one) for one in part.datasets)
    return element(
        "table",
        element("caption", "What was found"),
        element("thead", element("tr", *(element("th", title, scope="col") for title in titles))),
        element("tbody", *rows),
    )


def _dataset(one: OnDataSet) -> Markup:
    return element(
        "tr",
        element("td", one.dataset or "—"),
        element("td", _WORDS[one.state], class_=one.state),
        element("td", _number(one.violations), class_="number"),
        element("td", _number(one.examined), class_="number"),
        element("td", *map(_evidence, one.evidence)),
    )


def _evidence(one: Evidence) -> Markup:
    since = f", violated since {one.violated_since}" if one.violated_since else ""
    found = f"found {one.found_at}{since}" if one.found_at else (one.message or "nothing found")
    prints = "".join(f" · {name} {fingerprint}" for name, fingerprint in one.fingerprints.items())
    query = element("pre", one.query)
    places = [element("li", element("code", place), f": {'; '.join(told)}") for place, told in one.places.items()]
    return element(
        "div",
        element("code", one.check),
        element("span", f" ({one.kind}, {one.outcome}): {found}{prints}", class_="muted"),
        *([element("ul", *places)] if places else []),
        *([element("details", element("summary", "Query that lists the cases"), query)] if one.query else []),
    )


def _number(count: int | None) -> str:
    return "—" if count is None else f"{count:,}"
