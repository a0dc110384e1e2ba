"""The columns of a file beside those of its reference: whether one is gone, of another type, or without variety."""

from collections.abc import Iterator

from dte_exporter.reports.validation_report import Verdict
from dte_exporter.validation.judged_facts import ASKED_BY
from dte_exporter.validation.looked_at import LookedAt
from dte_exporter.validation.told_facts import ToldFacts


def kept_columns(current: LookedAt, reference: LookedAt) -> Iterator[Verdict]:
    """Yield whether the columns of the reference are there still, and of the same types."""
    for name, type_ in reference.types.items():
        if name not in current.types:
            yield Verdict(
                ASKED_BY, "column_kept", name, "failed", "the reference has this column, and the file has not"
            )
        elif current.types[name] != type_:
            told = f"it is of type {current.types[name]}, in the reference of {type_}"
            yield Verdict(ASKED_BY, "type_kept", name, "failed", told)
        else:
            yield Verdict(ASKED_BY, "type_kept", name, "met", f"it is of type {type_}, as in the reference")


def kept_variety(current: ToldFacts, reference: ToldFacts) -> Iterator[Verdict]:
    """Yield whether columns that had several values still have."""
    before = reference.values.get("distinct_values", {})
    for name, distinct in current.values.get("distinct_values", {}).items():
        if before.get(name, 0) > 1:
            told = "all its values are the same, and differ in the reference" if distinct <= 1 else "its values differ"
            yield Verdict(ASKED_BY, "varied", name, "failed" if distinct <= 1 else "met", told)


def new_columns(current: LookedAt, reference: LookedAt) -> Iterator[str]:
    """Yield what is said of each column that the reference does not have."""
    yield from (f"column {name} is not in the reference" for name in current.types if name not in reference.types)
