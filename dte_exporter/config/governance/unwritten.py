"""Checks that need no line in ``checks:``: those that read only the record of processing run once there is one."""

from collections.abc import Iterator, Mapping
from typing import Any

from dte_exporter.config.governance.section import Compliance
from dte_exporter.config.loading.composition import checks_of_record
from dte_exporter.config.models import Checks, CheckSettings
from dte_exporter.config.problems import Problem
from dte_exporter.registry import Registry


def checks_on_record(section: Compliance, checks: Checks, registry: Registry) -> Checks:
    """Return the checks that read only the record: those that the file has among its `checks`, and the rest of them.

    A kind that the file has, or whose name it gave to another check, does not run by itself.
    """
    kinds = checks_of_record(registry)
    written = {name: (_completed(settings, section), params) for name, (settings, params) in _of(kinds, checks)}
    taken = {settings.check for settings, _ in checks.values()} | checks.keys()
    if section.record is None:
        return written
    rest = {
        name: (_completed(CheckSettings(check=name), section), kind.params())
        for name, kind in kinds.items()
        if name not in taken
    }
    return {**written, **rest}


def record_problems(section: Compliance, checks: Checks, registry: Registry) -> Iterator[Problem]:
    """Yield the checks that read a record where there is none."""
    if section.record is None:
        for name, (settings, _) in _of(checks_of_record(registry), checks):
            sentence = f"{settings.check} reads the record of processing, and there is none: set compliance.record"
            yield Problem(("checks", name), sentence)


def _of(kinds: Mapping[str, Any], checks: Checks) -> Iterator[tuple[str, tuple[CheckSettings, Any]]]:
    yield from ((name, check) for name, check in checks.items() if check[0].check in kinds)


def _completed(settings: CheckSettings, section: Compliance) -> CheckSettings:
    """Return settings with the section's word on what they leave open: when the check runs, and who minds it."""
    has_schedule = settings.every is not None or settings.cron is not None
    update = {} if has_schedule else {"every": section.every}
    people = {key: getattr(settings, key) or getattr(section, key) for key in ("owner", "team")}
    return settings.model_copy(update={**update, **people})
