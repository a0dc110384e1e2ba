"""A page's sources put into one HTML file that needs nothing else, and runs nothing else."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">\n')
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>\n')
_UNREAD = re.compile(r"^ *//[^\n]*\n|^ */\*\*.*?\*/\n|^ +", re.MULTILINE | re.DOTALL)
"""Comments and indentation: the sources are for reading, what is made of them is for browsers."""
_SAMPLE = '<script id="sample" type="application/zlib"></script>'
_PACKED = re.compile(r'<script id="sample" type="application/zlib">([^<]*)</script>')


@dataclass(frozen=True, slots=True)
class SingleFile:
    """A page.

    Parameters
    ----------
    sources : Path
        The folder with ``page.html``, which names styles and scripts by where they lie beside it.
    kept : Path
        The file that it was put into before.
    reaches : str
        What it may connect to where no server says less.
    """

    sources: Path
    kept: Path
    reaches: str

    def built(self, answers: Mapping[str, object]) -> str:
        """Return the page with `answers` as its sample."""
        page = self._read("page.html")
        style = "".join(self._read(path) for path in _STYLE.findall(page))
        scripts = [one for one in self._scripts(_SCRIPT.findall(page)) if one]
        page = _SCRIPT.sub("", _STYLE.sub("", page))
        sample = self._packed(json.dumps(answers, separators=(",", ":"), ensure_ascii=False))
        inline = "".join(f"<script>{script}</script>\n" for script in scripts)
        head = f"{_policy(scripts, style, self.reaches)}\n<style>{style}</style>\n</head>"
        page = page.replace("</head>", head).replace(_SAMPLE, _SAMPLE.replace("></", f">{sample}</"))
        return page.replace("</body>", f"{inline}</body>")

    def _scripts(self, paths: list[str]) -> tuple[str, str]:
        """Return the libraries, with their licence, and the page's own scripts, each in the order of their places."""
        vendored = [path for path in paths if path.startswith("../vendor/")]
        licences = [f"/*\n{(self.sources / path).parent.joinpath('LICENSE.md').read_text()}*/\n" for path in vendored]
        libraries = (licence + self._read(path) for licence, path in zip(licences, vendored, strict=True))
        own = "".join(self._read(path) for path in paths if path not in vendored)
        return "".join(libraries), f'"use strict";\n{_UNREAD.sub("", own)}'

    def _packed(self, text: str) -> str:
        """Return the sample compressed, in Base64: every copy of the page carries it, and few open it.

        What is kept stays where it says the same, since not every zlib compresses to the same bytes.
        """
        kept = _PACKED.search(self.kept.read_text()) if self.kept.exists() else None
        return kept[1] if kept and unpacked(kept[1]) == text else b64encode(zlib.compress(text.encode(), 9)).decode()

    def _read(self, path: str) -> str:
        return (self.sources / path).read_text()


def _policy(scripts: list[str], style: str, reaches: str) -> str:
    """Return the policy for wherever no server sets one: what is written here may run, nothing may be loaded."""
    allowed = (
        "default-src 'none'",
        f"script-src {' '.join(map(_hash, scripts))}",
        f"style-src {_hash(style)}",
        "img-src data: blob:",
        f"connect-src {reaches}",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(allowed)}">'


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def unpacked(packed: str) -> str:
    """Return the sample in what a page carries; nothing where that is none."""
    try:
        return zlib.decompress(b64decode(packed)).decode()
    except (ValueError, zlib.error):
        return ""
