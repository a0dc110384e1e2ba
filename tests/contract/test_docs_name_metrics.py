"""What people read names only metrics that exist: a renamed metric turns its mentions red."""

import re
from pathlib import Path

import pytest

from dte_exporter.exposition.catalogue import catalogue
from dte_exporter.records.lineage.atlas_names import CHECK
from dte_exporter.records.lineage.atlas_written.atlas_types import DATASET, TRUST
from dte_exporter.registry import Registry

REPOSITORY = Path(__file__).parents[2]
METRICS = frozenset(catalogue(Registry.discover()))
PACKAGE = "dte_exporter"
TO_BE_ADDED = {"community/CONTRIBUTING.md": {"dte_fairness_base_rate_difference"}}
"""Metrics of worked examples, which the reader is to add."""

IN_ATLAS = {CHECK, DATASET, TRUST}
"""Types that the exporter makes in Apache Atlas: they are called like metrics, and are none."""

_WORD = re.compile(r"(?<![\w/-])dte_[a-z][a-z0-9_]*\*?")
PAGES = sorted(
    page.relative_to(REPOSITORY).as_posix()
    for page in (*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md"), *REPOSITORY.glob("community/*.md"))
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_metrics_that_exist(page: str) -> None:
    """Each word dte_… is a metric of the catalogue, or, ending in * or _, the beginning of one."""
    named = set(_WORD.findall((REPOSITORY / page).read_text())) - TO_BE_ADDED.get(page, set())

    assert [word for word in sorted(named) if not _exists(word)] == []


def _exists(word: str) -> bool:
    beginning = word.rstrip("*")
    if word != beginning or word.endswith("_"):
        return any(metric.startswith(beginning) for metric in METRICS)
    return word in METRICS or word in IN_ATLAS or word == PACKAGE


@pytest.mark.parametrize(
    ("word", "exists"),
    [
        ("dte_objective_met", True),
        ("dte_objective_*", True),
        ("dte_check_", True),
        ("dte_objective_meet", False),
        ("dte_objectives_*", False),
    ],
)
def test_the_rule_itself(word: str, exists: bool) -> None:
    """A name must be whole; only what says that it is a beginning may be one."""
    assert _exists(word) is exists
