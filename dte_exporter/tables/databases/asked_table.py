"""What is asked of a database as a table: its columns are told when it is opened, its rows stay where they are."""

from dataclasses import replace

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases import relation
from dte_exporter.tables.databases.database_engine import DatabaseEngine
from dte_exporter.tables.databases.relation import Asked
from dte_exporter.tables.table import Table


def asked_table(asked: Asked, engine: DatabaseEngine, dialect: str) -> Table:
    """Return what is `asked` of the database behind `engine`, without a fingerprint.

    Raises
    ------
    SourceError
        If the database cannot be reached, or does not have or give it.
    """
    import ibis

    try:
        session = engine.session()
        columns = relation.distinct(session.columns(asked), "it")
    except SourceError as error:
        raise SourceError(f"{asked.written}: {error}") from error.__cause__
    name = relation.named(asked, columns.items(), session.plain, dialect)
    answering = replace(engine, server=session.name)
    return Table(ibis.table(columns, name=name), None, answering, session.digest, is_remote=True)
