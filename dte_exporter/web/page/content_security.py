"""What the page may do in a browser: run and show what is written in it, and read from where it came from."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html.parser import HTMLParser

_HOST = re.compile(r"[A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_RUN = frozenset({"", "module", "text/javascript"})
"""Types of scripts that run; others are data, to which no policy applies."""


class ContentPolicy:
    """The Content-Security-Policy (level 3) of a page that carries all that it needs.

    Parameters
    ----------
    page : str
        The HTML document.
    """

    def __init__(self, page: str) -> None:
        inline = _Inline()
        inline.feed(page)
        inline.close()
        self._fixed = "; ".join(
            (
                "default-src 'none'",
                f"script-src {_hashes(inline.scripts)}",
                f"style-src {_hashes(inline.styles)}",
                "img-src data: blob:",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
            )
        )

    def at(self, host: str) -> str:
        """Return the policy where the page was asked for at `host`: to old browsers ``'self'`` is no WebSocket."""
        sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
        return f"{self._fixed}; connect-src 'self'{sockets}"


class _Inline(HTMLParser):
    """Gathers the scripts that run and the styles of a document."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "style":
            self._into = self.styles
        elif tag == "script" and (dict(attrs).get("type") or "") in _RUN:
            self._into = self.scripts
        else:
            return
        self._into.append("")

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data  # it may come in parts

    def handle_endtag(self, tag: str) -> None:
        self._into = None


def _hashes(contents: Iterable[str]) -> str:
    digests = (b64encode(sha256(content.encode()).digest()).decode() for content in contents)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
