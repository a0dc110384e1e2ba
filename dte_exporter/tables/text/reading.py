"""What a column of text is read as, decided by all of its values, and what a reader should know of the decision."""

from dataclasses import dataclass

from dte_exporter.config.column_types import ColumnType
from dte_exporter.tables.text.forms import DATES, LIKE_NUMBERS, NEEDS_COMMA, NEEDS_POINT, SPACED, Form
from dte_exporter.tables.text.numerals import Numerals, numerals_of_column
from dte_exporter.tables.text.survey import Forms

_NOT_ISO = (Form.OTHER_DATE, Form.SHORT_DATE, Form.WORDED_DATE)
_COMMAS = (Form.COMMA_OR_GROUP, Form.COMMAS_GROUP, Form.COMMAS_GROUP_POINT)

NEARLY = 0.9
"""The share of numbers, or dates, from which a column is worth a word if it is read as text all the same."""

_UNKNOWN, _POINT = Numerals(), Numerals(".")


@dataclass(frozen=True, slots=True)
class Convention:
    """What the config says of how a file writes values.

    Parameters
    ----------
    numerals : Numerals
        Numbers.
    null : tuple of str or None
        What stands for a missing value, None where the usual marks do, in columns that hold anything but text.
    date_format : str or None
        How dates are written, in the words of strptime.
    setting : str
        The part of the config that says so, empty where there is none: what sentences refer to.
    """

    numerals: Numerals = _UNKNOWN
    null: tuple[str, ...] | None = None
    date_format: str | None = None
    setting: str = ""


UNDECLARED = Convention()
"""Where the config says nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the values of a column of text are read.

    Parameters
    ----------
    type : ColumnType
        As what.
    numerals : Numerals
        How its numbers are written.
    whole : bool
        Whether its numbers are whole.
    grouped : bool
        Whether some of them have commas between thousands.
    formats : tuple of str
        How its dates may be written, in the words of strptime; empty for ISO 8601.
    zoned : bool
        Whether its times name a zone.
    marked : bool
        Whether some values are marks that stand for none.
    spaced : bool
        Whether some values are nothing but white space.
    notice : str
        One sentence on what a reader should know of it, empty where that is nothing.
    """

    type: ColumnType
    numerals: Numerals = _POINT
    whole: bool = False
    grouped: bool = False
    formats: tuple[str, ...] = ()
    zoned: bool = False
    marked: bool = False
    spaced: bool = False
    notice: str = ""


def reading(name: str, forms: Forms, file: Numerals, convention: Convention) -> Reading:
    """Return how the column called `name`, whose values have `forms`, is read; as text wherever there is a doubt.

    `file` is how the other columns write numbers.
    """
    marked, spaced = forms.of(Form.MARK) > 0, forms.of(Form.BLANK) > 0
    told = forms.present - forms.of(Form.MARK)
    if told and told == forms.of(Form.BOOLEAN):
        return Reading(ColumnType.BOOLEAN, marked=marked, spaced=spaced)
    if told and told == forms.of(*DATES):
        return dates(name, forms, convention)
    numerals = numerals_of_column(forms, file, convention.numerals)
    if told and numerals and told == forms.of(*numerals.numbers) and not forms.of(Form.LONG):
        return Reading(
            ColumnType.NUMBER,
            numerals,
            whole=not forms.of(*numerals.with_decimals),
            grouped=numerals.known == "." and forms.of(*_COMMAS) > 0,
            marked=marked,
            spaced=spaced,
            notice=_taken(name, forms, file, numerals, convention),
        )
    return Reading(ColumnType.TEXT, spaced=spaced, notice=_as_text(name, forms, numerals, convention))


def dates(name: str, forms: Forms, convention: Convention) -> Reading:
    """Return how a column of dates is read: its `formats` are those that are left to try."""
    marked, spaced = forms.of(Form.MARK) > 0, forms.of(Form.BLANK) > 0
    told = forms.present - forms.of(Form.MARK)
    zoned = forms.of(Form.ZONED)
    others, unnamed = forms.of(*_NOT_ISO), forms.of(Form.SHORT_DATE, Form.WORDED_DATE)
    if others == told and (convention.date_format or not unnamed):
        formats = (convention.date_format,) if convention.date_format else FORMATS
        return Reading(ColumnType.TIMESTAMP, formats=formats, marked=marked, spaced=spaced)
    if others == told:
        notice = _unsettled(name, *_UNTOLD[forms.of(Form.WORDED_DATE) > 0], convention=convention)
        return Reading(ColumnType.TEXT, spaced=spaced, notice=notice)
    if others or zoned not in {0, told}:
        what = "dates written in different ways" if not zoned else "times with a zone and times without"
        notice = f"column {name!r} holds {what}, and is read as text: write them alike"
        return Reading(ColumnType.TEXT, spaced=spaced, notice=notice)
    type_ = ColumnType.DATE if forms.of(Form.DATE) == told else ColumnType.TIMESTAMP
    return Reading(type_, zoned=zoned > 0, marked=marked, spaced=spaced)


_UNTOLD = {
    False: ("the century is not told", ("%d/%m/%y",)),
    True: ("they have words or zones in them", ("%d %b %Y",)),
}
"""Why dates are not read that have no words, or some, and formats that would."""


def undecided_dates(name: str, tried: tuple[str, ...], formats: tuple[str, ...], convention: Convention) -> str:
    """Return why a column of dates is read as text of whose formats, all `tried`, several `formats` fit, or none."""
    if formats:
        return _unsettled(name, "nothing tells whether the day or the month comes first", formats, convention)
    if convention.date_format in tried:
        return (
            f"column {name!r} looks like dates and is read as text: not all of them are written as "
            f"{convention.setting}.date_format says, or are days of the calendar: mend them, or set another"
        )
    return (
        f"column {name!r} looks like dates and is read as text: some are no days of the calendar, "
        "or are not written like the rest: mend them"
    )


def _unsettled(name: str, why: str, formats: tuple[str, ...], convention: Convention) -> str:
    way_out = "write them as 2018-01-31"
    if convention.setting:
        way_out = f"set {convention.setting}.date_format to {' or '.join(map(repr, formats))}"
    return f"column {name!r} looks like dates and is read as text: {why}: {way_out}"


_DAYS = ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%m-%d-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d")
_CLOCKS = ("", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", "T%H:%M:%S")
FORMATS = tuple(f"{day}{clock}" for clock in _CLOCKS for day in _DAYS)
"""How dates are written that are not in ISO 8601. With points the day comes first."""


def is_of_dates_alone(format_: str) -> bool:
    """Return whether `format_` has no time of the day."""
    return not any(mark in format_ for mark in ("%H", "%I", "%s", "%X", "%c", "%T"))


def _taken(name: str, forms: Forms, file: Numerals, numerals: Numerals, convention: Convention) -> str:
    """Return what is to be said where a column's commas or points are read so for want of a proof in the column."""
    proven = forms.of(*NEEDS_COMMA, *NEEDS_POINT) > 0 or convention.numerals.known or not convention.setting
    if proven or numerals.known != ".":
        return ""
    if forms.of(Form.POINT_OR_GROUP) and file.known is None:
        return (
            f"the points in column {name!r} are read as decimal marks, though each has three digits after it: "
            f'say so by {convention.setting}.decimal: "." or deny it by {convention.setting}.thousands: "."'
        )
    if not forms.of(Form.COMMA_OR_GROUP):
        return ""
    return (
        f"the commas in column {name!r} are read as thousands, since other columns have decimal points: "
        f'say so by {convention.setting}.thousands: "," or deny it by {convention.setting}.decimal: ","'
    )


def of_several_types(name: str) -> str:
    """Return what is to be said of a column whose values have several types of the source's own, or none that fits."""
    return (
        f"column {name!r} has values of several types, or numbers beyond the range of theirs, and is read as text: "
        f"write them alike, or set columns.types.{name}"
    )


def in_quotes(name: str, forms: Forms) -> str:
    """Return what is to be said of a column of text where numbers need no quotes, empty where it plainly is text."""
    told = forms.present - forms.of(Form.MARK)
    if not told or forms.of(*LIKE_NUMBERS) < NEARLY * told:
        return ""
    return f"column {name!r} has numbers in quotes and is read as text: set columns.types.{name} to number or text"


def _as_text(name: str, forms: Forms, numerals: Numerals | None, convention: Convention) -> str:
    """Return what is to be said of a column that is read as text, empty where it plainly is text."""
    told = forms.present - forms.of(Form.MARK)
    like, others = forms.of(*LIKE_NUMBERS), forms.of(Form.TEXT, Form.BOOLEAN, *DATES)
    if told and like >= NEARLY * told:
        return f"column {name!r} looks like numbers and is read as text: " + (
            _stray(others, told, convention) if others else _undecided(name, forms, numerals, convention)
        )
    if told and forms.of(*DATES) >= NEARLY * told:
        return (
            f"column {name!r} looks like dates and is read as text: {_stray(told - forms.of(*DATES), told, convention)}"
        )
    if forms.of(Form.MARK) and convention.null is None and convention.setting:
        return (
            f"column {name!r} is of text and has marks such as NA, ? or - in {forms.of(Form.MARK):,} rows, "
            f"which are read as texts: list in {convention.setting}.null what means a missing value, or [] for nothing"
        )
    return ""


def _stray(strays: int, told: int, convention: Convention) -> str:
    way_out = f"name what means a missing value in {convention.setting}.null" if convention.setting else "mend them"
    return f"{strays:,} of {told:,} values are none, {way_out}, or set its type in columns.types"


def _undecided(name: str, forms: Forms, numerals: Numerals | None, convention: Convention) -> str:
    """Return why numbers are read as text, and what decides it."""
    if forms.of(Form.PADDED):
        return f"some begin with 0, as codes do; set columns.types.{name} to number or text"
    if forms.of(Form.UNIT):
        return "they carry signs of currency or percent: write them without"
    if forms.of(Form.HUGE):
        return f"some are beyond all measure: mend them, or set columns.types.{name} to text"
    if forms.of(Form.UNUSUAL):
        return "some have digits, signs or spaces beside 0 to 9, - and the usual ones: write them plainly"
    if forms.of(Form.LONG):
        return f"they have over 18 digits, as identifiers do; set columns.types.{name} to number or text"
    if forms.of(*SPACED) and convention.numerals.thousands not in {" ", "'"}:
        marks = f'set {convention.setting}.thousands to " "' if convention.setting else "write them without"
        return f"they have spaces between thousands: {marks}"
    decide = (
        f'set {convention.setting}.decimal to "," or "."' if convention.setting else "write them with decimal points"
    )
    contradictory = "some have a comma for decimal mark and some a point" if numerals is None else "some have another"
    certain = forms.of(Form.POINT_OR_GROUP, Form.COMMA_OR_GROUP) < forms.present
    return f"{contradictory if certain else 'their commas or points may be decimal marks or thousands'}: {decide}"
