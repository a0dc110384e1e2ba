"""What is made from the code is what the code makes now: what a change changes is seen in its review."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dev.generate.__main__ import generated

REPOSITORY = Path(__file__).parents[2]
KEPT = sorted(
    file.relative_to(REPOSITORY).as_posix()
    for pattern in (
        "docs/reference/*",
        "deploy/prometheus/rules/*",
        "grafana/dashboards/*",
        "deploy/helm/dte-exporter/files/*/*",
        "deploy/helm/dte-exporter/README.md",
        "deploy/helm/dte-exporter/values.schema.json",
        "tests/golden/*.prom",
        "tests/golden/sql/*/*.sql",
        "tools/data-trust-dashboard/*.*",
        "tools/lineage-tracker/*.html",
        "dte_exporter/web/page/*.html",
        "dte_exporter/web/lineage/*.html",
        "deploy/superset/trust/**/*.yaml",
    )
    for file in REPOSITORY.glob(pattern)
)


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    """Return what is made now, by path."""
    return generated()


@pytest.mark.parametrize("path", KEPT)
def test_a_generated_file_is_not_stale(path: str, made: Mapping[str, str]) -> None:
    """The reference, the catalogue, the schemas, the rules, the page and the golden expositions follow the code."""
    is_stale = (REPOSITORY / path).read_text() != made.get(path)  # a page is one long line to who would show where
    assert not is_stale, f"{path} is stale. Run: make generate"


def test_every_generated_file_is_kept(made: Mapping[str, str]) -> None:
    """A new check has its golden exposition from the start."""
    assert sorted(made) == KEPT, "Run: make generate"
