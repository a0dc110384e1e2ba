"""The DTE Trust Dashboard: its sources put into one HTML file that needs nothing else, and runs nothing else."""

import json
import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from dev.generate import sample
from dte_exporter.registry import Registry

SOURCES = Path(__file__).parents[2] / "tools/data-trust-dashboard/src"
PLACES = (
    "tools/data-trust-dashboard/DTE_Trust_Dashboard.html",
    "dte_exporter/web/page/DTE_Trust_Dashboard.html",
)

_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)">\n')
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>\n')
_UNREAD = re.compile(r"^ *//[^\n]*\n|^ */\*\*.*?\*/\n|^ +", re.MULTILINE | re.DOTALL)
"""Comments and indentation: the sources are for reading, what is made of them is for browsers."""
_SAMPLE = '<script id="sample" type="application/zlib"></script>'
_PACKED = re.compile(r'<script id="sample" type="application/zlib">([^<]*)</script>')


def make(registry: Registry) -> Mapping[str, str]:
    """Return the page by the files in which it is kept: the one to open, and the one that the exporter serves."""
    kept = sample.kept(registry)
    page = built(sample.answers(kept, registry))
    return {sample.PLACE: kept, **dict.fromkeys(PLACES, page)}


def built(answers: Mapping[str, object]) -> str:
    """Return the page with `answers` as its sample."""
    page = (SOURCES / "page.html").read_text()
    style = "".join(_read(path) for path in _STYLE.findall(page))
    vendored, own = _scripts(_SCRIPT.findall(page))
    page = _SCRIPT.sub("", _STYLE.sub("", page))
    data = _SAMPLE.replace("></", f">{_packed(json.dumps(answers, separators=(',', ':'), ensure_ascii=False))}</")
    scripts = "".join(f"<script>{script}</script>\n" for script in (vendored, own))
    head = f"{_policy([vendored, own], style)}\n<style>{style}</style>\n</head>"
    return page.replace("</head>", head).replace(_SAMPLE, data).replace("</body>", f"{scripts}</body>")


def _scripts(paths: list[str]) -> tuple[str, str]:
    """Return the libraries, with their licence, and the page's own scripts, each in the order in which they stand."""
    vendored = [path for path in paths if path.startswith("../vendor/")]
    licences = [f"/*\n{(SOURCES / path).parent.joinpath('LICENSE.md').read_text()}*/\n" for path in vendored]
    libraries = (licence + _read(path) for licence, path in zip(licences, vendored, strict=True))
    own = "".join(_read(path) for path in paths if path not in vendored)
    return "".join(libraries), f'"use strict";\n{_UNREAD.sub("", own)}'


def _policy(scripts: list[str], style: str) -> str:
    """Return the policy for wherever no server sets one: what is written here may run, nothing may be loaded."""
    allowed = (
        "default-src 'none'",
        f"script-src {' '.join(map(_hash, scripts))}",
        f"style-src {_hash(style)}",
        "img-src data: blob:",
        "connect-src http: https: ws: wss:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(allowed)}">'


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"


def _packed(text: str) -> str:
    """Return the sample compressed, in Base64: every copy of the page carries it, and few open it.

    What is kept stays where it says the same, since not every zlib compresses to the same bytes.
    """
    file = SOURCES.parents[2] / PLACES[0]
    kept = _PACKED.search(file.read_text()) if file.exists() else None
    return kept[1] if kept and unpacked(kept[1]) == text else b64encode(zlib.compress(text.encode(), 9)).decode()


def unpacked(packed: str) -> str:
    """Return the sample in what a page carries; nothing where that is none."""
    try:
        return zlib.decompress(b64decode(packed)).decode()
    except (ValueError, zlib.error):
        return ""


def _read(path: str) -> str:
    return (SOURCES / path).read_text()
