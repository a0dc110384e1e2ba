"""Days in a query, as the controller's calendar tells them."""

from dte_exporter.config.governance.governance import GOVERNANCE, Governance
from dte_exporter.config.governance.section import Calendar
from dte_exporter.statistics.written import Asked, text


def calendar_of(asked: Asked) -> Calendar:
    """Return the calendar by which days are told."""
    governance: Governance = asked.inputs[GOVERNANCE]
    return governance.section.calendar


def day(asked: Asked, instant: str) -> str:
    """Return the day that an instant falls on where the controller is."""
    zone = calendar_of(asked).timezone
    local = instant if zone == "UTC" else f"TIMEZONE({text(zone)}, TIMEZONE('UTC', {instant}))"
    return f"CAST({local} AS DATE)"
