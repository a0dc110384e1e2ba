"""Lineage events at the real service: as the official client sends them, as nobody should, and while it is killed."""

import json
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import bcrypt
import httpx
import pytest
from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import InputDataset, Job, OutputDataset, Run, RunEvent, RunState
from openlineage.client.transport.http import HttpConfig, HttpTransport
from prometheus_client.parser import text_string_to_metric_families

from tests.integration.conftest import Eventually
from tests.integration.test_serving_process import CALCULATORS, FROM_INSIDE

pytestmark = pytest.mark.integration

READER, WRITER = "0123456789abcdef" * 2, "fedcba9876543210" * 2
PASSWORD = "open sesame"
SHOP = "postgres://shop:5432"
CONFIG = """\
workers: 1
history: {path: history.db}
datasets:
  orders: {source: {type: files, path: orders.csv}, known_as: [{namespace: "postgres://shop", name: orders}]}
  revenue: {source: {type: files, path: revenue.csv}, known_as: [{namespace: "postgres://shop", name: revenue}]}
lineage: {receive: {keep: 7d, max_event: 20KiB}}
checks: {lineage: {check: lineage, every: 1s}}
"""
WEB = f"""\
basic_auth_users: {{alice: "{bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()}"}}
bearer_tokens: {{board: {{file: reader, role: read}}, airflow: {{file: writer, role: write}}}}
"""


@dataclass
class Service:
    """An exporter that receives events from who has a token, and may be killed."""

    folder: Path
    address: str
    program: tuple[str, ...] = ("-m", "dte_exporter")
    config: str = CONFIG
    process: subprocess.Popen[bytes] = field(init=False)
    http: httpx.Client = field(init=False)

    def start(self, eventually: Eventually) -> None:
        """Start it, and return once it listens."""
        files = {"config.yaml": self.config, "web.yaml": WEB, "reader": READER, "writer": WRITER}
        for name, text in files.items():
            (self.folder / name).write_text(text)
        serve = ("serve", "--config.file", "config.yaml", "--web.config.file", "web.yaml")
        command = [sys.executable, *self.program, *serve, "--web.listen-address", self.address]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, cwd=self.folder)
        self.http = httpx.Client(timeout=20)
        eventually(self._listens, f"it did not start; its log is {self.folder / 'log'}")

    def _listens(self) -> bool:
        try:
            return self.http.get(f"http://{self.address}/-/healthy").is_success
        except httpx.TransportError:
            return False

    def client(self, token: str = WRITER, **more: Any) -> OpenLineageClient:
        """Return the official client, over HTTP."""
        asked = {"url": f"http://{self.address}", "auth": {"type": "api_key", "apiKey": token}, **more}
        return OpenLineageClient(transport=HttpTransport(HttpConfig.from_dict(asked)))

    def post(self, body: Any, token: str | None = WRITER, **headers: str) -> tuple[int, str]:
        """Return status and sentence of the answer to a body."""
        sent = {"content-type": "application/json", **headers}
        sent |= {"authorization": f"Bearer {token}"} if token else {}
        answer = self.http.post(f"http://{self.address}/api/v1/lineage", content=body, headers=sent)
        return answer.status_code, answer.json()["error"] if answer.content else ""

    def values(self, name: str, **labels: str) -> list[float]:
        """Return the values of the series of one name that have these labels, as a scrape shows them."""
        text = self.http.get(f"http://{self.address}/metrics", auth=("alice", PASSWORD)).text
        return [
            sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        ]


Serve = Callable[[Path], Service]


@contextmanager
def served(service: Service, eventually: Eventually) -> Iterator[Service]:
    """Serve until the block ends."""
    service.start(eventually)
    try:
        yield service
    finally:
        service.process.kill()
        service.process.communicate()
        service.http.close()


@pytest.fixture(scope="module")
def service(
    free_port: Callable[[], int], eventually: Eventually, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """Give a service that all tests send to which do not kill it."""
    with served(Service(tmp_path_factory.mktemp("receiver"), f"127.0.0.1:{free_port()}"), eventually) as running:
        yield running


def run_event(
    state: RunState, at: datetime, job: str = "sum_up", run: int = 1, reads: str = "orders", writes: str = "revenue"
) -> RunEvent:
    """Return what a job says of a run."""
    return RunEvent(
        eventType=state,
        eventTime=at.isoformat(),
        run=Run(str(UUID(int=run))),
        job=Job("etl", job),
        inputs=[InputDataset(SHOP, reads)],
        outputs=[OutputDataset(SHOP, writes)],
        producer="https://example.com/etl",
    )


def written(job: str, at: datetime | None = None, **members: Any) -> dict[str, Any]:
    """Return what a job says of itself, as JSON has it."""
    return {
        "eventTime": (at or datetime.now(UTC)).isoformat(),
        "producer": "https://example.com/etl",
        "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent",
        "job": {"namespace": "apart", "name": job},
        **members,
    }


def test_what_the_official_client_sends_becomes_lineage(service: Service, eventually: Eventually) -> None:
    """In the wrong order, packed and not: the end comes before the start, and the run has taken a minute."""
    end = datetime.now(UTC)
    service.client().emit(run_event(RunState.COMPLETE, end))
    service.client(compression="gzip").emit(run_event(RunState.START, end - timedelta(seconds=60)))

    eventually(
        lambda: service.values("dte_lineage_run_duration_seconds", dataset="revenue") == [60.0], "no run was seen"
    )
    assert service.values("dte_lineage_upstream_known", dataset="revenue") == [1.0]
    assert service.values("dte_lineage_coverage_ratio") == [0.5]
    (last,) = service.values("dte_lineage_last_success_timestamp_seconds", dataset="revenue")
    assert last == pytest.approx(end.timestamp(), abs=0.001)


def test_jobs_that_feed_each_other_are_a_cycle(service: Service, eventually: Eventually) -> None:
    """Which is shown, and hangs nothing."""
    now = datetime.now(UTC)
    for reads, writes in (("chicken", "egg"), ("egg", "chicken")):
        service.client().emit(run_event(RunState.COMPLETE, now, f"make_{writes}", reads=reads, writes=writes))

    eventually(lambda: service.values("dte_lineage_cycles") == [1.0], "no cycle was seen")


def test_the_same_event_again_is_the_same_event(service: Service, eventually: Eventually) -> None:
    """A client that got no answer sends it again; it is told the same."""
    one = json.dumps(written("twice"))

    assert [service.post(one)[0] for _ in range(3)] == [201] * 3
    eventually(
        lambda: service.values("dte_lineage_events_total", result="duplicate") == [2.0], "two duplicates were expected"
    )


def _in_pieces(size: int) -> Iterator[bytes]:
    yield from (b" " * 1000 for _ in range(size // 1000))


NOW = datetime.now(UTC)
LARGE = "An event may have 20,480 bytes, unpacked: lineage.receive.max_event says how many."
NO_JSON = "An event is sent as application/json: set the header Content-Type."
NO_WRITER = "Sending events takes the role write or admin, which you do not have."


@pytest.mark.parametrize(
    ("body", "token", "headers", "status", "sentence"),
    [
        ("{", WRITER, {}, 422, "It is no event that can be kept: it is no JSON."),
        ("[]", WRITER, {}, 422, "It is no event that can be kept: it is no object."),
        (json.dumps(written("")), WRITER, {}, 422, "It is no event that can be kept: job.name is empty."),
        (
            json.dumps(written("early", NOW + timedelta(days=2))),
            WRITER,
            {},
            422,
            "It is no event that can be kept: eventTime is more than a day ahead of the clock here: "
            "set that of the producer.",
        ),
        (
            json.dumps(written("late", NOW - timedelta(days=8))),
            WRITER,
            {},
            422,
            "It is no event that can be kept: eventTime is longer ago than the 1w for which lineage.receive keeps "
            "events.",
        ),
        (b" " * 10_000_000, WRITER, {}, 413, LARGE),
        (_in_pieces(30_000), WRITER, {}, 413, LARGE),
        ("{}", WRITER, {"content-type": "text/plain"}, 415, NO_JSON),
        (json.dumps(written("x")), None, {}, 401, "Say who you are, by name and password or bearer token."),
        (json.dumps(written("x")), "f" * 32, {}, 401, "The name, the password or the token is wrong."),
        (json.dumps(written("x")), READER, {}, 403, NO_WRITER),
    ],
    ids=["no JSON", "array", "unfit", "early", "late", "large", "long", "text", "nobody", "wrong", "reader"],
)
def test_what_cannot_be_kept_is_told_why(
    service: Service, body: Any, token: str | None, headers: Mapping[str, str], status: int, sentence: str
) -> None:
    """In one sentence, over the wire; whoever is not known is told nothing else."""
    assert service.post(body, token, **headers) == (status, sentence)


def test_who_may_only_send_reads_nothing(service: Service) -> None:
    """A token that is in every job of a company shows nobody what was found."""
    answer = httpx.get(f"http://{service.address}/metrics", headers={"authorization": f"Bearer {WRITER}"})

    assert answer.status_code == 403


def test_senders_that_dawdle_keep_no_scrape_away(service: Service) -> None:
    """Sixty send half an event, and 40 requests are answered at once: 20 of them wait, and the others are sent away."""
    host, _, port = service.address.partition(":")
    head = f"POST /api/v1/lineage HTTP/1.1\r\nHost: {service.address}\r\nAuthorization: Bearer {WRITER}\r\n"
    head += "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    with ExitStack() as stack:
        senders = [stack.enter_context(socket.create_connection((host, int(port)))) for _ in range(60)]
        for sender in senders:
            sender.sendall(head.encode())
        answered: list[socket.socket] = []
        while len(answered) < 20:
            answered, _, _ = select.select(senders, [], [], 60)
        scrape = httpx.get(f"http://{service.address}/metrics", auth=("alice", PASSWORD))

        assert {sender.recv(12) for sender in answered} == {b"HTTP/1.1 503"}
    assert scrape.status_code == 200


def test_a_killed_service_has_every_event_that_it_accepted(
    tmp_path: Path, free_port: Callable[[], int], eventually: Eventually
) -> None:
    """Killed while events come, three times: what was answered with 201 is there after, and once."""
    service, accepted = Service(tmp_path, f"127.0.0.1:{free_port()}"), list[str]()
    for round_ in range(3):
        with served(service, eventually):
            accepted += _accepted_until_killed(service, round_)
    with served(service, eventually):
        assert {service.post(event)[0] for event in accepted} == {201}
        eventually(
            lambda: service.values("dte_lineage_events_total", result="duplicate") == [len(accepted)],
            "they were not known",
        )
        assert service.values("dte_lineage_events_total", result="accepted") == [0]


def _accepted_until_killed(service: Service, round_: int) -> list[str]:
    """Return the events that were answered with 201 until the service is killed, after the twentieth."""
    accepted: list[str] = []

    def send(sender: int) -> None:
        for number in range(1000):
            event = json.dumps(written(f"{round_}-{sender}-{number}"))
            try:
                if service.post(event)[0] == 201:
                    accepted.append(event)
            except httpx.TransportError:
                return
            if len(accepted) >= 20:
                service.process.send_signal(signal.SIGKILL)

    with ThreadPoolExecutor(5) as pool:
        list(pool.map(send, range(5)))
    assert len(accepted) >= 20
    return accepted


def test_the_process_that_receives_stays_light(
    tmp_path: Path, free_port: Callable[[], int], eventually: Eventually
) -> None:
    """Neither what computes nor what walks the graph is imported where events come in, nor the client's package."""
    service = Service(tmp_path, f"127.0.0.1:{free_port()}", ("-c", FROM_INSIDE))
    service.start(eventually)
    try:
        service.client().emit(run_event(RunState.COMPLETE, datetime.now(UTC)))
        eventually(lambda: service.values("dte_lineage_upstream_known", dataset="revenue") == [1.0], "nothing was seen")
    finally:
        service.process.terminate()
        service.http.close()
    told, _ = service.process.communicate(timeout=30)
    modules = {name.partition(".")[0] for name in json.loads(told)}

    assert service.process.returncode == 0
    assert modules & {*CALCULATORS, "networkx", "openlineage", "requests", "jsonschema"} == set()
