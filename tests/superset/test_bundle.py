"""The bundle in a real Superset: it imports, and each chart shows the numbers that the exporter's own API gives."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.superset.conftest import Api, Chart

pytestmark = pytest.mark.integration

Curves = dict[tuple[str, ...], list[tuple[float, float]]]
LINES = ["Trust over time", "Selection rate by group", "Demographic parity difference", "Accuracy over time"]
LINES += ["Rows over time"]
NOW = ["Objectives now: 1 is met", "Drift by column, now", "Missing values by column, now"]
OTHERS = ["Runs by outcome", "What has changed"]


def of_chart(chart: Chart) -> Curves:
    """Return the values of a chart in time, by the labels that it keeps apart."""
    labels = [column for column in chart.query["columns"] if column != "time"]
    return curves((tuple(row[label] for label in labels), moment(row["time"]), row["value"]) for row in chart.rows)


def of_api(api: Api, chart: Chart) -> Curves:
    """Return the same of the API."""
    labels = [column for column in chart.query["columns"] if column != "time"]
    return curves(
        (tuple(one["labels"][label] for label in labels), at, value)
        for one in api.series(chart.where["metric"])
        for at, value in one["points"]
    )


def curves(points: Iterable[tuple[tuple[str, ...], float, float]]) -> Curves:
    """Return points by what they are of, in the order of time."""
    found: Curves = {}
    for key, at, value in sorted(points):
        found.setdefault(key, []).append((at, value))
    return found


def moment(text: str) -> float:
    """Return a time of the view in seconds since the epoch."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def test_the_dashboard_brings_all_its_charts(charts: Mapping[str, Chart]) -> None:
    """None is lost on the way, and none is empty on what the demo wrote."""
    assert sorted(charts) == sorted([*LINES, *NOW, *OTHERS])
    assert [title for title, chart in charts.items() if not chart.rows] == []


@pytest.mark.parametrize("title", LINES)
def test_a_line_runs_through_the_values_of_the_api(title: str, charts: Mapping[str, Chart], api: Api) -> None:
    """Every point of every series, and no other; times come as text, to the millisecond."""
    shown, expected = of_chart(charts[title]), of_api(api, charts[title])
    assert shown.keys() == expected.keys()
    for key, points in expected.items():
        assert [value for _, value in shown[key]] == [value for _, value in points]
        assert [at for at, _ in shown[key]] == pytest.approx([at for at, _ in points], abs=0.002)


@pytest.mark.parametrize("title", NOW)
def test_what_is_now_is_what_the_last_runs_found(title: str, charts: Mapping[str, Chart], api: Api) -> None:
    """The last value of each series that was still measured then."""
    chart = charts[title]
    columns = chart.query["columns"]
    series = api.series(chart.where["metric"])
    newest: dict[str, float] = {}
    for one in series:
        newest[one["labels"]["check"]] = max(newest.get(one["labels"]["check"], 0), one["points"][-1][0])
    expected = {
        tuple(one["labels"][column] for column in columns): one["points"][-1][1]
        for one in series
        if one["points"][-1][0] == newest[one["labels"]["check"]]
    }
    assert {tuple(row[column] for column in columns): row["value"] for row in chart.rows} == expected


def test_runs_are_counted_by_how_they_ended(charts: Mapping[str, Chart], api: Api) -> None:
    """As many as the API has points at which the outcome was this one."""
    expected = Counter[tuple[Any, ...]]()
    for one in api.series("dte_check_outcome"):
        expected[one["labels"]["check"], one["labels"]["outcome"]] += sum(value for _, value in one["points"])
    rows = charts["Runs by outcome"].rows
    assert {(row["check"], row["label_outcome"]): row["value"] for row in rows} == +expected


def test_the_planted_shift_is_among_what_changed(charts: Mapping[str, Chart], api: Api) -> None:
    """All changes are those of the API, newest first; parity by sex was broken and met again."""
    rows = charts["What has changed"].rows
    keys = ("epoch", "check", "objective", "subject", "before", "after", "value")
    expected = [{**one, "epoch": one["time"]} for one in api.changes()]
    assert sorted(tuple(row[key] for key in keys[:6]) for row in rows) == sorted(
        tuple(one[key] for key in keys[:6]) for one in expected
    )
    assert [row["time"] for row in rows] == sorted((row["time"] for row in rows), reverse=True)
    parity = [row["after"] for row in rows if row["objective"] == "demographic_parity_difference" and row["subject"]]
    assert parity == ["met", "unmet", "met"]
