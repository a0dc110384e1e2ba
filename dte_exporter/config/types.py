"""The words of the config that have a form of their own: names, durations, sizes."""

import re
import zoneinfo
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema

from dte_exporter.config.crontab import Crontab
from dte_exporter.config.problems import did_you_mean

_DURATION = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?")
_DURATION_UNITS = (604_800.0, 86_400.0, 3_600.0, 60.0, 1.0, 0.001)
_LONGEST = 5_200 * _DURATION_UNITS[0]
_SIZE = re.compile(r"(\d+)\s*(B|KiB|MiB|GiB)?")
_SIZE_UNITS = {None: 1, "B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_ADDRESS = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:\[\]]*):(?P<port>\d{1,5})")
_ORIGIN = re.compile(r"\*|null|https?://[a-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9a-f:.]+\](?::\d{1,5})?")
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?")


def parse_duration(text: object) -> float:
    """Return the seconds behind a Prometheus duration such as ``5m``, ``1h30m`` or ``7d``.

    Raises
    ------
    ValueError
        If `text` is not such a duration, not longer than zero, or longer than the calendar can count with.
    """
    match = _DURATION.fullmatch(text) if isinstance(text, str) and text else None
    if isinstance(text, int) and not isinstance(text, bool):
        raise ValueError(f"{text} has no unit: write {text}s for seconds or {text}m for minutes")
    if match is None:
        raise ValueError("write a duration as a number and a unit (ms, s, m, h, d, w), such as 30s, 5m or 1h30m")
    seconds = sum(int(part or 0) * unit for part, unit in zip(match.groups(), _DURATION_UNITS, strict=True))
    if seconds <= 0:
        raise ValueError("a duration is longer than zero")
    if seconds > _LONGEST:
        raise ValueError("a duration is at most 5200w, about a hundred years")
    return seconds


def format_duration(seconds: float) -> str:
    """Return `seconds` as Prometheus writes durations, such as ``1h30m``; less than a millisecond is lost."""
    rest, text = round(seconds * 1000), ""
    for unit, size in zip(("w", "d", "h", "m", "s", "ms"), _DURATION_UNITS, strict=True):
        count, rest = divmod(rest, round(size * 1000))
        text += f"{count}{unit}" if count else ""
    return text or "0s"


def parse_size(text: object) -> int:
    """Return the bytes behind a size such as ``512MiB``.

    Raises
    ------
    ValueError
        If `text` is not such a size, or is zero.
    """
    match = _SIZE.fullmatch(str(text)) if isinstance(text, str | int) and not isinstance(text, bool) else None
    size = int(match[1]) * _SIZE_UNITS[match[2]] if match else 0
    if size <= 0:
        raise ValueError("write a size as a number and a unit (B, KiB, MiB, GiB), such as 512MiB or 2GiB")
    return size


def parse_name(text: str) -> str:
    """Return `text` if it can be a name of a check or data set.

    Raises
    ------
    ValueError
        If it has anything but lower-case letters, digits, ``-`` and ``_``, or is over 63 characters.
    """
    if not _NAME.fullmatch(text) or len(text) > 63:
        raise ValueError(
            "a name has up to 63 lower-case letters, digits, - and _, and starts and ends with a letter or digit"
        )
    return text


def parse_schedule(text: str) -> str:
    """Return `text` if it is a schedule as in crontab(5).

    Raises
    ------
    ValueError
        As `Crontab` does.
    """
    Crontab(text, "UTC")
    return text


def parse_time_zone(text: str) -> str:
    """Return `text` if it is the name of a time zone.

    Raises
    ------
    ValueError
        If the machine's time-zone database does not have it.
    """
    try:
        Crontab("* * * * *", text)
    except ValueError as error:
        raise ValueError(f"{error}{did_you_mean(text, zoneinfo.available_timezones())}") from error
    return text


def parse_address(text: str) -> tuple[str, int]:
    """Return the host (empty for all) and the port of an address such as ``:10610`` or ``[::1]:10610``.

    Raises
    ------
    ValueError
        If `text` is not such an address.
    """
    match = _ADDRESS.fullmatch(text)
    if match is None or int(match["port"]) > 65_535:
        raise ValueError("write host:port or :port, with a port up to 65535, such as :10610 or [::1]:10610")
    return match["host"].strip("[]"), int(match["port"])


def parse_origin(text: str) -> str:
    """Return `text` if it is an origin as browsers send it (RFC 6454): ``null`` for files, or ``*`` for all of them.

    Raises
    ------
    ValueError
        If it is anything else, such as an address with a path.
    """
    if not _ORIGIN.fullmatch(text):
        raise ValueError(
            "write an origin as browsers send it, in lower case and without a path, such as "
            "https://boards.example.org; null for pages opened from a file, * for all"
        )
    return text


AS_WRITTEN = {"as_written": True}
"""The validation context of what stands in a file: there a duration has its unit, elsewhere it may be seconds."""


def _duration(value: object, info: ValidationInfo) -> object:
    return value if isinstance(value, float) and info.context != AS_WRITTEN else parse_duration(value)


def _address(text: str) -> str:
    parse_address(text)
    return text


Duration = Annotated[
    float,
    BeforeValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": f"^{_DURATION.pattern}$", "examples": ["30s", "5m", "1h30m", "7d"]}),
]
"""Seconds, written as Prometheus writes durations."""

Size = Annotated[
    int,
    BeforeValidator(parse_size),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{_SIZE.pattern}$", "examples": ["512MiB", "2GiB"]}),
]
"""Bytes, written with a binary unit."""

Name = Annotated[str, AfterValidator(parse_name), Field(json_schema_extra={"pattern": f"^{_NAME.pattern}$"})]
"""The name of a check or a data set: its label and its URL."""

Schedule = Annotated[str, AfterValidator(parse_schedule)]
"""A schedule as in crontab(5)."""

TimeZone = Annotated[str, AfterValidator(parse_time_zone)]
"""A name of the time-zone database."""

Address = Annotated[str, AfterValidator(_address)]
"""Where a server listens: ``host:port`` or ``:port``."""

Origin = Annotated[str, AfterValidator(parse_origin), Field(json_schema_extra={"pattern": f"^(?:{_ORIGIN.pattern})$"})]
"""Where a page comes from, as browsers tell it."""


def _listed(patterns: object) -> object:
    return (patterns,) if isinstance(patterns, str) else patterns


Patterns = Annotated[tuple[str, ...], BeforeValidator(_listed, json_schema_input_type=str | tuple[str, ...])]
"""Paths in which ``*`` stands for any characters of a name: one, or a list."""
