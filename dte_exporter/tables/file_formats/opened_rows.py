"""What a reader of one format gives: rows as the engine has them, and what to know of them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.tables.parts.table_parts import Extent

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable


@dataclass(frozen=True, slots=True)
class FileRows:
    """The rows of files.

    Parameters
    ----------
    table : ibis Table
        All of them.
    files : tuple of str
        What the engine opens, by the names that it has for them: those of the files, or of what stands for them.
    own : frozenset of str
        The columns inside the files, beside which there may be those that folders are partitioned by.
    texts : tuple of str or None
        The columns that are text for want of types; None where the format has types of its own for all.
    mixed : frozenset of str
        Those of `texts` that hold values of several types.
    delimiter : str
        What stands between the fields of delimited text, empty for all else.
    remarks : tuple of str
        What a reader should know of the whole, one sentence each.
    in_files : callable or None
        From some of `files` to the rows in them, as `table` has them; None where there is no telling.
    extents : callable or None
        From a column of time to its first and last time in each file that says them without being read.
    """

    table: "IbisTable"
    files: tuple[str, ...]
    own: frozenset[str]
    texts: tuple[str, ...] | None = None
    mixed: frozenset[str] = frozenset()
    delimiter: str = ""
    remarks: tuple[str, ...] = ()
    in_files: "Callable[[Collection[str]], IbisTable] | None" = None
    extents: Callable[[str], Mapping[str, Extent]] | None = None
