"""Reading what a restart needs: of each check that is as it was, what was known of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.digest import digest
from dte_exporter.logs import logger
from dte_exporter.storage.alarm import Alarm, AlarmKey
from dte_exporter.storage.history import restart_state
from dte_exporter.storage.history.changes import standing
from dte_exporter.storage.history.database import Connection
from dte_exporter.storage.history.schema import meta
from dte_exporter.storage.snapshot import Judgement, Subject

_log = logger()


@dataclass(frozen=True, slots=True)
class Kept:
    """What was known when the exporter ended.

    Parameters
    ----------
    checks : mapping of str to KeptCheck
        By name, of the checks that are as they were.
    alarms : mapping of AlarmKey to Alarm
        Every reason to retrain a model, of any check.
    stood : mapping of Subject to str
        How each objective came to stand last, of any check.
    """

    checks: Mapping[str, restart_state.KeptCheck] = field(default_factory=dict)
    alarms: Mapping[AlarmKey, Alarm] = field(default_factory=dict)
    stood: Mapping[Subject, Judgement] = field(default_factory=dict)


def read(connection: Connection, checks: Iterable[ConfiguredCheck]) -> Kept:
    """Return what the history knows of `checks`; what it cannot make out is left out, and logged."""
    salt = bytes.fromhex(meta(connection, "salt") or "")
    rows = connection.execute("SELECT name, digest, body FROM trust_state")
    written = {name: (identity, body) for name, identity, body in rows}
    known = {}
    for check in checks:
        identity, body = written.get(check.name, ("", ""))
        if identity == digest(check, salt) and (kept := _check(check.name, body)):
            known[check.name] = kept
    stood = {(one.check, one.objective, one.subject): one.judgement for one in standing(connection)}
    return Kept(known, _alarms(written.get(restart_state.ALARMS, ("", ""))[1]), stood)


def _check(name: str, body: str) -> restart_state.KeptCheck | None:
    try:
        return restart_state.check(name, body)
    except ValueError as error:
        _log.warning("what was kept of a check cannot be read: it starts anew", check=name, error=str(error))
        return None


def _alarms(body: str) -> Mapping[AlarmKey, Alarm]:
    try:
        return restart_state.alarms(body) if body else {}
    except ValueError as error:
        _log.warning("the kept reasons to retrain models cannot be read: they start anew", error=str(error))
        return {}
