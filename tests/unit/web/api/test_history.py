"""The past over HTTP, from a real file."""

from collections.abc import Callable
from typing import Any

import pytest

from dte_exporter.storage.history.past import Past
from dte_exporter.storage.history.sqlite import SqliteDatabase
from tests.unit.web.api.kept import CHECK, RATIO
from tests.unit.web.running import NOW, Client, Running


@pytest.fixture
def asked(service: Running, client: Client, past: Past) -> Callable[..., Any]:
    """Return a function that asks the API for the past."""
    service.past = past

    def ask(path: str = "history", status: int = 200, **query: Any) -> Any:
        parameters = "&".join(f"{key}={value}" for key, value in query.items())
        answer = client.get(f"/api/v1/{path}?{parameters}")
        assert answer.status_code == status
        return answer.json()

    return ask


def test_a_metric_is_told_as_it_was_kept(asked: Callable[..., Any]) -> None:
    """Of the last day, where nothing else is asked for."""
    assert asked(metric=RATIO, pillar="fairness") == {
        "metric": RATIO,
        "start": NOW - 86_400,
        "end": NOW,
        "step_seconds": None,
        "series": [{"labels": {"pillar": "fairness"}, "points": [[NOW - 120, 0.5], [NOW - 60, 0.75]]}],
    }


def test_a_metric_is_told_in_steps(asked: Callable[..., Any]) -> None:
    """A chart needs no more points than it has pixels: null before the first."""
    answer = asked(metric=RATIO, pillar="fairness", **{"from": NOW - 180, "to": NOW, "step": "1m"})

    points = [[NOW - 180, None], [NOW - 120, 0.5], [NOW - 60, 0.75], [NOW, 0.75]]
    assert (answer["step_seconds"], answer["series"][0]["points"]) == (60.0, points)


@pytest.mark.parametrize(
    ("key", "text"), [("from", "2018-07-01T13:58:30Z"), ("from", "2018-07-01T13:58:30"), ("step", "30")]
)
def test_moments_and_steps_may_be_written_otherwise(asked: Callable[..., Any], key: str, text: str) -> None:
    """RFC 3339, in UTC where it names no zone, and seconds."""
    answer = asked(metric=RATIO, pillar="fairness", **{"from": NOW - 90, key: text})

    assert answer["start"] == NOW - 90


def test_labels_choose_series(asked: Callable[..., Any]) -> None:
    """A label that has the name of a parameter has a way of its own."""
    assert [one["labels"] for one in asked(metric=RATIO)["series"]] == [{"pillar": "fairness"}, {"pillar": "drift"}]
    assert [one["labels"] for one in asked(metric="dte_model_logged_metric", label_metric="f1")["series"]] == [
        {"metric": "f1"}
    ]


@pytest.mark.parametrize(
    ("status", "sentence", "query"),
    [
        (404, "There is no metric 'dte_nothing': /api/v1/catalogue lists all there are.", {"metric": "dte_nothing"}),
        (400, "Name a metric, as in ?metric=dte_trust_overall_ratio: /api/v1/catalogue lists all.", {}),
        (
            400,
            "from=soon is no moment: write seconds since the epoch or 2026-01-31T14:00:00Z.",
            {"metric": RATIO, "from": "soon"},
        ),
        (
            400,
            "to=inf is no moment: write seconds since the epoch or 2026-01-31T14:00:00Z.",
            {"metric": RATIO, "to": "inf"},
        ),
        (400, "from may not lie after to.", {"metric": RATIO, "from": 2, "to": 1}),
        (400, "step=0s: a duration is longer than zero.", {"metric": RATIO, "step": "0s"}),
        (
            400,
            "step=-1: write a duration as a number and a unit (ms, s, m, h, d, w), such as 30s, 5m or 1h30m.",
            {"metric": RATIO, "step": -1},
        ),
        (
            400,
            "that is 86,401 steps: choose a longer step, for at most 11,000.",
            {"metric": RATIO, "step": "1s"},
        ),
    ],
)
def test_a_bad_question_is_told_the_way_out(
    asked: Callable[..., Any], status: int, sentence: str, query: dict[str, Any]
) -> None:
    """One sentence."""
    assert asked(status=status, **query) == {"error": sentence}


@pytest.mark.parametrize("path", ["history?metric=dte_trust_ratio", "history/objectives"])
def test_without_a_history_there_is_none(client: Client, path: str) -> None:
    """The config asks for one, or not."""
    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer.json()) == (
        404,
        {"error": "No history is kept: the config has no section history."},
    )


def test_what_changed_is_told_newest_first(asked: Callable[..., Any]) -> None:
    """Since yesterday: not what happened before."""
    changes = asked("history/objectives", check=CHECK)["changes"]

    assert changes == [
        {
            "time": NOW - 3_600,
            "check": CHECK,
            "objective": "demographic_parity_difference",
            "subject": "sex",
            "before": "unknown",
            "after": "met",
            "value": 0.2,
        },
        {
            "time": NOW - 7_200,
            "check": CHECK,
            "objective": "demographic_parity_difference",
            "subject": "race",
            "before": "met",
            "after": "unmet",
            "value": 0.2,
        },
    ]


def test_since_when_objectives_in_force_stand_is_told(asked: Callable[..., Any]) -> None:
    """Of checks and objectives that the config no longer has nobody asks."""
    standing = asked("history/objectives")["standing"]

    assert [(one["check"], one["objective"], one["subject"], one["judgement"], one["since"]) for one in standing] == [
        ("employment-drift", "columns_ratio", "", "met", NOW - 60),
        (CHECK, "demographic_parity_difference", "race", "unmet", NOW - 7_200),
        (CHECK, "demographic_parity_difference", "sex", "met", NOW - 3_600),
    ]


@pytest.mark.parametrize("path", ["history", "history/objectives"])
def test_a_history_that_is_damaged_is_told_and_looked_after(
    asked: Callable[..., Any], service: Running, database: SqliteDatabase, path: str
) -> None:
    """The answer says so, and whoever writes it is told; the rest of the exporter goes on."""
    suspected: list[str] = []
    assert service.past is not None
    service.past.on_damage = lambda: suspected.append(path)
    database.close()
    database.path.write_bytes(b"no database" * 1_000)

    answer = asked(path, status=503, metric=RATIO)

    assert answer["error"].endswith("file is not a database.")
    assert suspected == [path]


def test_a_history_that_is_not_there_is_told(asked: Callable[..., Any], database: SqliteDatabase) -> None:
    """Somebody removed the file."""
    database.close()
    database.path.unlink()

    assert asked("history/objectives", status=503)["error"].endswith("there is no such file.")
