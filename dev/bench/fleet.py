"""A fleet of drift checks as one exporter would show it, and hours of what boards draw of it over time."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from dte_exporter.checks.drift.feature_shares import OF_COLUMNS
from dte_exporter.checks.drift.methods import Family
from dte_exporter.checks.drift.score import DETECTED, SCORES, THRESHOLD
from dte_exporter.clock import SystemClock
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.models import CheckSettings, DataSet, Objective
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.exposition import Exposition
from dte_exporter.metric import Sample
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.registry import Registry
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, SnapshotStore, Standing, Subject, Values

_LIMIT = 0.1
_MODELS = 5
_STEP = 240
_OVER_TIME = {"dte_objective_met", "dte_objective_known", "dte_objective_insufficient_evidence", "dte_trust_ratio"}
_RECORDED = {
    "check_objective:dte_objective_met:sum": 36,
    "check_objective:dte_objective_known:sum": 40,
    "check_objective:dte_objective_known:count": 40,
    "check_objective:dte_objective_insufficient_evidence:sum": 0,
    "check_objective:dte_objective_unmet_runs:breached_subjects": 4,
}


def exposition(datasets: int, columns_each: int) -> bytes:
    """Return what the exporter answers to a scrape of `snapshot`."""
    store = SnapshotStore(snapshot(datasets, columns_each))
    return Exposition(store, catalogue(Registry.discover()), SystemClock()).render().body


def snapshot(datasets: int, columns_each: int) -> Snapshot:
    """Return a check a data set, an objective on each column, a tenth beyond."""
    records: dict[str, CheckRecord] = {}
    standings: dict[Subject, Standing] = {}
    now = SystemClock().now()
    for number in range(datasets):
        record = _record(number, columns_each, now)
        records[record.check.name] = record
        standings.update(_standings(record.check.name, columns_each))
    return Snapshot(records, standings)


def changed(snapshot: Snapshot, number: int) -> Snapshot:
    """Return the snapshot after one more run of one check, which found other values."""
    name = f"drift-{number % len(snapshot.records)}"
    record = snapshot.records[name]
    if record.values is None or record.last is None:
        return snapshot
    samples = tuple(replace(sample, value=sample.value * 1.01) for sample in record.values.samples)
    values = Values(samples, Evidence(), SystemClock().now())
    return replace(snapshot, records={**snapshot.records, name: record.after(record.last, values)})


def _record(number: int, columns_each: int, now: float) -> CheckRecord:
    dataset = DataSet(source=None, models=(f"model-{number % _MODELS}",))
    objectives = {"distance": Objective(max=_LIMIT), "columns_ratio": Objective(max=0.3)}
    settings = CheckSettings(check="drift", dataset=f"set-{number}", every="1h", team="bench", objectives=objectives)
    check = ConfiguredCheck(f"drift-{number}", settings, None, {f"set-{number}": dataset}, Path(), "drift")
    run = Run(Outcome.OK, "", now, 1.0, 1000)
    values = Values(tuple(_samples(check, columns_each)), Evidence(), now)
    return CheckRecord(check, 3600.0, 7200.0, now + 3600, run, values, {Outcome.OK: 1})


def _samples(check: ConfiguredCheck, columns_each: int) -> Iterator[Sample]:
    where = {"check": check.name, "dataset": check.settings.dataset}
    for column in range(columns_each):
        labels = {**where, "column": f"column_{column}", "method": "wasserstein"}
        yield SCORES[Family.DISTANCE].sample(_distance(column), **labels)
        yield THRESHOLD.sample(_LIMIT, **labels)
        yield DETECTED.sample(_distance(column) > _LIMIT, **labels)
    yield OF_COLUMNS.drifted.sample(0.1, **where)


def _standings(check: str, columns_each: int) -> Mapping[Subject, Standing]:
    each = {
        (check, "distance", f"column_{column}"): _standing(_distance(column), _LIMIT) for column in range(columns_each)
    }
    return {**each, (check, "columns_ratio", ""): _standing(0.1, 0.3)}


def _distance(column: int) -> float:
    return 0.2 if column % 10 == 0 else 0.05


def _standing(value: float, limit: float) -> Standing:
    if value > limit:
        return Standing(value, "unmet", unmet_runs=3, totals={"unmet": 3, "met": 20})
    return Standing(value, "met", totals={"met": 23})


def past(body: bytes, start: float, end: float) -> Iterator[str]:
    """Yield, in OpenMetrics, that what boards draw over time of `body`, and of what rules record, was so all along."""
    moments = range(int(start), int(end), _STEP)
    for series in sorted(_drawn(body.decode()), key=lambda text: text.partition("{")[0]):
        yield from (f"{series} {moment}\n" for moment in moments)
    yield "# EOF\n"


def _drawn(body: str) -> Iterator[str]:
    for line in body.splitlines():
        name, brace, rest = line.partition("{")
        if name in _OVER_TIME and brace:
            yield f'{name}{{instance="a",job="dte",{rest}'
        elif name == "dte_drift_columns_ratio":
            labels = rest.partition("}")[0]
            for record, value in _RECORDED.items():
                yield f'{record}{{instance="a",job="dte",{labels},objective="distance",pillar="drift"}} {value}'


@contextmanager
def served(body: bytes) -> Iterator[str]:
    """Serve `body` as the metrics of a target; yield its address."""

    class Target(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Target)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
