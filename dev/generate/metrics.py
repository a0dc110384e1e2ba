"""``docs/reference/metrics.md``: the catalogue, pillar by pillar."""

from collections.abc import Iterator, Mapping

from dte_exporter.exposition.description import Entry, by_pillar, entries
from dte_exporter.metric import SEGMENT
from dte_exporter.registry import Registry

_INTRODUCTION = """\
Every metric that the exporter can show. Values are computed on a schedule, not when they are scraped: look at
`dte_check_last_success_timestamp_seconds` for their time. An objective names a metric by its *key*. What has no value
has no series: it is never 0 and never NaN in its place.
"""

_BY_SEGMENT = f", and `{SEGMENT}` of what is of a [segment](../how-to/measure-by-segment.md)"


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by its file."""
    pillars = by_pillar(entries(registry))
    sections = "\n".join(line for pillar, of in pillars.items() for line in _pillar(pillar, of))
    return {"docs/reference/metrics.md": f"# Metrics\n\n{_INTRODUCTION}\n{sections}\n"}


def _pillar(pillar: str, of: list[Entry]) -> Iterator[str]:
    yield from (f"## {pillar.capitalize()}", "")
    for entry in of:
        yield from _metric(entry)


def _metric(entry: Entry) -> Iterator[str]:
    spec = entry.spec
    yield from (f"### {spec.name}", "", spec.help, "")
    facts = {
        "Type": str(spec.kind),
        "Unit": entry.unit,
        "Range": entry.range,
        "Direction": entry.direction,
        "Labels": ", ".join(f"`{label}`" for label in spec.labels) + (_BY_SEGMENT if entry.segmented else ""),
        "Key": f"`{spec.key}`" if entry.check else "",
        "Emitted by": ", ".join(f"[`check: {name}`](checks.md#{name})" for name in entry.checks) or entry.emitter,
        "Reference": spec.reference,
    }
    yield from (f"- {title}: {text}" for title, text in facts.items() if text)
    yield ""
