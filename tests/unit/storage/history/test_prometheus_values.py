"""Asking a Prometheus for the past: what is asked, what is made of the answer, and of those that are none."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

import pytest

from dte_exporter.errors import HistoryError
from dte_exporter.storage.history.past import Span
from dte_exporter.storage.history.prometheus import PrometheusValues
from tests.unit.objectives.story import METRICS

DISTANCE, SHARE = "dte_drift_distance", "dte_drift_columns_ratio"


class Oracle(BaseHTTPRequestHandler):
    """Answers every question with what the test has laid down, and remembers it."""

    status: ClassVar[int]
    body: ClassVar[bytes]
    asked: ClassVar[dict[str, str]]
    authorization: ClassVar[str | None]

    def do_POST(self) -> None:
        """Answer."""
        cls = type(self)
        question = self.rfile.read(int(self.headers["Content-Length"])).decode()
        cls.asked = {"path": self.path, **{key: values[0] for key, values in parse_qs(question).items()}}
        cls.authorization = self.headers["Authorization"]
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def oracle() -> Iterator[tuple[type[Oracle], str]]:
    """Give the oracle and where it is."""
    Oracle.status, Oracle.body = 200, _answer()
    with HTTPServer(("127.0.0.1", 0), Oracle) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Oracle, f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _answer(**values: list[list[Any]]) -> bytes:
    """Return the answer of a range query with the values of each column."""
    result = [{"metric": {"column": column}, "values": points} for column, points in values.items()]
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": result}}).encode()


def test_a_range_is_asked_for(oracle: tuple[type[Oracle], str]) -> None:
    """One series however many targets scraped it, by the labels of the metric; a value may hold anything."""
    PrometheusValues(f"http://{oracle[1]}/prefix/", METRICS).series(
        DISTANCE, {"column": 'a "b" \\ \n{}'}, Span(100.0, 400.0, step=60.0)
    )

    assert oracle[0].asked == {
        "path": "/prefix/api/v1/query_range",
        "query": 'max by (check, dataset, model, column, method) (dte_drift_distance{column="a \\"b\\" \\\\ \\n{}"})',
        "start": "100.0",
        "end": "400.0",
        "step": "60.0",
    }
    assert oracle[0].authorization is None


def test_a_password_goes_into_the_header(oracle: tuple[type[Oracle], str]) -> None:
    """``joe:s@same`` as basic authentication, and in no address."""
    PrometheusValues(f"http://joe:s%40same@{oracle[1]}", METRICS).series(SHARE, {}, Span(0.0, 1.0))

    assert oracle[0].authorization == "Basic am9lOnNAc2FtZQ=="


def test_a_moment_that_it_has_nothing_for_is_none(oracle: tuple[type[Oracle], str]) -> None:
    """Neither has one where the value is not a number."""
    oracle[0].body = _answer(age=[[160, "0.5"], [220.001, "NaN"], [280, "+Inf"], [340, "0.25"]])

    (series,) = PrometheusValues(f"http://{oracle[1]}", METRICS).series(DISTANCE, {}, Span(100.0, 400.0, step=60.0))

    assert series.labels == {"column": "age"}
    assert series.points == ((100, None), (160, 0.5), (220, None), (280, None), (340, 0.25), (400, None))


@pytest.mark.parametrize(("end", "step"), [(100_000.0, "100.0"), (60.0, "15.0")])
def test_without_a_step_there_are_a_thousand(oracle: tuple[type[Oracle], str], end: float, step: str) -> None:
    """Or one a scrape: it cannot tell which values were measured anew."""
    oracle[0].body = _answer(age=[[0, "0.5"], [15, "NaN"]])

    (series,) = PrometheusValues(f"http://{oracle[1]}", METRICS).series(DISTANCE, {}, Span(0.0, end))

    assert oracle[0].asked["step"] == step
    assert series.points == ((0.0, 0.5),)


def test_what_is_no_label_of_the_metric_is_not_asked_for(oracle: tuple[type[Oracle], str]) -> None:
    """No series has it, and no query is built from it."""
    oracle[0].asked = {}

    assert PrometheusValues(f"http://{oracle[1]}", METRICS).series(SHARE, {'x="} or up{job': "1"}, Span(0, 1)) == []
    assert oracle[0].asked == {}


def test_an_answer_is_bounded(oracle: tuple[type[Oracle], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """As one from the history itself."""
    monkeypatch.setattr("dte_exporter.storage.history.prometheus.MAX_POINTS", 10)
    oracle[0].body = _answer(age=[[0, "1"]], sex=[[0, "1"]])
    values = PrometheusValues(f"http://{oracle[1]}", METRICS)

    assert len(values.series(DISTANCE, {}, Span(0.0, 4.0, step=1.0))) == 2
    with pytest.raises(ValueError, match="choose a longer step, a shorter span or a label"):
        values.series(DISTANCE, {}, Span(0.0, 5.0, step=1.0))


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (422, b"", "Prometheus does not tell the past: 422 Unprocessable Entity"),
        (200, b"<html>", "what answers is no Prometheus, or its answer is too large"),
        (200, b"{}", "what answers is no Prometheus, or its answer is too large"),
    ],
)
def test_a_refusal_is_told(oracle: tuple[type[Oracle], str], status: int, body: bytes, sentence: str) -> None:
    """In one sentence, without the address."""
    oracle[0].status, oracle[0].body = status, body

    with pytest.raises(HistoryError, match=sentence):
        PrometheusValues(f"http://{oracle[1]}", METRICS).series(SHARE, {}, Span(0.0, 1.0))


def test_a_prometheus_that_is_away_is_told() -> None:
    """Nobody listens there."""
    with pytest.raises(HistoryError, match=r"Prometheus cannot be asked for the past: .*refused"):
        PrometheusValues("http://127.0.0.1:1", METRICS).series(SHARE, {}, Span(0.0, 1.0))
