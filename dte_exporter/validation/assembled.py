"""The report of a validation, put together from what its checks told."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import get_args

from dte_exporter import __version__
from dte_exporter.outcome import Outcome
from dte_exporter.reports.validation_report import ColumnPart, Shape, State, Validation, Verdict
from dte_exporter.storage.snapshot import CheckRecord, Snapshot
from dte_exporter.validation import judged_rules
from dte_exporter.validation.composed import CONTRACT, FACTS, REFERENCE, SUITE, Asked
from dte_exporter.validation.judged_facts import ASKED_BY, JudgedFacts
from dte_exporter.validation.kept_columns import kept_columns, kept_variety, new_columns
from dte_exporter.validation.told_facts import ToldFacts

_WORST_FIRST = get_args(State)


def assembled(asked: Asked, snapshot: Snapshot, shapes: Mapping[str, Shape | str], now: float) -> Validation:
    """Return the report on what was `asked`.

    Parameters
    ----------
    asked : Asked
        What was validated.
    snapshot : Snapshot
        What came of its checks.
    shapes : mapping
        By column, how its values spread or why that is not shown; empty where nobody asked.
    now : float
        When it is made, in seconds since the epoch.
    """
    records = snapshot.records
    current = facts_of(records[FACTS])
    reference = facts_of(records[REFERENCE]) if REFERENCE in records else None
    judged = JudgedFacts(asked.current, current, reference)
    verdicts = sorted(_verdicts(asked, records, judged), key=lambda one: _WORST_FIRST.index(one.state))
    return Validation(
        asked.shown,
        asked.reference.shown if asked.reference else "",
        datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds"),
        f"dte-exporter {__version__}",
        current.rows,
        tuple(_columns(asked, judged, verdicts, shapes)),
        tuple(verdicts),
        tuple(_remarks(asked, records, judged)),
    )


def facts_of(record: CheckRecord) -> ToldFacts:
    """Return what a check of facts told; nothing where it did not end well."""
    return ToldFacts.of(record.values.samples if record.values else ())


def _verdicts(asked: Asked, records: Mapping[str, CheckRecord], judged: JudgedFacts) -> Iterator[Verdict]:
    yield from judged.verdicts()
    if asked.reference is not None:
        yield from kept_columns(asked.current, asked.reference)
    if judged.reference is not None:
        yield from kept_variety(judged.current, judged.reference)
    for name, rules in ((SUITE, judged_rules.SUITE), (CONTRACT, judged_rules.CONTRACT)):
        if name in records:
            yield from judged_rules.judged_rules(rules, records[name].values)
    yield from _not_run(records)


def _not_run(records: Mapping[str, CheckRecord]) -> Iterator[Verdict]:
    """Yield each check that did not end well, so that nothing of what it asks is known."""
    for name, record in records.items():
        if record.last is not None and record.last.outcome is not Outcome.OK:
            yield Verdict(name, record.check.settings.check, "", "not_judged", record.last.message)


def _columns(
    asked: Asked, judged: JudgedFacts, verdicts: list[Verdict], shapes: Mapping[str, Shape | str]
) -> Iterator[ColumnPart]:
    for name, type_ in asked.current.types.items():
        distinct = judged.current.value("distinct_values", name)
        shape = shapes.get(name, "")
        yield ColumnPart(
            name,
            type_,
            judged.current.rows,
            judged.current.count("missing_ratio", name),
            None if distinct is None else round(distinct),
            tuple(judged.remarks(name)),
            tuple(_failure(one) for one in verdicts if one.state == "failed" and one.subject == name),
            shape if isinstance(shape, Shape) else None,
            shape if isinstance(shape, str) else "",
        )


def _failure(one: Verdict) -> str:
    return one.told if one.asked_by == ASKED_BY else f"{one.rule}: {one.told}"


def _remarks(asked: Asked, records: Mapping[str, CheckRecord], judged: JudgedFacts) -> Iterator[str]:
    yield from judged.remarks("")
    if asked.reference is not None:
        yield from new_columns(asked.current, asked.reference)
    for record in records.values():
        if record.last is not None:
            yield from record.last.notices
