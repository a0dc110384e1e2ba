"""A file of JSON to a tree, and a tree to what a format says of it: sentences hold places, and nothing that is there.

What is still being written is told from what is none: of a document that is cut off anywhere, the fault is at its end.
"""

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

CUT_OFF = "ends in the middle: it is being written, or was cut off; it is read again at the next run"
"""What is said of a file that is not whole, whatever its format."""

_AT_THE_END = 8
"""Characters from which on a fault is one of the end: an escape has six of them, a word of JSON five."""

W = TypeVar("W", bound="Written")


class UnfitError(Exception):
    """A file is not what it should be. Its text goes on where the sentence of the caller has named the file."""


class Written(BaseModel):
    """A part of a file of another tool: what is not asked for is passed over, for versions add to it."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def tree_of(body: bytes) -> Any:
    """Return the tree of the JSON in `body`; a number that is none, such as NaN, is None in it.

    Raises
    ------
    UnfitError
        If it is no JSON, or not the whole of one.
    """
    try:
        text = body.decode(json.detect_encoding(body))
    except UnicodeDecodeError as error:
        near_end = error.start >= len(body) - _AT_THE_END
        raise UnfitError(CUT_OFF if near_end else "is no JSON: it is not text in UTF-8") from None
    try:
        return json.loads(text.removeprefix("\ufeff"), parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise UnfitError(_fault(error)) from None
    except RecursionError:
        raise UnfitError("is no result of a validation: it is nested too deeply") from None
    except ValueError:  # a whole number of thousands of digits
        raise UnfitError("is no result of a validation: it has a number that is too long") from None


def _fault(error: json.JSONDecodeError) -> str:
    is_at_end = error.pos >= len(error.doc.rstrip()) - _AT_THE_END or error.msg.startswith("Unterminated string")
    return CUT_OFF if is_at_end else f"is no JSON: see line {error.lineno}, column {error.colno}"


def read_as(form: type[W], tree: Any, tool: str) -> W:
    """Return `tree` as what `tool` writes.

    Raises
    ------
    UnfitError
        If it is another: the sentence says where and how, and quotes nothing.
    """
    try:
        return form.model_validate(tree)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        place = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in first["loc"]).lstrip(".")
        fault = "is missing" if first["type"] == "missing" else f"is not as {tool} writes it ({first['type']})"
        raise UnfitError(f"is no result of {tool}: {_bounded(place) or 'it'} {fault}") from None


def _bounded(place: str) -> str:
    return place if len(place) <= 80 else f"{place[:79]}…"
