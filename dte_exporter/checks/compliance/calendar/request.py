"""A request of a person under GDPR Art. 15 to 22, and when it has to be answered."""

from dataclasses import dataclass
from datetime import date

from dte_exporter.checks.compliance.calendar.deadlines import ANSWER_MONTHS, EXTENDED_MONTHS, last_day
from dte_exporter.checks.compliance.calendar.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class Request:
    """What a register says of a request, by the days of the controller's clock.

    Parameters
    ----------
    received : date
        The day on which it came.
    closed : date or None
        The day on which the person was told what was done, or why nothing is.
    extended : date or None
        The day on which the person was told, with reasons, that it takes longer.
    paused, resumed : date or None
        The days on which the controller had to ask back, and on which the person answered.
    refused : bool
        Whether nothing is done on it.
    """

    received: date
    closed: date | None = None
    extended: date | None = None
    paused: date | None = None
    resumed: date | None = None
    refused: bool = False

    def deadline(self, working: WorkingDays) -> date | None:
        """Return the last day on which it can be answered in time; None while it waits for the person.

        An extension counts if its person was told within the first month (Art. 12(3)), and a refusal is told within
        that month whatever was extended (Art. 12(4)).
        """
        first = self._end(ANSWER_MONTHS, working)
        if first is None or self.refused or self.extended is None or self.extended > first:
            return first
        return self._end(EXTENDED_MONTHS, working)

    def is_late(self, working: WorkingDays, today: date) -> bool:
        """Return whether it was answered after its last day, or is not answered and its last day has passed."""
        deadline = self.deadline(working)
        return deadline is not None and (self.closed or today) > deadline

    def _end(self, months: int, working: WorkingDays) -> date | None:
        """Return the last day of a period of `months`; a question that came after it stops nothing."""
        end = last_day(self.received, months, working)
        if self.paused is None or self.paused > end:
            return end
        until = self.resumed or self.closed
        return None if until is None else last_day(self.received, months, working, max(0, (until - self.paused).days))
