"""How many values of each form a column holds: of all rows, so that nothing further down comes as a surprise."""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from dte_exporter.tables.text.forms import ABSENT, LONGEST, PATTERNS, Form, whole_value

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

PROBE_ROWS = 10_000
"""Rows after which a column that is mostly text is not looked at for anything else."""

_MOSTLY_TEXT = 0.2
_ALL = tuple(Form)
_OF_TEXT = (Form.MISSING, Form.BLANK, Form.MARK)
"""What is counted of a column of text, whatever else it holds."""

Execute = Callable[["IbisTable"], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Forms:
    """How many values of a column look like what.

    Parameters
    ----------
    counts : mapping of Form to int
        Rows by form; those of a column of text in its first rows alone, but for what is missing.
    """

    counts: Mapping[Form, int]

    @property
    def present(self) -> int:
        """Rows with a value, be it a mark that may stand for none."""
        return sum(count for form, count in self.counts.items() if form not in ABSENT)

    def of(self, *forms: Form) -> int:
        """Return the rows whose values have one of `forms`."""
        return sum(self.counts.get(form, 0) for form in forms)

    def without_marks(self) -> "Forms":
        """Return the same where no mark stands for a missing value: marks are texts."""
        counts = Counter(self.counts)
        counts[Form.TEXT] += counts.pop(Form.MARK, 0)
        return Forms(counts)


def survey(table: "IbisTable", columns: Iterable[str], execute: Execute) -> Mapping[str, Forms]:
    """Return the forms of the values of text `columns` in all rows of `table`.

    The forms that the first rows have are looked for first, and as a rule there are no others.

    Raises
    ------
    SourceError
        As `execute` does.
    """
    names = tuple(columns)
    if not names:
        return {}
    first = _counted(table.select(*names).limit(PROBE_ROWS), dict.fromkeys(names, _ALL), execute)
    if sum(first[names[0]].values()) < PROBE_ROWS:
        return {name: Forms(first[name]) for name in names}
    text = {name for name in names if first[name][Form.TEXT] > _MOSTLY_TEXT * PROBE_ROWS}
    likely = {
        name: _OF_TEXT if name in text else tuple(form for form, _ in first[name].most_common()) for name in names
    }
    found = _counted(table, likely, execute)
    surprising = {name: _ALL for name in names if name not in text and found[name][Form.TEXT]}
    found |= _counted(table, surprising, execute)
    return {name: Forms({**first[name], **found[name]} if name in text else found[name]) for name in names}


def _counted(table: "IbisTable", wanted: Mapping[str, tuple[Form, ...]], execute: Execute) -> dict[str, Counter[Form]]:
    """Return the rows by column and form; of each column only the `wanted` forms are told apart."""
    if not wanted:
        return {}
    counts = {
        f"n{place}": _functions().histogram(form_of(table[name], wanted[name])) for place, name in enumerate(wanted)
    }
    ((*found,),) = execute(table.aggregate(**counts))
    return {
        name: Counter({_ALL[code]: rows for code, rows in (codes or {}).items()})
        for name, codes in zip(wanted, found, strict=True)
    }


@functools.cache
def _code(form: Form) -> int:
    return _ALL.index(form)


def form_of(column: Any, asked: Iterable[Form]) -> Any:
    """Return the code of the form of each value in a text `column`, looking for those `asked` for in that order."""
    import ibis

    tried = [form for form in asked if form in PATTERNS]
    lengthy = (column.length() > LONGEST, _code(Form.TEXT))
    cases = [(column.re_search(whole_value(PATTERNS[form])), _code(form)) for form in tried]
    return ibis.cases((column.isnull(), _code(Form.MISSING)), lengthy, *cases, else_=_code(Form.TEXT)).cast("int8")


@functools.cache
def _functions() -> SimpleNamespace:
    """Return DuckDB's functions that Ibis has no words for. Made once: equal questions are one object."""
    import ibis

    def histogram(code: int) -> dict[int, int]: ...  # type: ignore[empty-body]  # DuckDB has the body

    return SimpleNamespace(histogram=ibis.udf.agg.builtin(histogram))
