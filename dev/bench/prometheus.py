"""The overview over 300 data sets of 40 columns on the real Prometheus, panel by panel, and the rules behind it.

The series are those of the exporter, made from a snapshot by its own code. What graphs draw is written into Prometheus
for three hours back, as if it had been so all along.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError

from dev.bench.fleet import exposition, past, served
from dev.bench.row import Row
from dte_exporter.rules.rules_file import rules_file
from dte_exporter.rules.settings import RuleSettings
from dte_exporter.rules.shipped import groups

DATASETS, COLUMNS = 300, 40
_SUBJECT = f"Prometheus on {DATASETS} data sets of {COLUMNS} columns"
_REPOSITORY = Path(__file__).parents[2]
_PAST = 3 * 3_600
_STEPS = 240
_PATIENCE = 300
_GIVEN_UP = 20
_CHOSEN = {"$__rate_interval": "5m", "$__range": "3h", "$__interval": "45s"}

_BREACHED = "check_objective:dte_objective_unmet_runs:breached_subjects"
_RECORDS = {
    "objectives met, from what rules record": "sum(check_objective:dte_objective_met:sum)",
    "objectives unmet, from what rules record": "sum(check_objective:dte_objective_known:sum)"
    " - sum(check_objective:dte_objective_met:sum) - sum(check_objective:dte_objective_insufficient_evidence:sum)",
    "state of each objective, from what rules record": "(check_objective:dte_objective_known:sum == bool"
    " check_objective:dte_objective_known:count) + (check_objective:dte_objective_met:sum == bool"
    " check_objective:dte_objective_known:count)",
    "the worst objectives, from what rules record": f"topk(10, {_BREACHED} > 0)",
}


def rows() -> list[Row]:
    """Return how long each query of an overview takes, and each group of rules; nothing without Prometheus."""
    path = os.pathsep.join([str(_REPOSITORY / ".tools/bin"), os.environ.get("PATH", "")])
    if not (shutil.which("prometheus", path=path) and shutil.which("promtool", path=path)):
        return [Row(_SUBJECT, "not measured", 0.0, note="there is no prometheus: run make tools")]
    body = exposition(DATASETS, COLUMNS)
    with TemporaryDirectory() as folder, served(body) as target, _prometheus(Path(folder), target, body, path) as api:
        return [*_queries(api), *_rules(api)]


def _queries(api: str) -> Iterator[Row]:
    board = json.loads((_REPOSITORY / "grafana/dashboards/overview.json").read_text())
    for panel in board["panels"]:
        targets = panel.get("targets", ())
        if targets:
            yield _row(f"panel: {panel['title']}", [partial(_panel, api, target) for target in targets])
    for what, query in _RECORDS.items():
        yield _row(what, [partial(_over_time, api, query)])


def _panel(api: str, target: dict[str, Any]) -> Any:
    query = target["expr"]
    for variable, text in _CHOSEN.items():
        query = query.replace(variable, text)
    query = re.sub(r"\$\w+", ".*", query)
    return _asked(api, "query", query=query) if target["instant"] else _over_time(api, query)


def _over_time(api: str, query: str) -> Any:
    now = time.time()
    return _asked(api, "query_range", query=query, start=now - _PAST, end=now, step=_PAST / _STEPS)


def _row(what: str, questions: list[Callable[[], Any]]) -> Row:
    """Return the slowest of the questions that a panel asks at once; what takes too long is given up."""
    seconds, series = 0.0, 0
    for ask in questions:
        started = time.perf_counter()
        try:
            series += len(ask()["result"])
        except HTTPError:
            return Row(_SUBJECT, what, float(_GIVEN_UP), note="given up; aim: under 1 s")
        seconds = max(seconds, time.perf_counter() - started)
    return Row(_SUBJECT, what, seconds, note=f"{series:,} series; aim: under 1 s")


def _rules(api: str) -> Iterator[Row]:
    for group in _asked(api, "rules")["groups"]:
        yield Row(
            _SUBJECT, f"rules of {group['name']}", group["evaluationTime"], note="once an interval, of 30 s or so"
        )


@contextmanager
def _prometheus(folder: Path, target: str, body: bytes, path: str) -> Iterator[str]:
    """Run Prometheus with a past, until its rules have recorded of what it scraped; yield its API."""
    (folder / "rules.yaml").write_text(rules_file(groups(RuleSettings()), RuleSettings(), "Measured."))
    with (folder / "past").open("w") as past_file:
        past_file.writelines(past(body, time.time() - _PAST, time.time() - 120))
    (folder / "prometheus.yml").write_text(
        "global: {scrape_interval: 15s, evaluation_interval: 15s}\n"
        "rule_files: [rules.yaml]\n"
        f"scrape_configs: [{{job_name: dte, static_configs: [{{targets: ['{target}'], labels: {{instance: a}}}}]}}]\n"
    )
    environment = {**os.environ, "PATH": path}
    backfill = ["promtool", "tsdb", "create-blocks-from", "openmetrics", "past", "tsdb"]
    subprocess.run(backfill, cwd=folder, env=environment, check=True, stdout=subprocess.DEVNULL)
    (folder / "past").unlink()
    address = "127.0.0.1:19690"
    command = ["prometheus", "--config.file=prometheus.yml", "--storage.tsdb.path=tsdb"]
    command += [f"--web.listen-address={address}", "--storage.tsdb.retention.time=30d", f"--query.timeout={_GIVEN_UP}s"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            api = f"http://{address}/api/v1"
            _await_records(api)
            yield api
        finally:
            process.terminate()
            process.wait()


def _await_records(api: str) -> None:
    """Return when rules have recorded of the last scrape, which the objective of the whole tells: it has no past."""
    records = f'count({_BREACHED}{{objective="columns_ratio"}}) == {DATASETS}'
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        with suppress(OSError):
            if _asked(api, "query", query=records)["result"]:
                return
        time.sleep(1)
    sys.exit(f"Prometheus recorded nothing within {_PATIENCE} seconds")


def _asked(api: str, path: str, **parameters: object) -> Any:
    with urllib.request.urlopen(f"{api}/{path}?{urllib.parse.urlencode(parameters)}") as answer:
        return json.load(answer)["data"]
