"""What one value of a file looks like: each form is a pattern, and no value matches two."""

from enum import StrEnum

PAD = r"[ \t\n\f\r]*"
"""White space around a value says nothing, unless the value is a text."""

GAPS = " \u00a0\u202f'\u2019"
"""What some put between thousands: spaces, those that do not break, and apostrophes."""

_SIGN = r"[+-]?"
_HEAD = rf"{_SIGN}[1-9][0-9]{{0,2}}"
_EXPONENT = r"[eE](-[0-9]+|\+?0*(1?[0-9]{1,2}|2[0-8][0-9]))"
_BEYOND = r"[eE]\+?0*(29[0-9]|[3-9][0-9]{2}|[1-9][0-9]{3,})"
_DIGITS = r"[0-9]{1,18}"
_PLAIN = r"[0-9]+([.,][0-9]+)*"
_CLOCK = r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)"
_PART = r"[0-9]{1,2}[/.-]"
_DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
_OTHER_DAY = rf"({_PART}{_PART}([0-9]{{4}}|[0-9]{{2}})|[0-9]{{4}}[/.][0-9]{{1,2}}[/.][0-9]{{1,2}})"
_HALF = r"(?i: ?[ap]\.?m\.?)"
_NAMED_ZONE = r" ?(z|[A-TV-Y][A-Z]{2,3}|[A-Z][A-Za-z]+(/[A-Z][A-Za-z_]+)+)"
_ZONE = r" ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)"
_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_FOREIGN = "[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59\uff10-\uff19]"
"""Digits of Arabic, Persian, Devanagari, Bengali, Thai and of full width."""

_MINUS, _OTHER_MARKS = "\u2212\u2013", "\u066b\u066c"
_NO_BREAK = "[\u00a0\u2007\u202f\ufeff]"


def _decimal(mark: str) -> str:
    """Return the pattern of numbers whose `mark` cannot stand between thousands: not three digits after it, say."""
    long, short = rf"(0[0-9]*|[0-9]{{4,}}){mark}[0-9]*", rf"[1-9][0-9]{{0,2}}{mark}([0-9]{{0,2}}|[0-9]{{4,}})"
    scientific = rf"({_DIGITS}{mark}[0-9]*|{mark}[0-9]+){_EXPONENT}"
    return rf"{_SIGN}({long}|{short}|{mark}[0-9]+|{scientific})"


class Form(StrEnum):
    """What a value looks like."""

    MISSING = "missing"
    BLANK = "blank"
    MARK = "mark"
    WHOLE = "whole"
    PADDED = "padded"
    LONG = "long"
    HUGE = "huge"
    POINT_OR_GROUP = "point or group"
    COMMA_OR_GROUP = "comma or group"
    EXPONENT = "exponent"
    POINT = "point"
    COMMA = "comma"
    POINTS_GROUP = "points group"
    POINTS_GROUP_COMMA = "points group, comma"
    COMMAS_GROUP = "commas group"
    COMMAS_GROUP_POINT = "commas group, point"
    SPACED = "spaced"
    SPACED_POINT = "spaced, point"
    SPACED_COMMA = "spaced, comma"
    UNIT = "unit"
    UNUSUAL = "unusual"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    ZONED = "timestamp with a zone"
    OTHER_DATE = "another date"
    SHORT_DATE = "date with a short year"
    WORDED_DATE = "date with a word"
    TEXT = "text"


PATTERNS = {
    Form.BLANK: "",
    Form.WHOLE: rf"{_SIGN}(0|[1-9][0-9]{{0,17}})",
    Form.PADDED: rf"{_SIGN}0[0-9]+",
    Form.LONG: rf"{_SIGN}[1-9][0-9]{{18,}}",
    Form.HUGE: rf"{_SIGN}({_PLAIN}[.,]?|[.,][0-9]+){_BEYOND}|{_SIGN}[0-9]{{19,}}([.,][0-9]*)?{_EXPONENT}",
    Form.POINT_OR_GROUP: rf"{_HEAD}\.[0-9]{{3}}",
    Form.COMMA_OR_GROUP: rf"{_HEAD},[0-9]{{3}}",
    Form.EXPONENT: rf"{_SIGN}({_DIGITS}{_EXPONENT}|(?i:inf(inity)?))",
    Form.POINT: _decimal(r"\."),
    Form.COMMA: _decimal(","),
    Form.POINTS_GROUP: rf"{_HEAD}(\.[0-9]{{3}}){{2,5}}",
    Form.POINTS_GROUP_COMMA: rf"{_HEAD}(\.[0-9]{{3}})+,[0-9]*",
    Form.COMMAS_GROUP: rf"{_HEAD}(,[0-9]{{3}}){{2,5}}",
    Form.COMMAS_GROUP_POINT: rf"{_HEAD}(,[0-9]{{3}})+\.[0-9]*",
    Form.BOOLEAN: r"(?i:true|false)",
    Form.DATE: _DAY,
    Form.TIMESTAMP: rf"{_DAY}{_CLOCK}",
    Form.ZONED: rf"{_DAY}{_CLOCK}{_ZONE}",
    Form.OTHER_DATE: rf"({_PART}{_PART}[0-9]{{4}}|[0-9]{{4}}[/.][0-9]{{1,2}}[/.][0-9]{{1,2}}){_CLOCK}?",
    Form.SHORT_DATE: rf"{_PART}{_PART}[0-9]{{2}}{_CLOCK}?",
    Form.WORDED_DATE: rf"({_DAY}|{_OTHER_DAY})({_CLOCK}({_HALF}|{_NAMED_ZONE})|[ T][0-9]{{1,2}}{_HALF}?)|"
    rf"{_OTHER_DAY}{_CLOCK}{_ZONE}|{_DAY}{_CLOCK},[0-9]+{_ZONE}?|[0-9]{{8}}T[0-9]{{4,6}}Z?|"
    rf"([0-9]{{1,2}}[ ./-]?)?{_MONTH}[ ,/-]*([0-9]{{1,2}}(st|nd|rd|th)?[ ,-]+)?[0-9]{{2,4}}{_CLOCK}?",
    Form.MARK: r"(?i:n/?a|n\.a\.|#n/a|<na>|nan|null|none|nil|-|--|\?|\.)",
    Form.SPACED: rf"{_SIGN}[0-9]{{1,3}}([{GAPS}][0-9]{{3}}){{1,5}}",
    Form.SPACED_POINT: rf"{_SIGN}[0-9]{{1,3}}([{GAPS}][0-9]{{3}})+\.[0-9]*",
    Form.SPACED_COMMA: rf"{_SIGN}[0-9]{{1,3}}([{GAPS}][0-9]{{3}})+,[0-9]*",
    Form.UNIT: rf"{_SIGN}([$€£¥]\s?{_PLAIN}|{_PLAIN}\s?[%$€£¥])",
    Form.UNUSUAL: rf"{_HEAD}((,[0-9]{{3}}){{6,}}|(\.[0-9]{{3}}){{6,}})|"
    rf"{_SIGN}[1-9]?[0-9](,[0-9]{{2}})+,[0-9]{{3}}(\.[0-9]*)?|{_SIGN}[0-9]+(_[0-9]+)+|"
    rf"[{_MINUS}]{_PLAIN}|\({_PLAIN}\)|{_PLAIN}-|"
    rf"[+{_MINUS}-]?[0-9.,]*{_FOREIGN}({_FOREIGN}|[0-9.,{_OTHER_MARKS}])*|"
    rf"{_NO_BREAK}+{_SIGN}{_PLAIN}{_NO_BREAK}*|{_SIGN}{_PLAIN}{_NO_BREAK}+",
}
"""By the form: RE2, of a whole value less the white space around it."""

NEUTRAL = frozenset({Form.WHOLE, Form.LONG, Form.EXPONENT, Form.SPACED})
"""Numbers without commas and points."""

OPEN = frozenset({Form.POINT_OR_GROUP, Form.COMMA_OR_GROUP})
"""Numbers that differ a thousandfold by what their comma or point means."""

SPACED = frozenset({Form.SPACED, Form.SPACED_POINT, Form.SPACED_COMMA})
"""Numbers with spaces between thousands, which may be telephone numbers."""

NEEDS_COMMA = frozenset({Form.COMMA, Form.POINTS_GROUP, Form.POINTS_GROUP_COMMA, Form.SPACED_COMMA})
"""Numbers whose decimal mark cannot be the point."""

NEEDS_POINT = frozenset({Form.POINT, Form.COMMAS_GROUP, Form.COMMAS_GROUP_POINT, Form.SPACED_POINT})
"""Numbers whose decimal mark cannot be the comma."""

NUMBERS = NEUTRAL | OPEN | NEEDS_COMMA | NEEDS_POINT
"""What is a number, if only it is known what its commas, points and spaces mean."""

POINTS_BETWEEN = frozenset({Form.POINT_OR_GROUP, Form.POINTS_GROUP, Form.POINTS_GROUP_COMMA})
COMMAS_BETWEEN = frozenset({Form.COMMA_OR_GROUP, Form.COMMAS_GROUP, Form.COMMAS_GROUP_POINT})
"""Numbers that have, or may have, such marks between thousands."""

LIKE_NUMBERS = NUMBERS | {Form.PADDED, Form.HUGE, Form.UNIT, Form.UNUSUAL}
"""What a person would take for numbers."""

LONGEST = 200
"""Characters of the longest value that can be anything but text; so no number is beyond the range of a double."""

DATES = frozenset({Form.DATE, Form.TIMESTAMP, Form.ZONED, Form.OTHER_DATE, Form.SHORT_DATE, Form.WORDED_DATE})
ABSENT = frozenset({Form.MISSING, Form.BLANK})


def whole_value(pattern: str) -> str:
    """Return `pattern` for a whole value with white space around it."""
    return f"^{PAD}(?:{pattern}){PAD}$"
