import importlib
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pytest

from dte_exporter.config.models import Columns
from dte_exporter.config.roles import ColumnKind, resolve
from dte_exporter.registry import Check, Registry
from dte_exporter.statistics.sources import Sources
from dte_exporter.storage.statistics_cache import DiskCache

REPOSITORY = Path(__file__).parents[2]


class TinyView:
    """The example's table in a real DuckDB."""

    fingerprint = None
    timezone = "UTC"
    engine = None
    origin = ""
    parts = ()

    def __init__(self, columns: Mapping[str, list[Any]]) -> None:
        self.connection = ibis.duckdb.connect()
        self.table = ibis.memtable(pa.table(dict(columns)))

    def rows(self, expression: Any) -> list[tuple[Any, ...]]:
        return [tuple(row.values()) for row in self.connection.to_pyarrow(expression).to_pylist()]

    def digests(self, expression: Any, column: str, key: bytes) -> list[tuple[Any, ...]]:
        raise AssertionError(column)


@pytest.fixture(scope="module")
def code() -> str:
    """Return the worked example of the guide."""
    guide = (REPOSITORY / "community/CONTRIBUTING.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    return str(code)


@pytest.fixture(scope="module")
def base_rate(code: str, tmp_path_factory: pytest.TempPathFactory) -> Check[Any]:
    """Return the check that the worked example declares, from a file such as it tells people to write."""
    folder = tmp_path_factory.mktemp("example")
    (folder / "base_rate.py").write_text(code)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        check: Check[Any] = importlib.import_module("base_rate").base_rate
    return check


def test_the_guides_check_keeps_the_guides_style(code: str) -> None:
    """Ruff has nothing to say on the example that newcomers copy."""
    ruff = str(Path(sys.executable).with_name("ruff"))
    command = [ruff, "check", "--stdin-filename", "dte_exporter/checks/fairness/base_rate.py", "-"]
    checked = subprocess.run(command, input=code, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_the_guides_check_gives_the_value_that_it_works_by_hand(base_rate: Check[Any], tmp_path: Path) -> None:
    """The function of the example returns what its EXAMPLE expects, on rows counted by a real engine."""
    settings = base_rate.example.settings
    kinds = {"sex": ColumnKind.CATEGORY, "apt": ColumnKind.NUMBER}
    roles = resolve(Columns(**settings["columns"]), kinds)
    params = base_rate.params(**settings["params"])
    views = {"current": TinyView(base_rate.example.columns)}
    plans = base_rate.needs(params, roles)
    statistics = {name: plan.measure(Sources(views), DiskCache(tmp_path)) for name, plan in plans.items()}
    (sample,) = base_rate.compute(statistics, params, roles, 0.0).samples
    series = f'{sample.name}{{sensitive_feature="{sample.labels["sensitive_feature"]}"}}'
    assert {series: sample.value} == base_rate.example.expected


def test_the_guides_check_fits_beside_the_checks_that_exist(base_rate: Check[Any]) -> None:
    """Neither its name nor its metric is taken."""
    built_in = Registry.discover()
    together = Registry([*built_in.checks.values(), *built_in.sources.values(), base_rate])
    assert "dte_fairness_base_rate_difference" in together.specs
