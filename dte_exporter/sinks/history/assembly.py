"""The history that a config asks for, ready to be started, or to be filled with what was before."""

from collections.abc import Callable, Iterable, Mapping

from dte_exporter.clock import Clock
from dte_exporter.config.configured import Config
from dte_exporter.config.history import History as Settings
from dte_exporter.metric import SEGMENT, MetricSpec, Sample
from dte_exporter.sinks.history.filling import Filling
from dte_exporter.sinks.history.keeper import Keeper
from dte_exporter.sinks.history.recording import Recorder, kept
from dte_exporter.sinks.history.thread import History
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.past import Past, PastValues
from dte_exporter.storage.history.postgres import PostgresDatabase
from dte_exporter.storage.history.prometheus import PrometheusValues
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.history.stored_values import StoredValues
from dte_exporter.storage.snapshot import Snapshot


def history(
    config: Config,
    specs: Mapping[str, MetricSpec],
    derived: Callable[[Snapshot, float], Iterable[Sample]],
    clock: Clock,
) -> History | None:
    """Return what keeps the results of `config`, None where it asks for nothing.

    Parameters
    ----------
    config : Config
        Whose ``history`` it is.
    specs : mapping of str to MetricSpec
        Every metric.
    derived : callable
        ``(snapshot, now) -> samples``: all that the exporter shows beside what checks found.
    clock : Clock
        What time it is.

    Raises
    ------
    ConfigError
        If the driver of the database is not installed, or its address is none.
    """
    settings = config.settings.history
    if settings is None:
        return None
    database = _database(config, settings, specs)
    past = Past(database, _values(settings, specs, database))
    return History(Keeper(database, settings), Recorder(specs, derived, settings.prometheus is None), clock, past)


def filling(
    config: Config,
    specs: Mapping[str, MetricSpec],
    derived: Callable[[Snapshot, float], Iterable[Sample]],
) -> Filling:
    """Return what fills the history of `config`, which has one, with runs of the past.

    Parameters
    ----------
    config, specs, derived
        As for `history`.

    Raises
    ------
    ConfigError
        As `history` does.
    """
    settings = config.settings.history or Settings()
    return Filling(_database(config, settings, specs), Recorder(specs, derived))


def _database(config: Config, settings: Settings, specs: Mapping[str, MetricSpec]) -> Database:
    labels = {label for spec in kept(specs).values() for label in spec.labels} | {SEGMENT}
    if settings.url is not None:
        return PostgresDatabase(settings.url.get_secret_value(), labels)
    return SqliteDatabase(config.path.resolve().parent / settings.path, labels)


def _values(settings: Settings, specs: Mapping[str, MetricSpec], database: Database) -> PastValues:
    if settings.prometheus is not None:
        return PrometheusValues(settings.prometheus, specs)
    return StoredValues(database, settings.thin_to)
