"""A column of text read as the config declares it: every value fits, or the run says how many do not."""

from typing import TYPE_CHECKING

from dte_exporter.config.column_types import ColumnType
from dte_exporter.errors import SourceError
from dte_exporter.tables.text.cast import truth
from dte_exporter.tables.text.forms import DATES, Form
from dte_exporter.tables.text.numerals import Numerals, numerals_of_column
from dte_exporter.tables.text.reading import Convention, Reading, dates
from dte_exporter.tables.text.survey import Execute, Forms

if TYPE_CHECKING:
    from ibis.expr.types import Table as IbisTable

_FORMAT = ", or set source.csv.date_format to what they are written in"
EPOCHS = frozenset({ColumnType.EPOCH_SECONDS, ColumnType.EPOCH_MILLISECONDS})


def declared_reading(
    table: "IbisTable",
    name: str,
    type_: ColumnType,
    forms: Forms,
    file: Numerals,
    convention: Convention,
    execute: Execute,
) -> Reading:
    """Return how the column called `name` of `table` is read as `type_`.

    Raises
    ------
    SourceError
        If a value of it cannot be.
    """
    marked, spaced = forms.of(Form.MARK) > 0, forms.of(Form.BLANK) > 0
    told = forms.present - forms.of(Form.MARK)
    if type_ is ColumnType.TEXT:
        return Reading(type_, spaced=spaced)
    if type_ is ColumnType.BOOLEAN:
        rows = table.aggregate(known=truth(table[name]).count())
        ((known,),) = execute(rows)
        _refuse(name, type_, told - known, told)
        return Reading(type_, marked=marked, spaced=spaced)
    if type_ is ColumnType.NUMBER or type_ in EPOCHS:
        return _number(name, type_, forms, file, convention)
    if convention.date_format and forms.of(*DATES) < told:
        return Reading(type_, formats=(convention.date_format,), marked=marked, spaced=spaced)
    _refuse(name, type_, told - forms.of(*DATES), told, _FORMAT if convention.setting else "")
    one = dates(name, forms, convention)
    if one.type is ColumnType.TEXT:
        raise SourceError(one.notice)
    return one


def _number(name: str, type_: ColumnType, forms: Forms, file: Numerals, convention: Convention) -> Reading:
    told = forms.present - forms.of(Form.MARK)
    numerals = numerals_of_column(forms, file, convention.numerals)
    if numerals is None:
        way_out = f"set {convention.setting}.decimal" if convention.setting else "write them with decimal points"
        raise SourceError(f"the commas and points in column {name!r} may be decimal marks or thousands: {way_out}")
    _refuse(name, type_, told - forms.of(*numerals.numbers, Form.PADDED), told)
    return Reading(
        type_,
        numerals,
        whole=not forms.of(*numerals.with_decimals),
        marked=forms.of(Form.MARK) > 0,
        spaced=forms.of(Form.BLANK) > 0,
        grouped=forms.of(Form.COMMA_OR_GROUP, Form.COMMAS_GROUP, Form.COMMAS_GROUP_POINT) > 0,
    )


def _refuse(name: str, type_: ColumnType, strays: int, told: int, way_out: str = "") -> None:
    if strays:
        raise SourceError(
            f"column {name!r} is declared as {type_} in columns.types, and {strays:,} of {told:,} values are none: "
            f"mend them, or declare another type{way_out}"
        )
