"""A warehouse through its DB-API driver: a limit of time for each question, and sentences of our own.

The limit is set once a run, as it connects: setting it anew would cost a journey to the cloud for each question. So a
question that a killed run leaves behind ends at the latest when the run's time has passed once more.
"""

import importlib
import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, ClassVar

from dte_exporter.errors import SourceError
from dte_exporter.tables.databases.database_run import for_statement
from dte_exporter.tables.databases.relation import Asked, Column
from dte_exporter.tables.databases.servers import server_refusals as refusals
from dte_exporter.tables.databases.warehouses.warehouse_address import WarehouseAddress

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler
    from ibis.expr.datatypes import DataType
    from sqlglot.expressions import Expr

CALLER = "dte-exporter"
"""What a warehouse lists as the program that asks."""


class WarehouseSession(ABC):
    """A connection to a warehouse, each question by itself. A kind of warehouse says what is its own.

    Parameters
    ----------
    raw : DB-API connection
        As the driver made it.
    """

    name: ClassVar[str]
    """What messages call it."""
    dialect: ClassVar[str]
    """Its SQL, as sqlglot calls it."""
    reads_once: ClassVar[bool] = False
    """See `Session`."""
    extra: ClassVar[str]
    """The extra of this package that brings the driver."""
    driver: ClassVar[str]
    """The module of the driver."""
    parts: ClassVar[int] = 2
    """Names that the path of its url may have."""
    parameters: ClassVar[Collection[str]] = ()
    """Parameters that its url may have."""
    signs: ClassVar[Mapping[str, Callable[[str], str]]]
    """What is told of a refusal, by what the driver's text of it holds; the first counts."""
    digest: "Callable[[Any, bytes], Any] | None" = None
    """See `Table.digest`. There is one only where a test has held it against Python's: one that differed would let
    people pass for erased who are still there."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    @staticmethod
    @abstractmethod
    def connected(driver: Any, address: WarehouseAddress, seconds: int) -> Any:
        """Return what the `driver` connects to at `address`, where no question takes longer than so many `seconds`."""

    @property
    @abstractmethod
    def compiler(self) -> "SQLGlotCompiler":
        """Who writes questions in this dialect."""

    @abstractmethod
    def type_of(self, described: Any) -> "DataType":
        """Return the type of a column, as the driver has `described` it."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return the rows of `query`.

        Raises
        ------
        SourceError
            If the warehouse refuses or does not answer; the message holds no value of the data.
        """
        with self._asking() as cursor:
            cursor.execute(query)
            return [tuple(row) for row in cursor.fetchall()]

    def columns(self, asked: Asked) -> tuple[Column, ...]:
        """Return the columns of what is `asked`, by name and type; one of a type that we do not know is of none.

        Raises
        ------
        SourceError
            If it is not there, or not allowed.
        """
        with self._asking() as cursor:
            found = self.described(cursor, asked.select("*").limit(0).sql(self.dialect))
        return tuple((str(one[0]), self._known(one)) for one in found)

    def described(self, cursor: Any, query: str) -> tuple[Any, ...]:
        """Return what the driver tells of the columns of `query`."""
        cursor.execute(query)
        return tuple(cursor.description or ())

    def plain(self, name: str, type_: "DataType") -> "Expr":
        """Return a column as its values are compared: as it is, since warehouses compare texts letter by letter."""
        import sqlglot.expressions as sge

        return sge.column(name, quoted=True)

    def _known(self, described: Any) -> "DataType":
        import ibis.expr.datatypes as dt
        from sqlglot.errors import SqlglotError

        try:
            return self.type_of(described)
        except (SqlglotError, KeyError, ValueError):
            return dt.unknown

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        with explained(self.name, self.signs), closing(self.raw.cursor()) as cursor:
            yield cursor


def opened(kind: type[WarehouseSession], url: str, made: ExitStack) -> WarehouseSession:
    """Return a session of this `kind` at `url`, which ends with what else is `made`.

    Raises
    ------
    SourceError
        If there is no driver, the address is none, or nobody answers there.
    """
    try:
        driver = importlib.import_module(kind.driver)
    except ImportError as error:
        raise SourceError(refusals.no_driver(kind.name, kind.extra)) from error
    try:
        address = WarehouseAddress.parsed(url, kind.parts, kind.parameters)
    except ValueError as error:  # its text may quote the password
        raise SourceError(refusals.no_address(kind.name)) from error
    with explained(kind.name, kind.signs):
        raw = kind.connected(driver, address, math.ceil(for_statement()))
    made.callback(_ended, raw)
    return kind(raw)


@contextmanager
def explained(name: str, signs: Mapping[str, Callable[[str], str]]) -> Iterator[None]:
    """Say what a refusal means, in words that hold nothing of it.

    Drivers raise errors of their own and of the libraries that they send with, and any may quote a password or a row.
    """
    try:
        yield
    except (SourceError, MemoryError):
        raise
    except Exception as error:
        raise SourceError(_sentence(name, signs, error)) from None


def unanswered(server: str) -> str:
    """Return that nobody answers, of a driver that only says how often it has tried."""
    return refusals.of_connection(server, "timeout")


def _sentence(name: str, signs: Mapping[str, Callable[[str], str]], error: Exception) -> str:
    """Return what `error` means: by its signs, as a failed connection, or else by a code of the server or a word."""
    text = str(error)
    for sign, told in signs.items():
        if sign in text:
            return told(name)
    codes = (getattr(error, key, None) for key in ("sqlstate", "error_name", "errno", "code"))
    code = next((str(one) for one in codes if isinstance(one, str | int)), None)
    connection = refusals.of_connection(name, text)
    is_connection = code is None and connection != refusals.gone(name)
    return connection if is_connection else refusals.otherwise(name, code or type(error).__name__)


def _ended(raw: Any) -> None:
    """Close the connection, whatever state it is in."""
    with suppress(Exception):
        raw.close()
