"""The sample that the dashboard carries: the demo, replayed batch by batch as if one came every twelve hours.

The replay takes a minute, so it is kept in ``tools/data-trust-dashboard/sample.json`` and made anew when the demo or
the metrics in it are others. A test replays its end and compares the values.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

from dte_exporter.config.configured import Config, ConfiguredCheck
from dte_exporter.config.loading.load import load
from dte_exporter.config.windows import Window
from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.exposition.shown import Shown
from dte_exporter.exposition.size import beside_findings
from dte_exporter.logs import Format, Level, configure
from dte_exporter.metric import MetricSpec, Role, Sample
from dte_exporter.objectives.objective import MET, VALUE, ObjectiveRole
from dte_exporter.objectives.trust import TrustRole
from dte_exporter.outcome import CheckResult
from dte_exporter.registry import Registry
from dte_exporter.scheduling.pool import Pool
from dte_exporter.scheduling.runner import Runner
from dte_exporter.scheduling.succession import succeed
from dte_exporter.storage.snapshot import Snapshot, SnapshotStore
from dte_exporter.web.api.catalogue import CATALOGUE
from dte_exporter.web.api.checks import CHECKS
from dte_exporter.web.api.controls import CONTROLS
from dte_exporter.web.api.results import RESULTS
from dte_exporter.web.service import Service
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job

NOW = 1_546_300_800.0
"""2019-01-01 00:00 UTC: the year 2018, which the last batch holds as a whole, is over."""

PLACE = "tools/data-trust-dashboard/sample.json"

_REPOSITORY = Path(__file__).parents[2]
_DEMO = _REPOSITORY / "deploy/demo"
_BATCH_SECONDS = 12 * 3600
_FIRST, _LAST = 68_785, 277_677  # the ids of 2016 to 2018
_BATCHES = 12
_DIGITS = 6
_UNREAD = (
    frozenset({"scheduled", "parameters", "cron", "every_seconds", "timezone", "timeout_seconds", "window", "runs"})
    | {"memory_limit_bytes", "max_series", "interval_seconds", "last_success_at", "next_run_at", "stale_at", "stale"}
    | {"started_at", "duration_seconds", "values_undefined", "series_dropped", "timings"}
)
"""What answers hold and the page does not read: the sample is carried in each copy of it."""
_COURSES = {TrustRole.OVERALL, ObjectiveRole.VALUE, Role.ESTIMATE}


@dataclass
class _Clock:
    time: float

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time


@dataclass(frozen=True)
class _HereAndNow:
    """A pool whose one worker is this process: nothing is killed, nothing is random."""

    cache: Path

    @asynccontextmanager
    async def worker(self, check: ConfiguredCheck) -> AsyncIterator["_HereAndNow"]:
        yield self

    async def run(self, job: Job) -> CheckResult:
        result = CheckResult.from_json(execute(replace(job, cache=self.cache)))
        return replace(result, evidence=replace(result.evidence, fingerprints={}, timings={}))


def kept(registry: Registry) -> str:
    """Return the sample as it is kept; a new one where that is of another demo, or of metrics that are no more."""
    file = _REPOSITORY / PLACE
    text = file.read_text() if file.exists() else "{}"
    sample = json.loads(text)
    if sample and sample["made_from"] == _origin(sample["families"], registry):
        return text
    made = replayed(registry)
    return json.dumps({"made_from": _origin(made["families"], registry), **made}, separators=(",", ":")) + "\n"


def answers(text: str, registry: Registry) -> Mapping[str, Any]:
    """Return what an exporter would answer: the sample in `text`, with what the catalogue says of its metrics now."""
    sample = json.loads(text)
    service = cast(Service, SimpleNamespace(registry=registry))
    metrics = CATALOGUE.answer(service, {}).model_dump(mode="json")["metrics"]
    del sample["made_from"]
    for result in sample["results"]["results"]:
        if result["values"]:
            evidence = _told(result["values"]["evidence"])
            result["values"] = {**_without(result["values"], _UNREAD), "evidence": evidence}
    parts = ("settings", "last_run")
    checks = [{**one, **{part: _without(one[part], _UNREAD) for part in parts}} for one in sample["checks"]["checks"]]
    return {
        **sample,
        "catalogue": {"metrics": [_short(one) for one in metrics if one["name"] in sample["families"]]},
        "checks": {"checks": [_without(one, _UNREAD) for one in checks]},
    }


def _told(evidence: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page tells of evidence: not that nothing is left out, or to be noticed."""
    details = {key: evidence["details"][key] for key in ("columns",) if key in evidence["details"]}
    nothing = {key for key in ("left_out", "notices") if not evidence[key]}
    whole = {"rows_read"} if evidence["rows_read"] == evidence["rows"] else set()
    return {**_without(evidence, _UNREAD | nothing | whole | {"query"}), "details": details}


def _short(metric: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page reads of a metric's declaration; a reference is told of a line that is drawn."""
    return _without(metric, _UNREAD if metric["role"] == Role.GROUP_RATIO else _UNREAD | {"reference"})


def _without(answer: Mapping[str, Any], keys: frozenset[str]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key not in keys}


def replayed(registry: Registry, batches: int = _BATCHES) -> Mapping[str, Any]:
    """Return what the exporter would answer after the last of `batches`, and then the whole year."""
    configure(Level.ERROR, Format.LOGFMT)
    with TemporaryDirectory() as folder:
        replay = _Replay(load(_DEMO / "config.yaml", registry), registry, Path(folder))
        asyncio.run(replay.run(batches))
    return replay.answers


def _origin(families: Mapping[str, Any], registry: Registry) -> str:
    """Return a digest of what the sample is made from: the demo's files, and the labels of the metrics in it."""
    specs = catalogue(registry)
    labels = {name: specs[name].labels if name in specs else () for name in sorted(families)}
    made_from = (_DEMO / "config.yaml", _DEMO / "acs_employment.parquet", *sorted(_DEMO.glob("compliance/*")))
    files = [file.read_bytes() for file in made_from]
    return sha256(b"".join([*files, repr(labels).encode()])).hexdigest()[:16]


class _Replay:
    """The demo's checks, run on each batch by the exporter's own runner under a clock that is set."""

    def __init__(self, config: Config, registry: Registry, folder: Path) -> None:
        self.clock = _Clock(NOW)
        self.config, self.registry, self.specs = config, registry, catalogue(registry)
        self.store = SnapshotStore(succeed(Snapshot(), config, self.clock.now()).snapshot)
        self.runner = Runner(
            self.store, cast(Pool, _HereAndNow(folder)), self.specs, self.clock, config, beside_findings
        )
        self.history: dict[str, dict[tuple[tuple[str, str], ...], list[tuple[float, float]]]] = defaultdict(dict)

    async def run(self, batches: int) -> None:
        for batch in range(batches):
            self.clock.time = NOW - (batches - batch) * _BATCH_SECONDS
            await self._run_all(_window(batch))
        self.clock.time = NOW
        await self._run_all(None)

    async def _run_all(self, current: Window | None) -> None:
        checks = {name: _on(check, current) for name, check in self.config.checks.items()}
        snapshot = self.store.current
        records = {name: replace(record, check=checks[name]) for name, record in snapshot.records.items()}
        self.store.swap(replace(snapshot, records=records))
        for name in checks:
            await self.runner.run(name)
        self._remember()

    @property
    def _samples(self) -> list[Sample]:
        portions = Shown().portions(self.store.current, self.clock.time)
        return [sample for portion in portions.values() for sample in portion.samples()]

    def _remember(self) -> None:
        estimates = {name: spec.of for name, spec in self.specs.items() if spec.role is Role.ESTIMATE}
        estimated = set(estimates.values())
        for sample in self._samples:
            spec = self.specs[sample.name]
            of_estimate = spec.role in {Role.LOWER, Role.UPPER} and spec.of in estimates
            if spec.role in _COURSES or of_estimate or (sample.name in estimated and not sample.labels["group"]):
                points = self.history[sample.name].setdefault(tuple(sorted(sample.labels.items())), [])
                points.append((self.clock.time, sample.value))

    def _told(self) -> Mapping[str, Mapping[tuple[tuple[str, str], ...], list[tuple[float, float]]]]:
        """Return the history; of the values of objectives only those that are unmet, as the others are folded."""
        met = {frozenset(one.labels.items()) for one in self._samples if one.name == MET.name and one.value}
        values = self.history[VALUE.name]
        unmet = {labels: points for labels, points in values.items() if frozenset(labels) not in met}
        return {**self.history, VALUE.name: unmet}

    @property
    def answers(self) -> Mapping[str, Any]:
        service = cast(Service, SimpleNamespace(store=self.store, clock=self.clock, registry=self.registry))
        results = RESULTS.answer(service, {}).model_dump(mode="json")["results"]
        for result in results:
            result.pop("objectives")
            (result["values"] or {}).pop("samples", None)
        words: dict[str, int] = {}
        told = {
            "now": NOW,
            "families": _families(self._samples, self.specs, words),
            "words": list(words),
            "checks": CHECKS.answer(service, {}).model_dump(mode="json"),
            "controls": CONTROLS.answer(service, {}).model_dump(mode="json"),
            "results": {"results": results},
            "history": {
                name: [{"labels": dict(labels), "points": points} for labels, points in series.items()]
                for name, series in self._told().items()
            },
        }
        return cast(Mapping[str, Any], _rounded(told))


def _window(batch: int) -> Window:
    start, end = (_FIRST + number * (_LAST - _FIRST) // _BATCHES for number in (batch, batch + 1))
    return Window(where=f"id >= {start} and id < {end}")


def _on(check: ConfiguredCheck, current: Window | None) -> ConfiguredCheck:
    """Return `check` on the rows of another window; on its own where none is given, and where it has no windows."""
    if current is None or check.dataset.windows.current is None:
        return check
    datasets = {
        name: dataset.model_copy(update={"windows": dataset.windows.model_copy(update={"current": current})})
        for name, dataset in check.datasets.items()
    }
    return replace(check, datasets=datasets)


def _families(samples: list[Sample], specs: Mapping[str, MetricSpec], words: dict[str, int]) -> dict[str, Any]:
    """Return the samples by metric, short: a row has the number of each label's value among `words`, then the value."""
    own = [one for one in samples if specs[one.name].pillar != "exporter" or specs[one.name].role is not Role.FIGURE]
    families = {}
    for name, group in groupby(sorted(own, key=lambda sample: sample.name), key=lambda sample: sample.name):
        labels = specs[name].labels
        rows = [[*(words.setdefault(one.labels[key], len(words)) for key in labels), one.value] for one in group]
        families[name] = {"labels": labels, "rows": rows}
    return families


def _rounded(tree: Any) -> Any:
    """Return `tree` with its floats to a few digits: the last bits differ between machines."""
    match tree:
        case float():
            return tree if tree.is_integer() else float(f"{tree:.{_DIGITS}g}")
        case Mapping():
            return {key: _rounded(value) for key, value in tree.items()}
        case list() | tuple():
            return [_rounded(value) for value in tree]
        case _:
            return tree
