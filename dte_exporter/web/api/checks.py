"""``/api/v1/checks``: what is checked, how it ran and when it runs next."""

from collections.abc import Mapping
from typing import Any, Literal

from dte_exporter.config.models import CheckSettings, Decide, Objective
from dte_exporter.outcome import Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run
from dte_exporter.web.api.answer import Answer, Count, Moment, Seconds
from dte_exporter.web.api.endpoint import Endpoint
from dte_exporter.web.api.results import LeftOutAnswer, left_out_answers
from dte_exporter.web.moment import utc
from dte_exporter.web.service import Service


class LimitAnswer(Answer):
    """An objective as the config sets it."""

    title: str
    why: str
    max: float | None
    min: float | None
    decide: Decide
    segments: Literal["whole", "each"]
    after_runs: Count
    clear_runs: Count
    owner: str
    team: str
    severity: Literal["ticket", "page"]
    runbook: str


class ByAnswer(Answer):
    """By which segments a check is measured."""

    columns: list[str]
    max_segments: Count
    min_group_rows: Count


class SettingsAnswer(Answer):
    """A check as the config sets it, defaults filled in."""

    check: str
    dataset: str
    model: str
    title: str
    why: str
    owner: str
    team: str
    severity: Literal["ticket", "page"]
    runbook: str
    every_seconds: Seconds | None
    cron: str | None
    timezone: str
    timeout_seconds: Seconds
    memory_limit_bytes: Count
    window: str
    max_series: Count
    by: ByAnswer | None
    parameters: dict[str, Any]
    objectives: dict[str, LimitAnswer]


class RunAnswer(Answer):
    """The last run of a check."""

    outcome: Outcome
    message: str
    started_at: Moment
    duration_seconds: Seconds
    rows: Count
    rows_read: Count
    left_out: list[LeftOutAnswer]
    values_undefined: Count
    series_dropped: Count
    notices: list[str]


class CheckAnswer(Answer):
    """A check, its last run and its timetable."""

    name: str
    pillar: str
    settings: SettingsAnswer
    interval_seconds: Seconds
    last_run: RunAnswer | None
    last_success_at: Moment | None
    next_run_at: Moment | None
    stale_at: Moment | None
    stale: bool
    runs: dict[Outcome, Count]


class ChecksAnswer(Answer):
    """All checks, in the order of the config."""

    checks: list[CheckAnswer]


def _answer(service: Service, _: Mapping[str, str]) -> ChecksAnswer:
    now = service.clock.now()
    return ChecksAnswer(checks=[_check(record, now) for record in service.store.current.records.values()])


def _check(record: CheckRecord, now: float) -> CheckAnswer:
    return CheckAnswer(
        name=record.check.name,
        pillar=record.check.pillar,
        settings=_settings(record.check.settings, record.check.params.model_dump(mode="json")),
        interval_seconds=record.interval,
        last_run=None if record.last is None else _run(record.last),
        last_success_at=None if record.values is None else utc(record.values.at),
        next_run_at=None if record.next_run is None else utc(record.next_run),
        stale_at=None if record.stale_at is None else utc(record.stale_at),
        stale=record.values is not None and record.fresh(now) is None,
        runs={outcome: record.runs.get(outcome, 0) for outcome in Outcome},
    )


def _settings(settings: CheckSettings, parameters: dict[str, Any]) -> SettingsAnswer:
    described = settings.model_dump(
        include={"check", "dataset", "model", "title", "why", "owner", "team", "severity", "runbook"}
    )
    return SettingsAnswer(
        **described,
        every_seconds=settings.every,
        cron=settings.cron,
        timezone=settings.timezone,
        timeout_seconds=settings.timeout,
        memory_limit_bytes=settings.memory_limit,
        window=settings.window,
        max_series=settings.max_series,
        by=None if settings.by is None else ByAnswer(**settings.by.model_dump(mode="json")),
        parameters=parameters,
        objectives={key: _limit(objective) for key, objective in settings.objectives.items()},
    )


def _limit(objective: Objective) -> LimitAnswer:
    return LimitAnswer(**objective.model_dump(include=set(LimitAnswer.model_fields)))


def _run(run: Run) -> RunAnswer:
    return RunAnswer(
        outcome=run.outcome,
        message=run.message,
        started_at=utc(run.started),
        duration_seconds=run.duration,
        rows=run.rows,
        rows_read=run.rows_read,
        left_out=left_out_answers(run.left_out),
        values_undefined=run.undefined,
        series_dropped=run.dropped,
        notices=list(run.notices),
    )


CHECKS = Endpoint("checks", "Every check: its settings, its last run and its next.", ChecksAnswer, _answer)
