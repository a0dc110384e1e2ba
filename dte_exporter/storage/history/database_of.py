"""The database that the settings of a history mean."""

from collections.abc import Collection
from pathlib import Path

from dte_exporter.config.history import History
from dte_exporter.storage.history.database import Database
from dte_exporter.storage.history.postgres import PostgresDatabase
from dte_exporter.storage.history.sqlite import SqliteDatabase


def database_of(settings: History, base: Path, labels: Collection[str], to_disk: bool = False) -> Database:
    """Return where the history of `settings` is.

    Parameters
    ----------
    settings : History
        What the config asks for.
    base : Path
        The folder that a relative path starts from.
    labels : collection of str
        Every label that a metric can have; who only reads needs none.
    to_disk : bool
        Whether a file holds what is committed even after a power cut; a server decides that itself.

    Raises
    ------
    ConfigError
        If the driver of the database is not installed, or its address is none.
    """
    if settings.url is not None:
        return PostgresDatabase(settings.url.get_secret_value(), labels)
    return SqliteDatabase(base / settings.path, labels, to_disk=to_disk)
