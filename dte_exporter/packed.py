"""A mapping of JSON types that is read seldom, kept small: a tenth and less of what its objects would hold."""

import json
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, cast


class Packed(Mapping[str, Any]):
    """The compressed serial form of a mapping, unpacked at each look. It cannot be changed.

    Parameters
    ----------
    tree : mapping of str
        JSON types only.

    Raises
    ------
    TypeError
        If `tree` holds anything else.
    """

    __slots__ = ("_packed",)

    def __init__(self, tree: Mapping[str, Any]) -> None:
        self._packed = zlib.compress(json.dumps(dict(tree)).encode())

    def unpacked(self) -> dict[str, Any]:
        """Return the mapping."""
        return cast(dict[str, Any], json.loads(zlib.decompress(self._packed)))

    def __getitem__(self, key: str) -> Any:
        """Return what is kept as `key`."""
        return self.unpacked()[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in their order."""
        return iter(self.unpacked())

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self.unpacked())
