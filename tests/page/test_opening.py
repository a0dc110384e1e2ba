"""Opening the page, from a folder and from the exporter of the demo."""

import re
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.page.conftest import FILE, Reader
from tests.page.running import exporter_of_the_demo, scraped

Series = dict[tuple[str, str], float]

_VERDICT = r"▲\s*\d+ objectives unmet, \d+ of insufficient evidence, \d+ met"


@pytest.fixture(scope="module")
def exporter() -> Iterator[str]:
    """Return the address of the demo's exporter, begun without a past, once every check has run."""
    with exporter_of_the_demo() as url:
        yield url


def _told(url: str) -> Series:
    """Return the values of the pillars' metrics as a scrape shows them."""
    return {
        (
            sample.name,
            " · ".join(f"{name}: {text}" for name, text in sorted(sample.labels.items()) if text),
        ): sample.value
        for family in text_string_to_metric_families(scraped(url))
        for sample in family.samples
        if re.match("dte_(fairness|drift|model|compliance|quality)_", sample.name)
    }


def _shown(reader: Reader) -> Series:
    """Return the values of the tables that show them all."""
    rows = reader.page.locator("[data-toggle^=values] tbody tr").evaluate_all(
        """rows => rows.map(row => {
          const [metric, of] = row.cells;
          return [metric.textContent, of.textContent, row.querySelector("data").value];
        })"""
    )
    return {(name, " · ".join(sorted(of.split(" · ")) if of else [])): float(value) for name, of, value in rows}


def test_the_numbers_in_the_tables_are_those_of_the_scrape(exporter: str, visit: Callable[..., Reader]) -> None:
    """Every series of every pillar, to the last bit; nothing is complained of, and nobody else is asked."""
    reader = visit().open(exporter)
    reader.page.locator(".link-state", has_text="Live").wait_for()
    reader.open_all()
    told = _told(exporter)

    assert len(told) > 200
    assert _shown(reader) == told
    assert reader.complaints == []
    host = exporter.removeprefix("http")
    assert {request.partition("://")[0] for request in reader.requests} <= {"http", "ws", "data"}
    assert [each for each in reader.requests if not each.startswith((f"http{host}", f"ws{host}", "data:"))] == []


def test_a_strict_policy_holds_on_the_exporters_page(exporter: str, visit: Callable[..., Reader]) -> None:
    """Nothing that was not written in the page runs, and it may speak to its own exporter alone."""
    reader = visit().open(exporter)
    with urlopen(exporter) as answer:
        policy = answer.headers["content-security-policy"]
    reader.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.broken = 1";
          document.body.append(script);
        }"""
    )
    elsewhere = reader.page.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 'sent', () => 'refused')")

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reader.page.evaluate("window.broken") is None
    assert elsewhere == "refused"
    assert any("Content Security Policy" in said for said in reader.complaints)


def test_from_a_folder_the_page_shows_its_sample_and_says_so(visit: Callable[..., Reader]) -> None:
    """Five objectives of the demo are unmet; no request is made at all, and nothing is complained of."""
    reader = visit().open(FILE.as_uri())

    assert "Sample data" in reader.text(".notice")
    assert re.fullmatch(_VERDICT, reader.text("h1").replace("\n", " "))
    assert [each for each in reader.requests if not each.startswith(("file:", "data:"))] == []
    assert reader.complaints == []


def test_the_first_paint_is_told(exporter: str, visit: Callable[..., Reader]) -> None:
    """How soon something is seen, for whoever watches it; the number is no promise."""
    reader = visit().open(exporter)
    paint = reader.page.evaluate(
        """() => new Promise(told => {
          const first = "first-contentful-paint";
          const watch = seen => seen.getEntriesByName(first).forEach(one => told(one.startTime));
          new PerformanceObserver(watch).observe({type: "paint", buffered: true});
        })"""
    )

    print(f"first contentful paint from the exporter: {paint:.0f} ms")
    assert paint > 0
