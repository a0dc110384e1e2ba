"""A page that stays open: a day of updates, replayed fast, leaves no more behind than an hour of them."""

from collections.abc import Callable, Mapping

from playwright.sync_api import CDPSession, expect

from tests.page.answers import NOW, Answers
from tests.page.conftest import Reader
from tests.page.stand_in import StandIn
from tests.page.states import no_history

_MINUTES = 24 * 60


def test_memory_and_nodes_level_off(visit: Callable[..., Reader], exporting: Callable[[Answers], StandIn]) -> None:
    """After 24 hours of an update a minute there are as many nodes as after 8, and the heap has not grown by 10 %."""
    exporter = exporting(no_history())
    reader = visit()
    reader.page.clock.set_fixed_time(NOW)
    reader.open(exporter.url)
    expect(reader.page.locator(".link-state")).to_contain_text("Live")
    reader.open_all()
    for button in reader.page.get_by_role("button", name="Why").all()[:3]:
        button.click()
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Performance.enable")

    held = [_held(session)] + [_after_hours(8, part, exporter, reader, session) for part in range(3)]

    for hours, facts in zip((0, 8, 16, 24), held, strict=True):
        print(f"after {hours} h: heap {facts['JSHeapUsedSize'] / 1e6:.1f} MB, {facts['Nodes']:.0f} nodes")
    assert held[3]["JSHeapUsedSize"] < 1.1 * held[1]["JSHeapUsedSize"]
    assert held[3]["Nodes"] < 1.05 * held[1]["Nodes"]
    assert held[3]["JSEventListeners"] <= 1.05 * held[1]["JSEventListeners"]
    assert reader.complaints == []


def _after_hours(hours: int, part: int, exporter: StandIn, reader: Reader, session: CDPSession) -> Mapping[str, float]:
    """Push an update for each minute, every value somewhat different, and return what is held then."""
    names = {"dte_objective_value", "dte_drift_distance", "dte_model_accuracy", "dte_fairness_group_selection_rate"}
    moving = [one for one in exporter.answers.samples if one["name"] in names or "_timestamp_" in one["name"]]
    for minute in range(hours * 60):
        exporter.now = NOW + (part * hours * 60 + minute) * 60
        if minute % 20 == 0:
            reader.page.clock.set_fixed_time(exporter.now)
        moved = ((one, 60.0 if "_timestamp_" in one["name"] else (minute % 7 - 3) / 1e4) for one in moving)
        exporter.push({**one, "value": one["value"] + change} for one, change in moved)
    reader.page.wait_for_timeout(300)
    return _held(session)


def _held(session: CDPSession) -> Mapping[str, float]:
    session.send("HeapProfiler.collectGarbage")
    return {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
