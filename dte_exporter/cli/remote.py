"""The result of a configured check, by asking an exporter that runs."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from dte_exporter.errors import DteError
from dte_exporter.metric import Sample
from dte_exporter.outcome import CheckResult, Evidence, Outcome

_PATIENCE = 10.0
"""Seconds to wait for an answer: an exporter computes none."""


class FromExporter:
    """The checks of an exporter that runs.

    Parameters
    ----------
    url : str
        Where it is, such as ``http://localhost:10610``.

    Raises
    ------
    DteError
        If nothing there answers as an exporter does.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise DteError("--url is the address of an exporter, such as http://localhost:10610")
        self._url = url.rstrip("/")
        self._host = parts.netloc.rpartition("@")[2]
        self.configured: Mapping[str, Any] = {check["name"]: check for check in self._ask("checks")["checks"]}
        """What its API tells of each check, by name."""

    @property
    def checks(self) -> Collection[str]:
        """The names of the checks."""
        return self.configured.keys()

    def result(self, check: str) -> CheckResult:
        """Return what came of the check's last run, and the last good values as long as they are fresh.

        Raises
        ------
        DteError
            If it has not run yet, or the exporter has gone.
        """
        run = self.configured[check]["last_run"]
        if run is None:
            raise DteError(f"{check} has not run yet on {self._host}: ask again when it has")
        (result,) = self._ask(f"results?check={quote(check)}")["results"]
        return _result(run, result["values"])

    def lineage(self) -> Mapping[str, Any]:
        """Return the graph of lineage, as `lineage.graph_document` has it.

        Raises
        ------
        DteError
            If no check has traced any, or the exporter has gone.
        """
        runs = [one["last_success_at"] for one in self.configured.values() if one["settings"]["check"] == "lineage"]
        if not any(runs):
            raise DteError(f"no check has traced lineage yet on {self._host}: ask again when one has")
        graph: Mapping[str, Any] = self._ask("lineage")
        return graph

    def _ask(self, what: str) -> Any:
        from urllib.error import URLError
        from urllib.request import urlopen

        try:
            with urlopen(f"{self._url}/api/v1/{what}", timeout=_PATIENCE) as answer:  # noqa: S310  the user's address
                return json.load(answer)
        except URLError as error:
            raise DteError(f"no exporter answers on {self._host}: {error.reason}") from error
        except (OSError, ValueError) as error:
            raise DteError(f"what answers on {self._host} is no exporter: give the address of /metrics") from error


def _result(run: Mapping[str, Any], values: Mapping[str, Any] | None) -> CheckResult:
    outcome, message = Outcome(run["outcome"]), run["message"]
    if values is None:
        return CheckResult(outcome, message)
    samples = tuple(Sample(**one) for one in values["samples"])
    return CheckResult(outcome, message, samples, Evidence.from_tree(values["evidence"]))
