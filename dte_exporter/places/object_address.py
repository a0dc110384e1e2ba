"""Where objects are: the address of a config taken apart, whichever cloud it is of."""

import re
from dataclasses import dataclass
from typing import Literal

Cloud = Literal["s3", "gs", "az"]

SCHEMES: dict[str, Cloud] = {"s3": "s3", "gs": "gs", "az": "az", "abfss": "az"}
"""The cloud that an address is of, by how it begins."""

_HADOOP = re.compile(r"(?P<container>[^@/]+)@(?P<account>[^@./]+)\.dfs\.core\.windows\.net")
_SIGNED = re.compile(r"[?&](sig|X-Amz-Signature|X-Goog-Signature)=", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ObjectAddress:
    """The address of an object, of a folder of them, or of a glob.

    Parameters
    ----------
    written : str
        As the config has it.
    cloud : str
        Whose: ``s3`` for S3 and its like, ``gs``, ``az``.
    bucket : str
        Azure calls it a container.
    key : str
        What is meant in it, empty for all.
    account : str
        Azure's account, where the address names it.
    under : str
        What stands before ``path`` and ``store`` in the config, for messages that name them.
    """

    written: str
    cloud: Cloud
    bucket: str
    key: str
    account: str = ""
    under: str = "source."


def is_address(path: str) -> bool:
    """Return whether `path` leads to an object store, not to a disk."""
    return path.partition("://")[0] in SCHEMES and "://" in path


def parse_address(path: str, under: str = "source.") -> ObjectAddress:
    """Return `path`, for which `is_address` holds, taken apart; in the config it stands `under` a section, or none.

    Raises
    ------
    ValueError
        If it names no bucket, has a key of its own signed into it, or parts that no object's name can have. The
        message has nothing of `path`, in which a secret may stand.
    """
    scheme, _, rest = path.partition("://")
    bucket, _, key = rest.partition("/")
    if _SIGNED.search(path):
        raise ValueError(f"the address has a signature in it, which everybody would see: keys go into {under}store")
    account = ""
    if scheme == "abfss":
        found = _HADOOP.fullmatch(bucket)
        if found is None:
            raise ValueError("write abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/…, or az://CONTAINER/…")
        bucket, account = found["container"], found["account"]
    if not bucket or "@" in bucket or ":" in bucket:
        raise ValueError(f"write {scheme}://BUCKET/…, and keys into {under}store")
    key = key.strip("/")
    if any(part in {"", ".", ".."} for part in key.split("/")[: None if key else 0]):
        raise ValueError("the address has an empty part (//), or one of dots alone: write the object's name as it is")
    return ObjectAddress(path, SCHEMES[scheme], bucket, key, account, under)
