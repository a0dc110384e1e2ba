"""What rules depend on beside the catalogue: where things are, and how fast time runs."""

import re
from dataclasses import dataclass

from dte_exporter.config.types import format_duration, parse_duration

_RANGE = re.compile(r"(?<=\[)[0-9smhdwy]+(?=[\]:])|(?<=:)[0-9smhdwy]+(?=\])")
_SHORTEST = 0.001


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """Where runbooks and boards are, which job is ours, and how fast time runs.

    Parameters
    ----------
    job : str
        The name of the scrape job.
    runbook_url : str
        The address of a runbook, with ``{alert}`` for the alert's name.
    grafana_url : str
        Where Grafana is.
    time_scale : float
        What every duration of the rules is multiplied by: ``for``, ``keep_firing_for``, the intervals of groups and
        the ranges of queries. With 1/3600 an hour takes a second, so that a test sees a day pass.
    """

    job: str = "dte"
    runbook_url: str = "https://example.org/dte-exporter/docs/runbooks/{alert}.md"
    grafana_url: str = "http://localhost:3000"
    time_scale: float = 1.0

    def duration(self, text: str) -> str:
        """Return a duration to scale; an empty one stays empty."""
        if not text or self.time_scale == 1:
            return text
        return format_duration(max(parse_duration(text) * self.time_scale, _SHORTEST))

    def expr(self, promql: str) -> str:
        """Return a query with its ranges to scale."""
        return _RANGE.sub(lambda found: self.duration(found[0]), promql)

    def runbook(self, alert: str) -> str:
        """Return the address of an alert's runbook."""
        return self.runbook_url.replace("{alert}", alert)

    def dashboard(self, board: str, variables: tuple[str, ...]) -> str:
        """Return the address of a board, with the alert's own labels for `variables`, as a template of Prometheus."""
        chosen = (f"var-{label}={{{{ $labels.{label} | urlquery }}}}" for label in variables)
        return "?".join(part for part in (f"{self.grafana_url.rstrip('/')}/d/{board}", "&".join(chosen)) if part)
