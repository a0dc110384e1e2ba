"""How far a window reaches: for a time, as ``7d``, or over so many rows, as ``10000 rows``."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo

from dte_exporter.config.types import AS_WRITTEN, Duration, parse_duration

_ROWS = re.compile(r"([1-9]\d{0,11}) rows")


@dataclass(frozen=True, slots=True)
class NumberOfRows:
    """So many rows, at least one."""

    number: int

    def __str__(self) -> str:
        """Return it as the config has it."""
        return f"{self.number} rows"


def parse_amount(text: object) -> float | NumberOfRows:
    """Return the seconds behind a duration such as ``7d``, or the number behind one of rows such as ``10000 rows``.

    Raises
    ------
    ValueError
        If `text` is neither.
    """
    match = _ROWS.fullmatch(text) if isinstance(text, str) else None
    if match is not None:
        return NumberOfRows(int(match[1]))
    try:
        return parse_duration(text)
    except ValueError as error:
        raise ValueError(f"{error}; or a number of rows, such as 10000 rows") from error


def _amount(value: object, info: ValidationInfo) -> float | NumberOfRows:
    if isinstance(value, NumberOfRows) or (isinstance(value, float) and info.context != AS_WRITTEN):
        return value
    return parse_amount(value)


_Rows = Annotated[str, Field(pattern=f"^{_ROWS.pattern}$", examples=["10000 rows"])]

Amount = Annotated[float | NumberOfRows, PlainValidator(_amount, json_schema_input_type=Duration | _Rows)]
"""Seconds, written as Prometheus writes durations, or a number of rows."""
