"""The page's sources, and what is built from them."""

import re

import pytest

from tests.page.conftest import FILE, REPOSITORY

SOURCES = sorted(
    source
    for tool in ("data-trust-dashboard", "lineage-tracker")
    for source in (REPOSITORY / "tools" / tool / "src").rglob("*.*")
)
BUILT = FILE.read_text()
TRACKER = (REPOSITORY / "tools/lineage-tracker/DTE_Lineage_Tracker.html").read_text()
OURS = re.sub(r"<script>/\*.*?</script>", "", BUILT, flags=re.DOTALL)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_no_source_spells_the_name_of_a_metric(source: object) -> None:
    """A metric is found by its role, so that a new check appears by itself."""
    assert re.findall(r"dte_[a-z]", source.read_text()) == []  # type: ignore[attr-defined]  # a Traversable that is a Path


def test_the_page_fits_into_425_kilobytes() -> None:
    """Chart.js is half of it, the sample a quarter."""
    print(f"size of the page: {len(BUILT.encode()) / 1000:.0f} kB")
    assert len(BUILT.encode()) <= 425_000


def test_the_page_loads_nothing() -> None:
    """It has no script, style, picture or frame by address, but its own icon."""
    assert re.findall(r'(?:src|href)="(?!data:|#|/status")([^"]*)"', OURS) == []


def test_the_page_carries_the_licence_of_its_library() -> None:
    """Chart.js may be passed on with its licence."""
    assert "The MIT License (MIT)\n\nCopyright (c) 2014-2024 Chart.js Contributors" in BUILT


def test_the_exporter_serves_the_same_file() -> None:
    """What is opened from a folder and what is served are one page."""
    assert (REPOSITORY / "dte_exporter/web/page/DTE_Trust_Dashboard.html").read_text() == BUILT


def test_the_tracker_fits_into_100_kilobytes_and_loads_nothing() -> None:
    """It has no library: its layout and its drawing are its own."""
    print(f"size of the tracker: {len(TRACKER.encode()) / 1000:.0f} kB")
    assert len(TRACKER.encode()) <= 100_000
    assert re.findall(r'(?:src|href)="(?!data:|#)([^"]*)"', TRACKER) == []


def test_the_exporter_serves_the_same_tracker() -> None:
    """What is opened from a folder and what is served are one page."""
    assert (REPOSITORY / "dte_exporter/web/lineage/DTE_Lineage_Tracker.html").read_text() == TRACKER
