"""What a reader of results should know of them beside their values: what is old, untold, skipped or passed over."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dte_exporter.records.validations.validation_files import Validations


def notices(found: Validations, outdated: Sequence[str]) -> Iterator[str]:
    """Yield what is to be known of what was `found`, and that the suites that are `outdated` are so."""
    suites = found.suites
    yield from _of(outdated, "outdated: its results are older than max_age, or said to be of the future")
    untold = [name for name, one in suites.items() if not one.is_told]
    yield from _of(untold, "its file says no time, so its age is counted from when that was last written")
    skipped = [name for name, one in suites.items() if any(report.skipped for report in one.reports)]
    yield from _of(skipped, "some of its expectations were skipped: these are neither met nor unmet")
    remarks = [(remark, name) for name, one in suites.items() for report in one.reports for remark in report.remarks]
    for remark in dict.fromkeys(remark for remark, _ in remarks):
        yield from _of([name for told, name in remarks if told == remark], remark)
    if found.passed_over:
        yield f"{found.passed_over} files at path hold something else, and were passed over"
    if found.too_old:
        yield f"{found.too_old} older files at path were not looked into: name the newer ones by a glob"


def _of(names: Sequence[str], what: str) -> Iterator[str]:
    """Yield one sentence on the suites called `names`: the first is named, and how many others there are."""
    if names:
        others = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield f"suite {names[0]!r}{others}: {what}"


def details(found: Validations) -> Mapping[str, Any]:
    """Return how many results each suite has, and how many expectations were skipped."""
    return {
        "suites": {
            name: {
                "results": len(one.results),
                "skipped": sum(report.skipped for report in one.reports),
            }
            for name, one in found.suites.items()
        }
    }
