"""What dbt writes of a run, ``run_results.json`` from schema 4 on: its tests; the ``manifest.json`` beside knows more.

Whether a test is met, and nothing of rows: how many failed is told (``failures``), of how many is not.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from dte_exporter.records.validations.json_document import UnfitError, Written, read_as, tree_of
from dte_exporter.records.validations.reported import Report, Result, Severity, moment

TOOL = "dbt"
MANIFEST = "manifest.json"
TESTS = ("test", "unit_test")

_MET: Mapping[str, bool | None] = {"pass": True, "warn": False, "fail": False}
"""Whether a test of a status is met; one of another, such as ``error``, could not be judged."""


class _Metadata(Written):
    generated_at: str | None = None


class _Node(Written):
    """A result, of a test as of a model."""

    unique_id: str
    status: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """What it is, of which project, and its name without the digest that dbt appends to a generic test's."""
        kind, _, rest = self.unique_id.partition(".")
        project, _, name = rest.partition(".")
        return kind, project, name.partition(".")[0] if kind == "test" else name


class _RunResults(Written):
    metadata: _Metadata = _Metadata()
    results: tuple[_Node, ...]


class _Config(Written):
    severity: str = "error"


class _Test(Written):
    """What the manifest says of a test."""

    column_name: str | None = None
    config: _Config = _Config()


def is_of_dbt(tree: Mapping[str, Any]) -> bool:
    """Return whether `tree` is what dbt writes of a run, and not one of its other files."""
    metadata = tree.get("metadata")
    schema = metadata.get("dbt_schema_version") if isinstance(metadata, Mapping) else None
    return isinstance(schema, str) and "/run-results/" in schema


def dbt_reports(tree: Mapping[str, Any], beside: Callable[[str], bytes | None]) -> Iterator[Report]:
    """Yield what `tree` reports of tests, by project; `beside` gives the files that lie with it.

    Raises
    ------
    UnfitError
        If it, or the manifest, is not as dbt writes it.
    """
    run = read_as(_RunResults, tree, TOOL)
    tests = [node for node in run.results if node.parts[0] in TESTS]
    known = _tests_of(beside(MANIFEST)) if tests else {}
    broken = sum(node.parts[0] not in TESTS and node.status == "error" for node in run.results)
    remarks = (f"{broken} of its nodes that are no tests, such as models, ended in an error",) if broken else ()
    at = moment(run.metadata.generated_at)
    for project in dict.fromkeys(node.parts[1] for node in tests):
        its = [node for node in tests if node.parts[1] == project]
        judged = tuple(_judged(node, known.get(node.unique_id)) for node in its if node.status != "skipped")
        yield Report(project, judged, at, len(its) - len(judged), remarks)


def _tests_of(manifest: bytes | None) -> Mapping[str, _Test]:
    """Return the tests that a manifest names, by the ids of results."""
    tree = None if manifest is None else _manifest(manifest)
    nodes = tree.get("nodes") if isinstance(tree, Mapping) else None
    told = nodes if isinstance(nodes, Mapping) else {}
    return {name: read_as(_Test, node, TOOL) for name, node in told.items() if name.startswith("test.")}


def _manifest(body: bytes) -> Any:
    try:
        return tree_of(body)
    except UnfitError as error:
        raise UnfitError(f"lies beside {MANIFEST}, which {error}") from None


def _judged(node: _Node, test: _Test | None) -> Result:
    met = _MET.get(node.status)
    column = (test.column_name if test else None) or ""
    return Result(node.parts[2], met, column, severity=_severity(node, test), identity=node.unique_id)


def _severity(node: _Node, test: _Test | None) -> Severity:
    """Return how bad it is: as bad as it turned out where the test is not met, else as bad as it would be."""
    may_warn = test is not None and test.config.severity.lower() == "warn"
    return "warning" if node.status == "warn" or (may_warn and node.status != "fail") else "critical"
