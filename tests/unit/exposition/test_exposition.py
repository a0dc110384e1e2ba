import gzip
import math
import platform
import re
import shutil
import subprocess
import threading
import zlib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from dte_exporter import __version__
from dte_exporter.exposition.exposition import PATIENCE, WANTED, Exposition, Rendered
from dte_exporter.exposition.negotiation import NotAcceptableError
from dte_exporter.metric import MetricSpec
from dte_exporter.storage.snapshot import Snapshot, SnapshotStore

HERE = Path(__file__).parent
OPENMETRICS = "application/openmetrics-text;version=1.0.0"


class SettableClock(Protocol):
    """A clock whose time the test sets."""

    time: float

    def now(self) -> float: ...

    def monotonic(self) -> float: ...


@pytest.fixture
def store(snapshot: Snapshot) -> SnapshotStore:
    """Return a store that holds the snapshot."""
    return SnapshotStore(snapshot)


@pytest.fixture
def exposition(store: SnapshotStore, catalogue: Mapping[str, MetricSpec], clock: SettableClock) -> Exposition:
    """Return the exposition of the store."""
    return Exposition(store, catalogue, clock)


def expected(name: str) -> str:
    """Return the golden file, with the versions of this build and its Python."""
    text = (HERE / name).read_text(encoding="utf-8")
    return text.replace("PYTHON", platform.python_version()).replace("VERSION", __version__)


def without_process(body: bytes) -> str:
    """Return the exposition without the families that are of the scrape."""
    lines = body.decode().splitlines(keepends=True)
    return "".join(
        line for line in lines if not line.removeprefix("# HELP ").removeprefix("# TYPE ").startswith("process_")
    )


@pytest.mark.parametrize(("accept", "golden"), [("", "exposition.prom"), (OPENMETRICS, "exposition.openmetrics")])
def test_the_whole_body_is_as_the_golden_file_shows(exposition: Exposition, accept: str, golden: str) -> None:
    """Both formats show every family of the snapshot in the order of the catalogue."""
    assert without_process(exposition.render(accept).body) == expected(golden)


def test_openmetrics_parses_strictly_to_the_families_of_the_text_format(exposition: Exposition) -> None:
    """The strict parser finds each family that the text format types, counters without their suffix."""
    body = exposition.render(OPENMETRICS).body.decode()
    parsed = {family.name for family in text_string_to_metric_families(body)}
    typed = {line.split()[2] for line in exposition.render().body.decode().splitlines() if line.startswith("# TYPE")}
    assert parsed == {name.removesuffix("_total") for name in typed}


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool comes with Prometheus")
def test_promtool_has_nothing_to_say(exposition: Exposition) -> None:
    """`promtool check metrics` accepts the text format without a remark."""
    done = subprocess.run(
        ["promtool", "check", "metrics"], input=exposition.render().body, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("", "text/plain; version=0.0.4; charset=utf-8"),
        ("text/plain;version=1.0.0", "text/plain; version=1.0.0; charset=utf-8; escaping=underscores"),
        (OPENMETRICS, "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores"),
    ],
)
def test_the_content_type_names_what_was_rendered(exposition: Exposition, accept: str, content_type: str) -> None:
    """Each format comes under its own content type, and plain without an encoding."""
    rendered = exposition.render(accept)
    assert (rendered.content_type, rendered.encoding) == (content_type, None)


@pytest.mark.parametrize("accept", ["", OPENMETRICS])
def test_gzip_is_one_member_with_the_plain_body(exposition: Exposition, accept: str) -> None:
    """A client that stops reading after the first gzip member has read everything."""
    rendered = exposition.render(accept, "gzip")
    member = zlib.decompressobj(wbits=31)
    body = member.decompress(rendered.body) + member.flush()
    assert (rendered.encoding, member.unused_data, member.eof) == ("gzip", b"", True)
    assert without_process(body) == without_process(exposition.render(accept).body)
    assert gzip.decompress(rendered.body) == body


def kept_bytes(exposition: Exposition, encoding: str = "identity") -> bytes:
    """Return the part of a scrape that is rendered once: the same object as long as nothing was rendered anew."""
    return exposition.render("", encoding).parts[0]


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_scrapes_between_two_changes_share_one_rendering(exposition: Exposition, encoding: str) -> None:
    """A hundred scrapes of an unchanged snapshot hand out the very same bytes."""
    first = kept_bytes(exposition, encoding)
    assert all(kept_bytes(exposition, encoding) is first for _ in range(100))


def test_a_new_snapshot_is_rendered_anew(exposition: Exposition, store: SnapshotStore, snapshot: Snapshot) -> None:
    """A swap shows in the very next scrape."""
    first = kept_bytes(exposition)
    store.swap(replace(snapshot, reload_successful=True))
    assert b"dte_config_last_reload_successful 0.0\n" in first
    assert b"dte_config_last_reload_successful 1.0\n" in kept_bytes(exposition)


def test_values_vanish_at_the_moment_they_grow_stale(exposition: Exposition, clock: SettableClock) -> None:
    """Until 1,500 the kept bytes serve; at 1,500 the value is gone, its objective unknown, what happened stays."""
    value = b'dte_fairness_demographic_parity_ratio{check="hiring"'
    first = kept_bytes(exposition)
    assert value in first
    clock.time = 1499.9
    assert kept_bytes(exposition) is first
    clock.time = 1500.0
    stale = kept_bytes(exposition)
    assert value not in stale
    assert re.search(rb"\ndte_objective_known{.*} 1.0\n", first)
    assert re.search(rb"\ndte_objective_known{.*} 0.0\n", stale)
    assert b'dte_check_success{check="hiring",pillar="fairness"} 1.0\n' in stale


def test_a_clock_set_back_brings_a_value_back(exposition: Exposition, clock: SettableClock) -> None:
    """Kept bytes answer only from the moment on at which they were rendered."""
    clock.time = 1500.0
    exposition.render()
    clock.time = 1400.0
    assert b"dte_fairness_demographic_parity_ratio{" in exposition.render().body


def test_process_metrics_are_of_the_scrape(exposition: Exposition) -> None:
    """The process's own metrics come after the kept bytes, once, and before the end mark of OpenMetrics."""
    body = exposition.render(OPENMETRICS).body
    assert body.count(b"# TYPE process_cpu_seconds counter\n") == 1
    assert body.index(b"dte_build_info{") < body.index(b"process_cpu_seconds_total ")
    assert body.count(b"# EOF\n") == 1
    assert body.endswith(b"# EOF\n")


def test_nothing_is_kept_before_the_first_rendering(exposition: Exposition) -> None:
    """`kept` answers only what needs no rendering, format by format."""
    assert exposition.kept() is None
    exposition.render("", "gzip")
    assert exposition.kept() is None
    kept = exposition.kept("", "gzip")
    assert kept is not None
    assert kept.parts[0] is exposition.render("", "gzip").parts[0]


class MeetingCatalogue(dict[str, MetricSpec]):
    """A catalogue in which two threads that render at once meet; one that is alone gives up waiting."""

    meeting = threading.Barrier(2)

    def __iter__(self) -> Iterator[str]:
        """Return the names, after the meeting."""
        with suppress(threading.BrokenBarrierError):
            self.meeting.wait(timeout=0.2)
        return super().__iter__()


def test_threads_that_come_at_once_share_one_rendering(
    store: SnapshotStore, catalogue: Mapping[str, MetricSpec], clock: SettableClock
) -> None:
    """Two scrapes at once of a new snapshot: one renders, the other waits and hands out the same bytes."""
    exposition = Exposition(store, MeetingCatalogue(catalogue), clock)
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _: kept_bytes(exposition), range(2))
    assert first is second


def test_a_client_that_refuses_every_encoding_is_told_so(exposition: Exposition) -> None:
    """Where neither plain nor gzip is acceptable, one sentence says so."""
    with pytest.raises(NotAcceptableError, match="plain or in gzip"):
        exposition.render("", "identity;q=0")


def test_what_was_measured_is_the_text_without_the_process(exposition: Exposition) -> None:
    """What a run leaves behind says nothing of a process that has ended."""
    body = exposition.measured()
    assert b"process_" not in body
    assert exposition.render().body.startswith(body)


def successful_reload(rendered: Rendered | None) -> str:
    """Return the value that tells the snapshots here apart."""
    assert rendered is not None
    text = gzip.decompress(rendered.body) if rendered.encoding == "gzip" else rendered.body
    return text.partition(b"\ndte_config_last_reload_successful ")[2][:3].decode()


def test_while_the_next_body_is_made_the_one_before_answers(
    exposition: Exposition, store: SnapshotStore, snapshot: Snapshot, clock: SettableClock
) -> None:
    """A scrape waits for no rendering as long as somebody keeps up; if nobody does any more, it renders itself."""
    exposition.render()
    exposition.keep_up()
    store.swap(replace(snapshot, reload_successful=True))
    assert successful_reload(exposition.kept()) == "0.0"
    clock.time += PATIENCE
    assert exposition.kept() is None
    exposition.keep_up()
    assert successful_reload(exposition.kept()) == "1.0"


def test_what_nobody_keeps_up_is_not_answered_from_before(
    exposition: Exposition, store: SnapshotStore, snapshot: Snapshot
) -> None:
    """Without a write side every scrape shows the snapshot of its moment."""
    exposition.render()
    store.swap(replace(snapshot, reload_successful=True))
    assert exposition.kept() is None


def test_what_prometheus_asks_for_is_there_before_it_asks(exposition: Exposition) -> None:
    """OpenMetrics in gzip is made from the start on, and nothing else until somebody asks."""
    exposition.keep_up()
    assert exposition.kept("", "gzip") is None
    assert exposition.kept(OPENMETRICS) is None
    assert successful_reload(exposition.kept(OPENMETRICS, "gzip")) == "0.0"


def test_what_nobody_asks_for_any_more_is_let_go(exposition: Exposition, clock: SettableClock) -> None:
    """One look with curl does not keep a second copy of everything for ever."""
    exposition.render()
    exposition.keep_up()
    clock.time += WANTED - 1
    exposition.keep_up()
    assert exposition.kept() is not None
    clock.time += WANTED
    exposition.keep_up()
    assert exposition.kept() is None


def test_keeping_up_tells_when_a_value_grows_stale(exposition: Exposition, clock: SettableClock) -> None:
    """The values of hiring are good until 1,500; after that nothing changes by itself."""
    assert exposition.keep_up() == 1500.0
    clock.time = 1500.0
    assert math.isinf(exposition.keep_up())
