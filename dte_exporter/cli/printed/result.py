"""How the verbs show what came of a check: the values, and what stands behind them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from dte_exporter.cli.printed.segment_table import by_segment, told
from dte_exporter.metric import SCOPE, Sample
from dte_exporter.outcome import CheckResult, Evidence

if TYPE_CHECKING:
    from rich.console import RenderableType


def shown(check: str, result: CheckResult) -> Iterator["RenderableType"]:
    """Yield the outcome, the values and the evidence of one run of `check`."""
    from rich.rule import Rule
    from rich.text import Text

    yield Text.assemble((check, "bold"), f": {result.outcome}", f", {result.message}" if result.message else "")
    if result.samples:
        yield Rule("values", align="left")
        yield _values([sample for sample in result.samples if not sample.segment])
    if segments := [*by_segment(result.samples)]:
        yield Rule("values by segment", align="left")
        yield from segments
    for title, part in _evidence(result.evidence).items():
        yield Rule(title, align="left")
        yield Text(part)


def _values(samples: Sequence[Sample]) -> "RenderableType":
    """Return one line a value; the name of a family stands above its series."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for name, series in groupby(samples, key=lambda sample: sample.name):
        table.add_row(Text(name, "bold"))
        for sample in series:
            table.add_row(f"  {_own_labels(sample)}", _number(sample.value))
    return table


def _number(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() else f"{value:.6g}"


def _own_labels(sample: Sample) -> str:
    return ", ".join(f"{label}={text}" for label, text in sample.labels.items() if label not in SCOPE) or "all"


def _evidence(evidence: Evidence) -> Mapping[str, str]:
    """Return the parts that are not empty, by their titles."""
    windows = (
        f"{name}: {evidence.windows.get(name, 'all rows')}, {used(rows, evidence.rows_read.get(name, rows))}, "
        f"fingerprint {evidence.fingerprints.get(name, 'unknown')}"
        for name, rows in evidence.rows.items()
    )
    parts = {
        "computed": _computed(evidence.unchanged_since),
        "rows used": "\n".join(windows),
        "rows left out": "\n".join(f"{one.words} ({one.reason})" for one in evidence.left_out),
        "segments": told(evidence.segments) if evidence.segments else "",
        "not defined": "\n".join(evidence.undefined),
        "notices": "\n".join(evidence.notices),
        "details": _outline(evidence.details),
        "cases, for whoever may see them": evidence.query,
        "seconds": "\n".join(f"{stage}: {seconds:.3f}" for stage, seconds in evidence.timings.items()),
    }
    return {title: part for title, part in parts.items() if part}


def _computed(since: float | None) -> str:
    from dte_exporter.web.moment import absolute

    return "" if since is None else f"{absolute(since)}; the rows have not changed since, and were not read again"


def used(rows: int, read: int) -> str:
    """Return how many rows were used, and of how many, where that is not all of them."""
    return f"{rows:,} of {read:,} rows" if read > rows else f"{rows:,} rows"


def _outline(details: Mapping[str, Any]) -> str:
    import yaml

    return yaml.safe_dump(dict(details), sort_keys=False, allow_unicode=True).strip() if details else ""
