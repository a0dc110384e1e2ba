"""The report of one run of all checks: for each its outcome, then its objectives, then its values."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from dte_exporter.cli.printed.result import used
from dte_exporter.config.models import Objective
from dte_exporter.metric import MetricSpec, Sample
from dte_exporter.objectives.objective import StandingObjective, objectives
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Judgement, Snapshot

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

_SENTENCES = 5
"""How many sentences of a kind are printed below a run."""

_MARKS: Mapping[Judgement, tuple[str, str]] = {
    "unmet": ("✗ unmet", "red"),
    "unknown": ("? unknown", "yellow"),
    "insufficient": ("~ insufficient evidence", "magenta"),
    "met": ("✓ met", ""),
}


def report(snapshot: Snapshot, specs: Mapping[str, MetricSpec], now: float) -> Iterator["RenderableType"]:
    """Yield the parts of the report on `snapshot`, as it is at `now`."""
    from rich.padding import Padding

    standing = list(objectives(snapshot, now))
    for record in snapshot.records.values():
        yield from _heading(record)
        own = [one for one in standing if one.labels["check"] == record.check.name]
        if own:
            yield Padding(_objectives(own), (1, 0, 0, 0))
        values = record.fresh(now)
        if values and values.samples:
            yield Padding(_values(values.samples, specs), (1, 0))
    yield _summary(snapshot, standing)


def _heading(record: CheckRecord) -> Iterator["RenderableType"]:
    from rich.padding import Padding
    from rich.rule import Rule
    from rich.text import Text

    yield Rule(Text.assemble((record.check.name, "bold"), f"  {record.check.settings.title}".rstrip()), align="left")
    if record.last is None:
        return
    colour = "green" if record.last.outcome is Outcome.OK else "red"
    facts = [used(record.last.rows, record.last.rows_read), *(one.words for one in record.last.left_out)]
    facts.append(f"{record.last.duration:.2f} s")
    counts = {"not defined": record.last.undefined, "cut by the series budget": record.last.dropped}
    facts += [f"{count:,} {what}" for what, count in counts.items() if count]
    yield Text.assemble((f"  {record.last.outcome}", f"bold {colour}"), (f"  {' · '.join(facts)}", "dim"))
    if record.last.message:
        yield Padding(Text(record.last.message, style=colour), (0, 0, 0, 2))
    for sentences, style in ((_undefined(record), "dim"), (record.last.notices, "yellow")):
        for sentence in _first(sentences):
            yield Padding(Text(sentence, style=style), (0, 0, 0, 2))


def _undefined(record: CheckRecord) -> Sequence[str]:
    """Return what the last run could not define beside its values; where it had none, its message has it all."""
    values = record.values
    return values.evidence.undefined if values and record.last and values.at == record.last.started else ()


def _first(sentences: Sequence[str]) -> Iterator[str]:
    yield from sentences[:_SENTENCES]
    if len(sentences) > _SENTENCES:
        yield f"and {len(sentences) - _SENTENCES:,} more: see explain"


def _objectives(standing: Sequence[StandingObjective]) -> "RenderableType":
    table = _table("objective", "subject", "value", "limit", "")
    order = list(_MARKS)
    for one in sorted(standing, key=lambda one: order.index(one.judgement)):
        told, colour = _MARKS[one.judgement]
        value = "" if one.standing.value is None or not one.known else number(one.standing.value)
        row = (one.labels["objective"], one.labels["subject"], value, _limit(one.objective))
        table.add_row(*row, told, style=colour or None)
    return table


def _values(samples: Sequence[Sample], specs: Mapping[str, MetricSpec]) -> "RenderableType":
    table = _table("metric", "of", "value")
    before, order = "", list(specs)
    for sample in sorted(samples, key=lambda sample: order.index(sample.name)):
        about = ", ".join(filter(None, specs[sample.name].told_apart(sample).values()))
        table.add_row("" if sample.name == before else sample.name, about, number(sample.value))
        before = sample.name
    return table


def _summary(snapshot: Snapshot, standing: Sequence[StandingObjective]) -> "RenderableType":
    from rich.rule import Rule

    ended = [record.last for record in snapshot.records.values() if record.last]
    ok = sum(run.outcome is Outcome.OK for run in ended)
    met = sum(one.met for one in standing)
    told = f"{ok} of {len(snapshot.records)} checks ended ok, {met} of {len(standing)} objectives met"
    insufficient = sum(one.insufficient for one in standing)
    return Rule(f"{told}, {insufficient} of insufficient evidence" if insufficient else told, align="left")


def _table(*headings: str) -> "Table":
    from rich.table import Table

    table = Table(box=None, padding=(0, 2), header_style="dim", pad_edge=True)
    for heading in headings:
        justify: Literal["left", "right"] = "right" if heading == "value" else "left"
        table.add_column(heading, justify=justify, no_wrap=heading == "value", overflow="fold")
    return table


def _limit(objective: Objective) -> str:
    bounds = (("≤", objective.max), ("≥", objective.min))
    return " and ".join(f"{sign} {number(limit)}" for sign, limit in bounds if limit is not None)


def number(value: float) -> str:
    """Return `value` for people: whole numbers whole, others with four digits that count."""
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 10_000 else f"{value:.4g}"
