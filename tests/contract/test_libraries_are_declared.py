"""What a run imports in the middle of its time is what its check, or its source, has forgotten to declare."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dev.generate.example import written
from dte_exporter.registry import Registry

REGISTRY = Registry.discover()
REPOSITORY = Path(__file__).parents[2]

LIBRARIES = {
    *(
        "duckdb",
        "evidently",
        "fairlearn",
        "great_expectations",
        "holidays",
        "ibis",
        "mlflow",
        "numpy",
        "pandas",
        "phonenumbers",
    ),
    *("presidio_analyzer", "pyarrow", "scipy", "sklearn", "spacy", "sqlalchemy", "sqlglot", "stdnum"),
}

RUN_EACH = """
import json, os, sys
from pathlib import Path
from dte_exporter.config.loading.load import load as load_config
from dte_exporter.registry import Registry
from dte_exporter.worker.execute import execute
from dte_exporter.worker.job import Job
from dte_exporter.worker.libraries import libraries, load
from dev.generate.example import NAME, NOW

registry = Registry.discover()
folder, names = Path(sys.argv[1]), sys.argv[2:]

def apart(act, *given):
    if os.fork() == 0:
        act(*given)
        os._exit(0)
    os.wait()

def run_all(declared, checks):
    load(declared)
    for kind, check in checks:
        apart(run, kind, check)

def run(kind, check):
    before = {name.partition(".")[0] for name in sys.modules}
    outcome = json.loads(execute(Job(check, NOW, folder / "cache")))["outcome"]
    found = {name.partition(".")[0] for name in sys.modules} - before
    print(json.dumps([kind, outcome, sorted(found)]), flush=True)

by_declared = {}
for kind in names:
    check = load_config(folder / kind / "config.yaml", registry).checks[NAME]
    by_declared.setdefault(frozenset(libraries(check, registry)), []).append((kind, check))
for declared, checks in by_declared.items():
    apart(run_all, declared, checks)
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, set[str]]]:
    """Return for each kind of check the outcome of its example and what that imported, in a process of its own."""
    folder = tmp_path_factory.mktemp("examples")
    for kind in REGISTRY.checks.values():
        (folder / kind.name).mkdir()
        written(kind, REGISTRY, folder / kind.name)
    command = [sys.executable, "-W", "ignore", "-c", RUN_EACH, str(folder), *REGISTRY.checks]
    run = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=True)
    told = [json.loads(line) for line in run.stdout.splitlines()]
    return {kind: (outcome, set(found)) for kind, outcome, found in told}


@pytest.mark.parametrize("kind", REGISTRY.checks)
def test_a_run_imports_no_library_that_is_not_declared(kind: str, imported: dict[str, tuple[str, set[str]]]) -> None:
    """Neither its timeout nor its limit on memory counts an import, and checks that need none are not behind one."""
    outcome, found = imported[kind]
    assert (outcome, found & LIBRARIES) == ("ok", set())
