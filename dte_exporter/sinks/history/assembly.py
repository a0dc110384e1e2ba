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
from dte_exporter.storage.history.database_of import database_of
from dte_exporter.storage.history.past import Past, PastValues
from dte_exporter.storage.history.prometheus import PrometheusValues
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
    place = database(config, settings, specs)
    past = Past(place, _values(settings, specs, place))
    return History(Keeper(place, settings), Recorder(specs, derived, settings.prometheus is None), clock, past)


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
    return Filling(database(config, settings, specs), Recorder(specs, derived))


def database(config: Config, settings: Settings, specs: Mapping[str, MetricSpec], to_disk: bool = False) -> Database:
    """Return where the history of `config` is.

    Parameters
    ----------
    config : Config
        Whose history it is.
    settings : History
        What it asks for.
    specs : mapping of str to MetricSpec
        Every metric.
    to_disk : bool
        Whether what is written is on the disk once it is committed.

    Raises
    ------
    ConfigError
        As `history` does.
    """
    labels = {label for spec in kept(specs).values() for label in spec.labels} | {SEGMENT}
    return database_of(settings, config.path.resolve().parent, labels, to_disk)


def _values(settings: Settings, specs: Mapping[str, MetricSpec], place: Database) -> PastValues:
    if settings.prometheus is not None:
        return PrometheusValues(settings.prometheus, specs)
    return StoredValues(place, settings.thin_to)
