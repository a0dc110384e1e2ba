"""Results of a scan by Soda Core, as its ``--scan-results-file`` has them. Of what was measured nothing is taken.

The one exception is a metric that is itself the share of values that are not as expected.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from dte_exporter.records.validations.json_document import Written, read_as
from dte_exporter.records.validations.reported import Report, Result, moment, share

TOOL = "Soda"

_UNNAMED = "Soda Core CLI"
"""What a scan is called that nobody gave a name."""

_SHARES = re.compile(r"-(missing|invalid|duplicate)_percent(-[0-9a-f]+)?\Z")
"""How the identity of a metric ends that is a share of unexpected values, in per cent."""


class _Diagnostics(Written):
    value: Any = None


class _Check(Written):
    """One check of a scan."""

    name: str
    outcome: Literal["pass", "warn", "fail"] | None
    column: str | None = None
    table: str | None = None
    identity: str | None = None
    metrics: tuple[str, ...] = ()
    diagnostics: _Diagnostics | None = None

    @property
    def unexpected(self) -> float | None:
        """The share of values that are not as expected, where it measures that."""
        is_share = len(self.metrics) == 1 and _SHARES.search(self.metrics[0])
        return share(self.diagnostics.value) if self.diagnostics and is_share else None


class _Scan(Written):
    definitionName: str | None = None  # noqa: N815  Soda's key
    defaultDataSource: str | None = None  # noqa: N815  Soda's key
    scanEndTimestamp: str | None = None  # noqa: N815  Soda's key
    hasErrors: bool = False  # noqa: N815  Soda's key
    checks: tuple[_Check, ...]


def is_of_soda(tree: Mapping[str, Any]) -> bool:
    """Return whether `tree` is what Soda writes of a scan."""
    return isinstance(tree.get("checks"), list) and bool({"scanEndTimestamp", "defaultDataSource"} & tree.keys())


def soda_reports(tree: Mapping[str, Any]) -> Iterator[Report]:
    """Yield what `tree` reports: one suite, called as the scan is, or as its data source where nobody named the scan.

    Raises
    ------
    UnfitError
        If it is not as Soda writes it.
    """
    scan = read_as(_Scan, tree, TOOL)
    named = scan.definitionName if scan.definitionName != _UNNAMED else None
    remarks = ("its scan had errors: checks that it could not read are not among its results",)
    yield Report(
        named or scan.defaultDataSource or "",
        tuple(map(_judged, scan.checks)),
        moment(scan.scanEndTimestamp),
        remarks=remarks if scan.hasErrors else (),
    )


def _judged(check: _Check) -> Result:
    return Result(
        check.name,
        None if check.outcome is None else check.outcome == "pass",
        check.column or "",
        check.unexpected,
        "warning" if check.outcome == "warn" else "critical",
        check.table or "",
        check.identity or "",
    )
