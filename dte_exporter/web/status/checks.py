"""The table of checks, those that need somebody first."""

from collections.abc import Iterable
from urllib.parse import quote

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.markup import Markup, element, joined
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run
from dte_exporter.web.moment import distance, relative
from dte_exporter.web.status.mark import State, of_check
from dte_exporter.web.status.parts import mark, muted, outward, table, when
from dte_exporter.web.status.verdict import counted

_HEADINGS = ("Check", "Last run", "When", "Next run", "Values", "Minded by")
_WITHOUT_ROWS = {"compliance": "the record of processing", "model": "a model registry"}
_WORDS = {State.BAD: "failing", State.UNKNOWN: "waiting", State.GOOD: "ok"}


def checks(records: Iterable[CheckRecord], now: float) -> Markup:
    """Return the table of all checks; among equals the order is the config's."""
    ordered = sorted(records, key=lambda record: of_check(record, now).rank)
    return table("Checks", _HEADINGS, (_row(record, now) for record in ordered))


def _row(record: CheckRecord, now: float) -> tuple[str, ...]:
    return (
        _name(record, of_check(record, now)),
        "no run has ended yet" if record.last is None else _ended(record.last),
        "not yet" if record.last is None else when(record.last.started, now),
        "not planned" if record.next_run is None else _next(record.next_run, now),
        _values(record, now),
        _owner(record.check),
    )


def _name(record: CheckRecord, state: State) -> Markup:
    check = record.check
    title = element("a", check.settings.title or check.name, href=f"/api/v1/results?check={quote(check.name)}")
    return joined(
        element("span", mark(state, _WORDS[state]), title, class_="line title"),
        muted(f"{check.name} · {check.pillar} on {_read(check)}"),
    )


def _read(check: ConfiguredCheck) -> str:
    """Return what the check reads in the first place, and of what kind that is."""
    dataset = check.scope["dataset"]
    return f"data set {dataset}" if dataset else _WITHOUT_ROWS.get(check.pillar, "no data set")


def _ended(run: Run) -> Markup:
    rows = f"{run.rows:,} of {counted(run.rows_read, 'row')}" if run.rows_unused else counted(run.rows, "row")
    facts = [f"took {_took(run.duration)}", rows, *(one.words for one in run.left_out)]
    if run.undefined:
        facts.append(f"{counted(run.undefined, 'value')} undefined")
    if run.dropped:
        facts.append(f"{run.dropped:,} series dropped")
    state = State.GOOD if run.outcome is Outcome.OK else State.BAD
    outcome = element("span", run.outcome.replace("_", " "), class_=f"line outcome {state.css}")
    sentences = [element("span", sentence, class_="line") for sentence in (run.message, *run.notices) if sentence]
    return joined(outcome, *sentences, muted(" · ".join(facts)))


def _took(seconds: float) -> str:
    return f"{seconds:.2g} s" if seconds < 10 else distance(seconds)


def _next(moment: float, now: float) -> Markup:
    return when(moment, now, f"due {relative(moment, now)}" if moment <= now else "")


def _values(record: CheckRecord, now: float) -> str:
    stale_at = record.stale_at
    if stale_at is None:
        return "none yet"
    return when(
        stale_at, now, f"stale {relative(stale_at, now)}" if stale_at > now else f"stale for {distance(now - stale_at)}"
    )


def _owner(check: ConfiguredCheck) -> Markup:
    return joined(
        element("span", check.owner or "nobody is named", class_="line"),
        element("span", outward(check.runbook, "Runbook"), class_="line") if check.runbook else "",
    )
