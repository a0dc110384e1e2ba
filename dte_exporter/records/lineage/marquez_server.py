"""A Marquez server as this project asks it: pages of its REST API, each with an end, and one sentence where it fails.

Reference
    Marquez, API, https://marquezproject.github.io/marquez/openapi.html
"""

from collections.abc import Iterator, Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pydantic import Field, SecretStr, field_validator

from dte_exporter.config.models import Model
from dte_exporter.errors import SourceError
from dte_exporter.records.validations.json_document import UnfitError, tree_of

_PATIENCE = 30.0
"""Seconds that an answer may take."""

_LARGEST = 64 * 2**20
"""Bytes that an answer may have."""

PAGE = 100
"""Entries that are asked for at once."""


class MarquezServer(Model):
    """How a Marquez is reached."""

    url: str = Field(description="Where it is, such as https://marquez:5000; what stands before /api/v1.")
    api_key: SecretStr | None = Field(
        default=None, description="What is sent as a bearer token, where something in front of it asks for one."
    )

    @field_validator("url")
    @classmethod
    def _of_http(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("write the address of a Marquez, such as https://marquez:5000")
        if "@" in parts.netloc:
            raise ValueError("leave name and password out of the address: set api_key")
        return url.rstrip("/")

    @field_validator("api_key")
    @classmethod
    def _fits_a_header(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and not (key.get_secret_value().isascii() and key.get_secret_value().isprintable()):
            raise ValueError("a key is printable ASCII, without a line break at its end")
        return key

    def pages(self, path: str, key: str, at_most: int, **asked: str) -> Iterator[Mapping[str, Any]]:
        """Yield what stands under `key` of each page that `path` has below ``/api/v1``, until there are `at_most`.

        Raises
        ------
        SourceError
            If it does not answer, refuses, or is no Marquez.
        """
        for offset in range(0, at_most, PAGE):
            tree = self._answer(f"{path}?{urlencode({**asked, 'limit': PAGE, 'offset': offset})}")
            some = tree.get(key) if isinstance(tree, Mapping) else None
            if not isinstance(some, list) or not all(isinstance(one, Mapping) for one in some):
                raise SourceError(f"what answers at {self.url} is no Marquez: its {path} has no list of {key}")
            yield from some
            if len(some) < PAGE:
                return

    def _answer(self, path: str) -> Any:
        key = {} if self.api_key is None else {"Authorization": f"Bearer {self.api_key.get_secret_value()}"}
        request = Request(f"{self.url}/api/v1/{path}", headers={"Accept": "application/json", **key})  # noqa: S310  of http, or https
        try:
            with build_opener(_Straight).open(request, timeout=_PATIENCE) as answer:
                body = answer.read(_LARGEST + 1)
        except HTTPError as refusal:
            with refusal:
                raise SourceError(_refusal(self.url, refusal)) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or type(error).__name__
            raise SourceError(f"no Marquez answers at {self.url}: {reason}") from None
        if len(body) > _LARGEST:
            raise SourceError(f"an answer of the Marquez at {self.url} is larger than {_LARGEST // 2**20} MiB")
        try:
            return tree_of(body)
        except UnfitError:
            raise SourceError(f"what answers at {self.url} is no Marquez: its answer is no JSON, or cut off") from None


class _Straight(HTTPRedirectHandler):
    """Follows nobody elsewhere: the key is for one server."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _refusal(url: str, refusal: HTTPError) -> str:
    if refusal.code in {401, 403}:
        return f"the Marquez at {url} refuses who asks ({refusal.code}): set api_key"
    if 300 <= refusal.code < 400:
        return f"what answers at {url} sends elsewhere ({refusal.code}): set url to where its Marquez is"
    return f"the Marquez at {url} refuses: {refusal.code} {str(refusal.reason)[:100]}"
