"""The whole status page as one HTML document."""

from importlib.resources import files

from dte_exporter import __version__
from dte_exporter.controls import standing as controls
from dte_exporter.markup import Markup, element, joined
from dte_exporter.objectives import trust
from dte_exporter.objectives.objective import StandingObjective
from dte_exporter.objectives.objective import objectives as standing_at
from dte_exporter.storage.snapshot import Snapshot
from dte_exporter.web.moment import absolute, relative
from dte_exporter.web.status import verdict
from dte_exporter.web.status.checks import checks
from dte_exporter.web.status.mark import of_check, of_objective
from dte_exporter.web.status.objectives import objectives

STYLE = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
"""The only style of the page."""

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Ccircle cx='8' cy='8' r='6' fill='%233346C7'/%3E%3C/svg%3E"
)
_LINKS = {
    "Dashboard": "/",
    "Metrics": "/metrics",
    "Results": "/api/v1/results",
    "Controls": "/api/v1/controls",
    "Checks": "/api/v1/checks",
    "Catalogue": "/api/v1/catalogue",
    "Config": "/api/v1/config",
    "OpenAPI": "/api/v1/openapi.json",
    "Ready": "/-/ready",
    "Healthy": "/-/healthy",
}


def page(snapshot: Snapshot, now: float) -> str:
    """Return the page that shows `snapshot` at the time `now`: the verdict, what is unmet, then every check."""
    standing = list(standing_at(snapshot, now))
    body = element(
        "body",
        element("header", _verdict(snapshot, standing, now), _notice(snapshot, now)),
        element("main", *_sections(snapshot, standing, now)),
        element("footer", element("nav", _links(), aria_label="Everything else")),
    )
    return f"<!doctype html>\n{element('html', _head(), body, lang='en')}\n"


def _head() -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", "Status of the DTE Trust Exporter"),
        element("link", rel="icon", href=_ICON),
        element("style", Markup(STYLE)),
    )


def _verdict(snapshot: Snapshot, standing: list[StandingObjective], now: float) -> Markup:
    of_objectives = verdict.of_objectives(map(of_objective, standing))
    of_checks = verdict.of_checks(of_check(record, now) for record in snapshot.records.values())
    headline, summary = (of_objectives, f"{of_checks}. ") if standing else (of_checks, f"{of_objectives}. ")
    return joined(
        element("p", f"DTE Trust Exporter {__version__}", class_="product"),
        element("div", element("h1", headline), _trust(standing), class_="verdict"),
        element(
            "p", f"{summary}{_controls(snapshot, now)}As of ", element("time", absolute(now)), ".", class_="summary"
        ),
    )


def _trust(standing: list[StandingObjective]) -> Markup:
    for sample in trust.samples(trust.shares(standing)):
        if sample.name == trust.OVERALL.name:
            return element("p", f"{sample.value:.2f} ", element("span", f"trust, of 1: {trust.MEANS}"), class_="trust")
    return joined()


def _controls(snapshot: Snapshot, now: float) -> str:
    standing = controls.by_control(controls.controls(snapshot, controls.found(snapshot, now), now))
    told = verdict.of_controls(state for states in standing.values() for state in states.values())
    return f"{told}. " if told else ""


def _notice(snapshot: Snapshot, now: float) -> Markup:
    if snapshot.reload_successful:
        return joined()
    read = f"{absolute(snapshot.reloaded_at)} ({relative(snapshot.reloaded_at, now)})"
    return element(
        "p",
        element("span", "▲ ", class_="unmet", aria_hidden="true"),
        f"The config could not be read again. The one of {read} is in force; the log says what is wrong.",
        class_="notice",
        role="alert",
    )


def _sections(snapshot: Snapshot, standing: list[StandingObjective], now: float) -> list[Markup]:
    sections = []
    if standing:
        sections.append(element("section", element("h2", "Objectives"), objectives(standing, snapshot.records)))
    if snapshot.records:
        sections.append(element("section", element("h2", "Checks"), checks(snapshot.records.values(), now)))
    return sections


def _links() -> Markup:
    return element("ul", *(element("li", element("a", text, href=path)) for text, path in _LINKS.items()))
