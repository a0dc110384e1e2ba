"""How delimited text is written, where that cannot, or shall not, be told from the file."""

import codecs
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StrictBool, model_validator

from dte_exporter.config.models import Model
from dte_exporter.tables.text.numerals import Numerals
from dte_exporter.tables.text.reading import Convention

SETTING = "source.csv"


def parse_encoding(name: str) -> str:
    """Return `name` if it is an encoding of text.

    Raises
    ------
    ValueError
        If it is none that is known.
    """
    try:
        codecs.lookup(name).incrementaldecoder  # noqa: B018  encodings of bytes to bytes have none that gives text
        "".encode(name)
    except (LookupError, TypeError, UnicodeError) as error:
        raise ValueError(f"{name!r} is no encoding of text: write one such as cp1250, cp1252 or utf-16") from error
    return name


def parse_date_format(text: str) -> str:
    """Return `text` if it is a format of dates in the words of strptime.

    Raises
    ------
    ValueError
        If it names no day, month and year.
    """
    named = [
        any(word in text for word in words) for words in (("%d", "%-d", "%j"), ("%m", "%b", "%B", "%j"), ("%Y", "%y"))
    ]
    if not all(named) and not {"%x", "%c"} & {text}:
        raise ValueError("a date format names day, month and year, such as %d.%m.%Y or %d/%m/%Y %H:%M")
    return text


class CsvFormat(Model):
    """How a CSV file is written. What is left out is told by the file itself."""

    delimiter: str | None = Field(default=None, min_length=1, max_length=1, description="What stands between fields.")
    quote: str | None = Field(default=None, max_length=1, description='What fields are quoted by; "" where by nothing.')
    header: StrictBool | tuple[str, ...] | None = Field(
        default=None, description="Whether the first line names the columns; or their names, where no line does."
    )
    encoding: Annotated[str, AfterValidator(parse_encoding)] | None = Field(
        default=None, description="How characters are encoded, where not in UTF-8."
    )
    decimal: Literal[".", ","] | None = Field(default=None, description="The decimal mark of numbers.")
    thousands: Literal[",", ".", " ", "'"] | None = Field(
        default=None, description="What groups the digits of numbers."
    )
    null: tuple[str, ...] | None = Field(
        default=None,
        description="What stands for a missing value in any column, beside an empty field; without it NA, N/A, NaN, "
        "null, None, -, ? and their like do in columns that hold anything but text.",
    )
    date_format: Annotated[str, AfterValidator(parse_date_format)] | None = Field(
        default=None, description="How dates are written that are not in ISO 8601, in the words of strptime."
    )

    @model_validator(mode="after")
    def _one_meaning_each(self) -> Self:
        if self.decimal is not None and self.decimal == self.thousands:
            raise ValueError(f"decimal and thousands are both {self.decimal!r}: one mark has one meaning")
        if self.delimiter is not None and self.delimiter == ('"' if self.quote is None else self.quote):
            raise ValueError(f"delimiter and quote are both {self.delimiter!r}: one mark has one meaning")
        for key in ("delimiter", "quote"):
            if getattr(self, key) in {"\n", "\r"}:
                raise ValueError(f"{key} is the end of a line: write what stands between fields, or around them")
        if isinstance(self.header, tuple):
            _check_header(self.header)
        return self

    @property
    def convention(self) -> Convention:
        """What it says of values."""
        return Convention(Numerals(self.decimal, self.thousands), self.null, self.date_format, SETTING)


def _check_header(names: tuple[str, ...]) -> None:
    if not all(name.strip() for name in names) or not names:
        raise ValueError("header has no names, or an empty one: write one for each column, or true or false")
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise ValueError(f"header has {twice!r} twice: each column has a name of its own")
