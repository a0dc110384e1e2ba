"""``/lineage``: the page that shows what is made from what, and what is to be trusted of it."""

from starlette.routing import Route

from dte_exporter.web.page.route import built


def tracker() -> Route:
    """Return the route of the lineage tracker."""
    return built("/lineage", __package__, "DTE_Lineage_Tracker.html")
