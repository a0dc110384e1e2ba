"""A Pushgateway, for runs that end before Prometheus could scrape them."""

import base64
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from dte_exporter.errors import SinkError

_PATIENCE = 30.0
"""Seconds to wait for its answer."""
_LONGEST_REASON = 300


class Pushgateway:
    """The group of one job on a Pushgateway, which a push replaces as a whole: what is no longer measured is gone.

    Parameters
    ----------
    url : str
        Where it is, such as ``http://localhost:9091``; a name and password in it are for HTTP basic authentication.
    job : str
        The ``job`` label of what is pushed.

    Raises
    ------
    SinkError
        If that is no address, or no job.
    """

    def __init__(self, url: str, job: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SinkError("--push-gateway is the address of a Pushgateway, such as http://localhost:9091")
        if not job:
            raise SinkError("--push-job is the job label of what is pushed: it cannot be empty")
        self._place = parts.netloc.rpartition("@")[2]
        self._headers = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        if parts.username is not None:
            self._headers["Authorization"] = _basic(parts.username, parts.password or "")
        path = f"{parts.path.rstrip('/')}/metrics/job@base64/{_base64(job)}"
        self._group = urlunsplit((parts.scheme, self._place, path, "", ""))

    def put(self, exposition: bytes) -> None:
        """Replace the group.

        Raises
        ------
        SinkError
            If the gateway does not take it.
        """
        request = Request(self._group, exposition, self._headers, method="PUT")  # noqa: S310  an address of http or https
        try:
            with urlopen(request, timeout=_PATIENCE):  # noqa: S310  the same
                return
        except HTTPError as error:
            with error:
                said = error.read(_LONGEST_REASON).decode(errors="replace").strip() or error.reason
            raise SinkError(f"the Pushgateway at {self._place} refuses: {error.code} {said}") from error
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise SinkError(f"no Pushgateway answers at {self._place}: {reason}") from error


def _basic(name: str, password: str) -> str:
    pair = f"{unquote(name)}:{unquote(password)}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _base64(label: str) -> str:
    """Return a label's value for a path, where it may hold whatever a label may."""
    return quote(base64.urlsafe_b64encode(label.encode()).decode())
