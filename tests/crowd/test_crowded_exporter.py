"""Five thousand checks of five teams on two workers, watched by a real Prometheus with the rules that we ship."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import httpx
import pytest
import yaml

from tests.integration.asked import Prometheus
from tests.integration.test_overload import process, resident

Watch = Callable[[tuple[str, ...]], AbstractContextManager["Watched"]]
Eventually = Callable[[Callable[[], bool], str], None]
pytestmark = pytest.mark.integration

TEAMS, CHECKS_EACH, FILES_EACH, ROWS = 5, 1_000, 10, 2_000
SECONDS = int(os.environ.get("DTE_CROWD_SECONDS", "240"))
"""How long each config is watched."""

FITS = ("10m", "1h", "6h", "12h", "24h", "24h", "24h", "24h", "24h", "24h")
"""1.1 runs a second, of which two workers do about eight."""

RULES = Path(__file__).parents[2] / "deploy/prometheus/rules/dte-exporter.yaml"
OVERLOADED = "ALERTS{alertname='DteExporterOverloaded'}"


def write(folder: Path, intervals: tuple[str, ...]) -> Path:
    """Write files of rows, a config of as many checks a team, and return the main file."""
    for number in range(FILES_EACH):
        groups = "case hash(i) % 2 when 0 then 'f' else 'm' end as sex"
        columns = f"{groups}, (hash(i * 3 + {number}) % 2)::int as repaid, (hash(i * 5) % 2)::int as approved"
        duckdb.execute(f"copy (select {columns} from range({ROWS}) as t (i)) to '{folder / f'rows-{number}.parquet'}'")
    columns_of = {"label": "repaid", "prediction": "approved", "sensitive": ["sex"]}
    datasets = {
        f"set-{number}": {"source": {"type": "files", "path": f"rows-{number}.parquet"}, "columns": columns_of}
        for number in range(FILES_EACH)
    }
    checks = {
        f"check-{number}": {
            "check": ("fairness", "performance")[number % 2],
            "dataset": f"set-{number % FILES_EACH}",
            "every": intervals[number // 2 % len(intervals)],
        }
        for number in range(CHECKS_EACH)
    }
    for number in range(TEAMS):
        (folder / f"team-{number}.yaml").write_text(yaml.safe_dump({"datasets": datasets, "checks": checks}))
    file = folder / "config.yaml"
    file.write_text("max_series: 1000000\ninclude: team-*.yaml\n")
    return file


@dataclass
class Watched:
    """An exporter under a Prometheus that scrapes it every ten seconds."""

    pid: int
    target: str
    server: Prometheus

    def one(self, promql: str) -> float:
        """Return the one value of a query."""
        (value,) = self.server.query(promql)
        return value

    def told(self) -> str:
        """Return what there is to tell of it."""
        window = f"[{SECONDS}s]"
        figures = {
            "checks that have run": "5000 - dte_checks_pending",
            "runs": "sum(dte_check_runs_total)",
            "waiting at most": f"max_over_time(dte_checks_waiting{window})",
            "seconds late at most": f"max(max_over_time(dte_check_lateness_seconds{window}))",
            "workers busy": f"rate(dte_worker_busy_seconds_total{window}) / dte_workers",
            "seconds of a scrape (p50)": f"quantile_over_time(0.5, scrape_duration_seconds{window})",
            "of the longest": f"max_over_time(scrape_duration_seconds{window})",
            "series": "scrape_samples_scraped",
            "cores of the serving process": f"rate(process_cpu_seconds_total{window})",
        }
        told = [f"{what}: {self.one(promql):,.4g}" for what, promql in figures.items()]
        return "; ".join([*told, f"MB that it holds: {resident(self.pid):.0f}"])


@pytest.fixture
def watch(
    prometheus: Path, exporter: Path, free_port: Callable[[], int], eventually: Eventually, tmp_path: Path
) -> Watch:
    """Return a context in which checks of these intervals have run for some time."""

    @contextmanager
    def watched(intervals: tuple[str, ...]) -> Iterator[Watched]:
        target, address = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
        config = write(tmp_path, intervals)
        (tmp_path / "prometheus.yml").write_text(
            "global: {scrape_interval: 10s, scrape_timeout: 10s, evaluation_interval: 15s}\n"
            f"rule_files: ['{RULES}']\n"
            f"scrape_configs: [{{job_name: dte, static_configs: [{{targets: ['{target}']}}]}}]\n"
        )
        began = time.monotonic()
        serve: list[str | Path] = [exporter, "serve", "--config.file", config, "--web.listen-address", target]
        scrape: list[str | Path] = [prometheus, f"--config.file={tmp_path / 'prometheus.yml'}"]
        scrape += [f"--storage.tsdb.path={tmp_path / 'tsdb'}", f"--web.listen-address={address}"]
        with process(serve, tmp_path / "exporter.log") as serving:
            eventually(lambda: answers(target), f"the exporter does not answer: {tmp_path / 'exporter.log'}")
            print(f"answers {time.monotonic() - began:.1f} s after its start")
            with process(scrape, tmp_path / "prometheus.log"):
                server = Prometheus(address)
                eventually(
                    lambda: server.ready() and server.query("sum(dte_check_runs_total) > 20") != [], "nothing runs"
                )
                time.sleep(SECONDS)  # not for something to happen: this long it must not
                watched = Watched(serving.pid, target, server)
                print(watched.told())
                yield watched

    return watched


def test_what_fits_starts_without_a_crowd(watch: Watch) -> None:
    """No scrape fails, no run is left out, no check is late by half of its interval, and short intervals come first."""
    with watch(FITS) as watched:
        assert watched.one(f"min_over_time(up[{SECONDS}s])") == 1
        assert watched.one("sum(dte_check_runs_skipped_total)") == 0
        assert watched.server.query("dte_check_lateness_seconds > dte_check_interval_seconds / 2") == []
        assert watched.server.query(f"max_over_time({OVERLOADED}[{SECONDS}s])") == []
        ran = "and on (check) dte_check_last_run_timestamp_seconds"
        often, seldom = (watched.one(f"count(dte_check_interval_seconds {of} {ran})") for of in ("== 600", "> 600"))
        assert often / 500 > seldom / 4_500


def test_what_does_not_fit_is_told(watch: Watch) -> None:
    """Every minute 5,000 checks: no scrape fails, the queue and what is left out are there to see, the alert waits."""
    with watch(("1m",)) as watched:
        assert watched.one(f"min_over_time(up[{SECONDS}s])") == 1
        assert watched.one("sum(dte_check_runs_skipped_total)") > 0
        assert watched.one("dte_checks_waiting") > 1_000
        assert watched.one(f"max_over_time({OVERLOADED.replace('}', ',alertstate=' + repr('pending') + '}')}[1m])") == 1


def answers(target: str) -> bool:
    """Return whether the exporter answers."""
    try:
        return httpx.get(f"http://{target}/-/healthy").is_success
    except httpx.TransportError:
        return False
