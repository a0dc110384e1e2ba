"""Staying up to date: pushed changes, a server that dies and comes back, and one that pushes nothing."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.page.answers import Answers, Value, demo
from tests.page.conftest import Reader
from tests.page.stand_in import StandIn

Start = Callable[[Answers], StandIn]
Visit = Callable[..., Reader]

WORST = ".board .objective >> nth=0 >> .figures b"


def _value(answers: Answers, value: float) -> list[Value]:
    """Return the worst objective's value as another one."""
    one = next(
        one
        for one in answers.of("dte_objective_value")
        if one["labels"]["objective"] == "accuracy"
        and one["labels"]["subject"] == "race/American Indian and Alaska Native"
    )
    return [{**one, "value": value}]


def test_a_change_shows_within_a_second(visit: Visit, exporting: Start) -> None:
    """A delta of the stream changes the number, and nothing is asked for again."""
    exporter = exporting(demo())
    reader = visit().open(exporter.url)
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    expect(reader.page.locator(WORST)).to_have_text("0.744")
    asked = len(exporter.asked)

    exporter.push(_value(exporter.answers, 0.3141))

    expect(reader.page.locator(WORST)).to_have_text("0.314", timeout=1000)
    assert [path for path in exporter.asked[asked:] if path.startswith("/metrics")] == []


def test_a_series_that_is_gone_goes_from_the_page(visit: Visit, exporting: Start) -> None:
    """An objective whose value is removed is no longer known."""
    exporter = exporting(demo())
    reader = visit().open(exporter.url)
    expect(reader.page.locator(".link-state")).to_contain_text("Live")

    exporter.push([], _value(exporter.answers, 0.0))

    expect(reader.page.locator(".board .figures b", has_text="not known")).to_have_count(1)


def test_a_killed_exporter_is_told_and_its_return_noticed_without_a_reload(visit: Visit, exporting: Start) -> None:
    """The banner, the grey page, tries that grow rarer; then the new values, and the new config's titles."""
    exporter = exporting(demo())
    reader = visit().open(exporter.url)
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    reader.page.evaluate("window.marked = true")

    exporter.stop()
    expect(reader.page.locator(".notice.lost")).to_contain_text("The exporter does not answer.")
    expect(reader.page.locator(".notice.lost")).to_contain_text("What you see is of")
    expect(reader.page.locator("html")).to_have_attribute("data-link", "lost")
    assert reader.page.locator("main").evaluate("main => getComputedStyle(main).filter") == "grayscale(1)"

    exporter.push(_value(exporter.answers, 0.4242))
    exporter.answers.checks[0]["settings"]["objectives"]["demographic_parity_difference"]["title"] = "Renamed meanwhile"
    exporter.start()
    expect(reader.page.locator(".link-state")).to_contain_text("Live", timeout=30_000)
    expect(reader.page.locator(WORST)).to_have_text("0.424")
    expect(reader.page.locator(".board")).to_contain_text("Renamed meanwhile")
    expect(reader.page.locator(".notice")).to_have_count(0)
    assert reader.page.evaluate("window.marked")


def test_tries_grow_rarer_while_nobody_answers(visit: Visit, exporting: Start) -> None:
    """Each wait is about twice the one before, up to half a minute, and never the same for all pages."""
    exporter = exporting(demo())
    reader = visit().open(exporter.url)
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    reader.page.evaluate(
        """() => {
          const later = window.setTimeout;
          window.waits = [];
          window.setTimeout = (work, wait) => { window.waits.push(wait); return later(work, Math.min(wait, 20)); };
        }"""
    )

    exporter.stop()
    tries = "window.waits.filter(wait => wait > 22_000 && wait < 38_000).length"
    while reader.page.evaluate(tries) < 3:
        reader.page.wait_for_timeout(50)
    waits = reader.page.evaluate("window.waits.filter(wait => ![15_000, 40_000].includes(wait))")
    last_answer = max(number for number, wait in enumerate(waits) if wait < 1250)  # one that stops may answer once more
    waits = waits[last_answer:]

    for number, (low, high) in enumerate([(750, 1250), (1500, 2500), (3000, 5000), (6000, 10_000), (12_000, 20_000)]):
        assert low <= waits[number] <= high
    assert max(waits) <= 37_500
    assert len(set(waits)) == len(waits)


def test_without_a_stream_the_page_asks_and_says_so(visit: Visit, exporting: Start) -> None:
    """An exporter behind a proxy without WebSockets is polled."""
    exporter = exporting(demo())
    exporter.streams = False
    reader = visit().open(exporter.url)

    expect(reader.page.locator(".link-state")).to_contain_text("Polling")
    expect(reader.page.locator(".notice")).to_contain_text("the page asks every 15 seconds")


def test_a_page_that_comes_before_its_exporter_waits_for_it(visit: Visit, exporting: Start) -> None:
    """With an address that does not answer it shows no sample as if it were that exporter's."""
    exporter = exporting(demo())
    exporter.stop()
    other = exporting(demo())
    reader = visit(bypass_csp=True).open(f"{other.url}/?endpoint={exporter.url}")

    expect(reader.page.locator(".notice.lost")).to_contain_text("Nothing has been read from it yet.")
    assert reader.text("h1") == "No objective is set"
