"""Passwords and tokens that stand in the file itself, in the address of a database: it is to refer to them."""

import re
from collections.abc import Iterator
from typing import Any

from dte_exporter.config.problems import Problem
from dte_exporter.config.redaction import without_password

_PARAMETER = re.compile(
    r"[?&](password|passwd|sslpassword)=(?!\$\{)|;[^;=]*(token|password|secret|key|authorization)[^;=]*=(?!\$\{)",
    re.IGNORECASE,
)

_ADDRESSES = {"sql": "url", "spark": "remote"}
"""The key of the address, by the type of the source."""


def plain_passwords(datasets: Any) -> Iterator[Problem]:
    """Yield each password in the address of a database among `datasets`, as the file writes them; none is quoted."""
    for name, dataset in datasets.items() if isinstance(datasets, dict) else ():
        source = dataset.get("source") if isinstance(dataset, dict) else None
        key = _ADDRESSES.get(str(source.get("type"))) if isinstance(source, dict) else None
        address = source.get(key) if isinstance(source, dict) and key else None
        if key and isinstance(address, str) and (without_password(address) != address or _PARAMETER.search(address)):
            yield Problem(
                ("datasets", name, "source", key),
                f"a password stands in the file: write ${{VARIABLE}} in its place, or the {key} as "
                f"{{file: /run/secrets/{key}}}",
            )
