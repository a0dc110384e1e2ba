"""Scrapes while checks run."""

from concurrent.futures import ThreadPoolExecutor

from prometheus_client.parser import text_string_to_metric_families

from tests.faults.exporter import Start


def test_two_hundred_scrapes_are_whole_while_checks_run(start: Start) -> None:
    """Each parses, and shows every family of the check that has run; runs go on meanwhile."""
    busy = {"check": "fairness", "dataset": "people", "every": "1s"}
    exporter = start({f"fair-{number}": busy for number in range(4)})
    for number in range(4):
        exporter.ran(f"fair-{number}")
    families = {family.name for family in text_string_to_metric_families(exporter.get("/metrics"))}
    before = sum(exporter.values("dte_check_runs_total"))
    with ThreadPoolExecutor(8) as scrapers:
        scrapes = list(scrapers.map(exporter.get, ["/metrics"] * 200))

    assert all({family.name for family in text_string_to_metric_families(scrape)} == families for scrape in scrapes)
    exporter.eventually(lambda: sum(exporter.values("dte_check_runs_total")) > before)
    assert exporter.values("dte_check_success", check="fair-0") == [1]
    assert exporter.stop() == 0
