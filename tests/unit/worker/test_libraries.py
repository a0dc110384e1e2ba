import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from dte_exporter.config.loading.load import load as load_config
from dte_exporter.registry import Registry
from dte_exporter.worker.libraries import libraries, load

REGISTRY = Registry.discover()
CONFIG = """
datasets:
  people: {source: {type: files, path: people.csv}, columns: {label: fit, prediction: hired, sensitive: [sex]}}
checks:
  fair: {check: fairness, dataset: people, every: 1h}
  rare: {check: reidentification-risk, dataset: people, every: 1h}
models:
  scorer: {tracking_uri: "sqlite:///mlflow.db", alias: champion}
compliance: {record: record.yaml, frameworks: {gdpr: {}}}
"""
ENVIRONMENT = """
import os
from dte_exporter.worker.libraries import load
load([])
print(os.environ["DO_NOT_TRACK"], os.environ["MLFLOW_DISABLE_TELEMETRY"], os.environ["ARROW_DEFAULT_MEMORY_POOL"])
"""


@pytest.mark.parametrize(
    ("check", "modules"),
    [
        ("fair", {"fairlearn.metrics", "scipy.optimize", "ibis.backends.duckdb", "pyarrow"}),
        ("rare", {"ibis.backends.duckdb", "pyarrow"}),
        ("scorer", {"mlflow.tracking", "sqlalchemy"}),
        ("dpo-named", set()),
    ],
)
def test_a_run_needs_what_its_kind_and_its_sources_declare(check: str, modules: set[str], tmp_path: Path) -> None:
    """Fairlearn and SciPy compute, DuckDB reads; MLflow for a model's records; nothing for a record of processing."""
    (tmp_path / "config.yaml").write_text(CONFIG)
    starter = files("dte_exporter.config.governance").joinpath("starter.yaml")
    (tmp_path / "record.yaml").write_text(starter.read_text())
    configured = load_config(tmp_path / "config.yaml", REGISTRY).checks[check]

    assert libraries(configured, REGISTRY) == modules


def test_loading_imports_what_is_there_and_tells_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is missing, and one that breaks, are left to the run that needs them; the others are imported."""
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "a_broken_library.py").write_text("1 / 0")
    (tmp_path / "whole_library.py").write_text("import warnings; warnings.warn('of no concern to the user')")

    assert load(["a_broken_library", "no_library_at_all", "whole_library"]) == os.getpid()
    assert sys.modules.keys() & {"a_broken_library", "no_library_at_all", "whole_library"} == {"whole_library"}


def test_no_library_phones_home_or_reserves_a_gigabyte() -> None:
    """What says so is in the environment before one is imported."""
    run = subprocess.run([sys.executable, "-c", ENVIRONMENT], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["1", "true", "system"]
