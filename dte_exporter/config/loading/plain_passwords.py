"""Passwords that stand in the file itself, in the address of a database: it is to refer to them."""

import re
from collections.abc import Iterator
from typing import Any

from dte_exporter.config.problems import Problem
from dte_exporter.config.redaction import without_password

_PARAMETER = re.compile(r"[?&](password|passwd|sslpassword)=(?!\$\{)", re.IGNORECASE)


def plain_passwords(datasets: Any) -> Iterator[Problem]:
    """Yield each password in the url of a database among `datasets`, as the file writes them; none is quoted."""
    for name, dataset in datasets.items() if isinstance(datasets, dict) else ():
        source = dataset.get("source") if isinstance(dataset, dict) else None
        url = source.get("url") if isinstance(source, dict) and source.get("type") == "sql" else None
        if isinstance(url, str) and (without_password(url) != url or _PARAMETER.search(url)):
            yield Problem(
                ("datasets", name, "source", "url"),
                "a password stands in the file: write ${VARIABLE} in its place, or the url as {file: /run/secrets/url}",
            )
