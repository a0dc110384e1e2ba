"""The serial form of statistics: a JSON object with the version of what it holds."""

import json
from typing import Any


def tree_of(body: bytes, what: str, version: int) -> dict[str, Any]:
    """Return what the serial form `body` holds, without its version.

    Parameters
    ----------
    body : bytes
        As written by a build of any version.
    what : str
        What it should be, as the error words it.
    version : int
        The version that this build reads.

    Raises
    ------
    ValueError
        If `body` is of another version.
    """
    tree: dict[str, Any] = json.loads(body)
    found = tree.pop("version")
    if found != version:
        raise ValueError(f"{what} of version {found}: this build reads {version}")
    return tree
