"""Checks of compliance, what they found, and frameworks that ask for it, told in a line each."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from dte_exporter.checks.compliance.findings import found
from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.governance.framework import Control, Framework
from dte_exporter.config.governance.section import AcceptedGap
from dte_exporter.config.models import CheckSettings, Model
from dte_exporter.outcome import Evidence, Outcome
from dte_exporter.storage.snapshot import CheckRecord, Run, Snapshot, Values

DAY = 86_400.0
GAP = AcceptedGap(owner="Platform", reason="The vendor mends it in spring", until=date(2027, 1, 31))
GAP_ENDS = 1_801_440_000.0
"""1 February 2027, 00:00 UTC."""


class Grace(Model):
    """Parameters that a control may ask for."""

    grace: int = 0


def checked(
    kind: str, dataset: str = "", *, of: tuple[int, int] | None, outcome: Outcome = Outcome.OK, **told: Any
) -> CheckRecord:
    """Return a check of `kind` that found so many violations `of` so many at 0, or whose last run ended otherwise."""
    settings = CheckSettings(check=kind, every=DAY, **({"dataset": dataset} if dataset else {}))
    name = told.get("name", f"{dataset}-{kind}".strip("-"))
    check = ConfiguredCheck(name, settings, Grace(grace=told.get("grace", 0)), {}, Path("/"), "compliance")
    record = CheckRecord(check, DAY, 2 * DAY)
    if of is not None:
        scope = {"check": name, "dataset": dataset}
        samples = tuple(sample.within(scope) for sample in found(*of))
        record = record.after(Run(Outcome.OK, "", 0.0, 1.0), Values(samples, Evidence(), told.get("at", 0.0)))
    return record if outcome is Outcome.OK else record.after(Run(outcome, "", 0.0, 1.0), None)


def asked(check: str = "", **control: Any) -> Control:
    """Return a control that takes the findings of checks of a kind as evidence."""
    return Control(title="T", articles=("17",), asks="A.", cannot_see="Much.", check=check, **control)


def judged(*records: CheckRecord, timezone: str = "UTC", **controls: Control) -> Snapshot:
    """Return what a scrape would look at: one framework of `controls`, and what the checks found."""
    by_name: Mapping[str, CheckRecord] = {record.check.name: record for record in records}
    framework = Framework(title="Ours", reference="Here", controls=controls)
    return Snapshot(by_name, frameworks={"ours": framework}, timezone=timezone)
