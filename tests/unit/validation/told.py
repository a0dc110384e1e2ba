"""Facts as tests make them up."""

from collections.abc import Mapping

from dte_exporter.validation.told_facts import ToldFacts


def facts(rows: int, distinct: Mapping[str, int] | None = None, **counts: Mapping[str, int]) -> ToldFacts:
    """Return the facts of so many `rows`: counts of rows by fact, and in each by column."""
    values: dict[str, Mapping[str, float]] = {"rows": {"": float(rows)}, "distinct_values": dict(distinct or {})}
    for fact, found in counts.items():
        values[f"{fact}_ratio"] = {name: count / rows for name, count in found.items()}
    return ToldFacts(values)
