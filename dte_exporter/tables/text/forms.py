"""What one value of a file looks like: each form is a pattern, and no value matches two."""

from enum import StrEnum

PAD = r"\s*"
"""White space around a value says nothing, unless the value is a text."""

GAPS = " \u00a0\u202f'\u2019"
"""What some put between thousands: spaces, those that do not break, and apostrophes."""

_SIGN = r"[+-]?"
_HEAD = rf"{_SIGN}[1-9][0-9]{{0,2}}"
_EXPONENT = r"[eE][+-]?[0-9]+"
_PLAIN = r"[0-9]+([.,][0-9]+)*"
_CLOCK = r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)"
_PART = r"[0-9]{1,2}[/.-]"
_DAY = r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"


def _decimal(mark: str) -> str:
    """Return the pattern of numbers whose `mark` cannot stand between thousands: not three digits after it, say."""
    long, short = rf"(0[0-9]*|[0-9]{{4,}}){mark}[0-9]*", rf"[1-9][0-9]{{0,2}}{mark}([0-9]{{0,2}}|[0-9]{{4,}})"
    scientific = rf"([0-9]+{mark}[0-9]*|{mark}[0-9]+){_EXPONENT}"
    return rf"{_SIGN}({long}|{short}|{mark}[0-9]+|{scientific})"


class Form(StrEnum):
    """What a value looks like."""

    MISSING = "missing"
    BLANK = "blank"
    MARK = "mark"
    WHOLE = "whole"
    PADDED = "padded"
    LONG = "long"
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
    UNIT = "unit"
    BOOLEAN = "boolean"
    DATE = "date"
    TIMESTAMP = "timestamp"
    ZONED = "timestamp with a zone"
    OTHER_DATE = "another date"
    SHORT_DATE = "date with a short year"
    TEXT = "text"


PATTERNS = {
    Form.BLANK: "",
    Form.WHOLE: rf"{_SIGN}(0|[1-9][0-9]{{0,17}})",
    Form.PADDED: rf"{_SIGN}0[0-9]+",
    Form.LONG: rf"{_SIGN}[1-9][0-9]{{18,}}",
    Form.POINT_OR_GROUP: rf"{_HEAD}\.[0-9]{{3}}",
    Form.COMMA_OR_GROUP: rf"{_HEAD},[0-9]{{3}}",
    Form.EXPONENT: rf"{_SIGN}([0-9]+{_EXPONENT}|(?i:inf(inity)?))",
    Form.POINT: _decimal(r"\."),
    Form.COMMA: _decimal(","),
    Form.POINTS_GROUP: rf"{_HEAD}(\.[0-9]{{3}}){{2,}}",
    Form.POINTS_GROUP_COMMA: rf"{_HEAD}(\.[0-9]{{3}})+,[0-9]*",
    Form.COMMAS_GROUP: rf"{_HEAD}(,[0-9]{{3}}){{2,}}",
    Form.COMMAS_GROUP_POINT: rf"{_HEAD}(,[0-9]{{3}})+\.[0-9]*",
    Form.BOOLEAN: r"(?i:true|false)",
    Form.DATE: _DAY,
    Form.TIMESTAMP: rf"{_DAY}{_CLOCK}",
    Form.ZONED: rf"{_DAY}{_CLOCK} ?(Z|UTC|[+-][0-9]{{2}}(:?[0-9]{{2}})?)",
    Form.OTHER_DATE: rf"({_PART}{_PART}[0-9]{{4}}|[0-9]{{4}}[/.][0-9]{{1,2}}[/.][0-9]{{1,2}}){_CLOCK}?",
    Form.SHORT_DATE: rf"{_PART}{_PART}[0-9]{{2}}{_CLOCK}?",
    Form.MARK: r"(?i:n/?a|n\.a\.|#n/a|<na>|nan|null|none|nil|-|--|\?|\.)",
    Form.SPACED: rf"{_SIGN}[0-9]{{1,3}}([{GAPS}][0-9]{{3}})+([.,][0-9]+)?",
    Form.UNIT: rf"{_SIGN}([$€£¥]\s?{_PLAIN}|{_PLAIN}\s?[%$€£¥])",
}
"""By the form: RE2, of a whole value less the white space around it."""

NEUTRAL = frozenset({Form.WHOLE, Form.LONG, Form.EXPONENT})
"""Numbers without commas and points."""

OPEN = frozenset({Form.POINT_OR_GROUP, Form.COMMA_OR_GROUP})
"""Numbers that differ a thousandfold by what their comma or point means."""

NEEDS_COMMA = frozenset({Form.COMMA, Form.POINTS_GROUP, Form.POINTS_GROUP_COMMA})
"""Numbers whose decimal mark cannot be the point."""

NEEDS_POINT = frozenset({Form.POINT, Form.COMMAS_GROUP, Form.COMMAS_GROUP_POINT})
"""Numbers whose decimal mark cannot be the comma."""

NUMBERS = NEUTRAL | OPEN | NEEDS_COMMA | NEEDS_POINT
"""What is a number, if only it is known what its commas and points mean."""

LIKE_NUMBERS = NUMBERS | {Form.PADDED, Form.SPACED, Form.UNIT}
"""What a person would take for numbers."""

DATES = frozenset({Form.DATE, Form.TIMESTAMP, Form.ZONED, Form.OTHER_DATE, Form.SHORT_DATE})
ABSENT = frozenset({Form.MISSING, Form.BLANK})


def whole_value(pattern: str) -> str:
    """Return `pattern` for a whole value with white space around it."""
    return f"^{PAD}(?:{pattern}){PAD}$"
