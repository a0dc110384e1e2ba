"""What a newcomer types first, each in a process of its own: ``--help``, ``run`` on a small file, the demo's report."""

import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dev.bench.measure import best
from dev.bench.row import Row, aimed
from dev.bench.service import DEMO

_SUBJECT = "the first minutes"
_CONFIG = """
datasets:
  people:
    source: {{type: files, path: people.csv}}
    columns: {{key: id, label: repaid, prediction: approved, sensitive: [sex, region], time: year}}
    windows: {{reference: year = 2017, current: year = 2018}}
checks:
{checks}
"""
_CHECKS = {name: f"  {name}: {{check: {name}, dataset: people, every: 1h}}\n" for name in ("fairness", "drift")}


def rows() -> list[Row]:
    """Return the seconds of each, the best of three, beside its aim."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        small = [_run(place, count, checks) for count, checks in ((600, ["fairness"]), (6_000, ["fairness", "drift"]))]
        return [_row("--help", ["--help"], 0.3), *small, _report(place)]


def _run(folder: Path, count: int, checks: list[str]) -> Row:
    place = folder / str(count)
    place.mkdir()
    _write(place / "people.csv", count)
    (place / "config.yaml").write_text(_CONFIG.format(checks="".join(_CHECKS[name] for name in checks)))
    what = f"run {' and '.join(checks)} on a CSV of {count:,} rows"
    return _row(what, ["run", "--config.file", f"{place}/config.yaml", "--fail-on", "error"], 4.0)


def _report(folder: Path) -> Row:
    demo = shutil.copytree(DEMO, folder / "demo", ignore=shutil.ignore_patterns("data"))
    command = ["compliance", "report", "--config.file", f"{demo}/config.yaml", "-o", f"{folder}/report.html"]
    return _row("compliance report on the demo", command, None)


def _row(what: str, arguments: list[str], aim: float | None) -> Row:
    command = [sys.executable, "-m", "dte_exporter", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    seconds = best(lambda: subprocess.run(command, check=True, **quiet))  # type: ignore[call-overload]  # of keywords in a mapping
    return Row(_SUBJECT, what, seconds, note=aimed(seconds, aim) if aim else "no aim is set")


def _write(file: Path, count: int) -> None:
    """Write `count` people, half of them of each year, of whom some repay and some are approved."""
    chance = random.Random(7)
    lines = ["id,sex,region,age,income,year,repaid,approved"]
    for number in range(count):
        who = f"{chance.choice('fm')},{chance.choice('nesw')},{chance.randint(18, 80)},{chance.gauss(3000, 500):.2f}"
        lines.append(f"{number},{who},{2017 + number % 2},{chance.randint(0, 1)},{chance.randint(0, 1)}")
    file.write_text("\n".join(lines) + "\n")
