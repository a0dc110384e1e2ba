"""Which objects a key means: one, those of a folder, or of a glob, by the rules that hold on a disk."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from dte_exporter.places.lying_files import is_hidden
from dte_exporter.places.object_client import ObjectClient, StoredObject

_MARKS = re.compile(r"[*?\[]")


def meant_by(client: ObjectClient, key: str) -> Iterator[StoredObject]:
    """Yield what `key` means. What is called so is meant, whatever marks its name has.

    Raises
    ------
    SourceError
        If the store refuses.
    """
    exact = client.found(key) if key else None
    if exact is not None:
        yield exact
        return
    folder = [one for one in _without_markers(client.listed(key)) if not is_hidden(_below(one, key))]
    yield from folder
    if not folder and _MARKS.search(key):
        parts = key.split("/")
        fixed = next(place for place, part in enumerate(parts) if _MARKS.search(part))
        below = "/".join(parts[:fixed])
        for one in _without_markers(client.listed(below)):
            if _matches(tuple(parts[fixed:]), _below(one, below).parts):
                yield one


def _without_markers(listed: Iterable[StoredObject]) -> Iterator[StoredObject]:
    """Yield what is `listed`, but for the empty objects that stand for folders."""
    objects = list(listed)
    folders = {str(parent) for one in objects for parent in Path(one.key).parents}
    yield from (one for one in objects if one.size or one.key not in folders)


def _below(one: StoredObject, folder: str) -> Path:
    return Path(one.key).relative_to(folder)


def _matches(pattern: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Return whether the glob `pattern` means the object, or a folder that it lies in, and none of both is hidden."""
    is_asked_for = is_hidden(Path(*pattern))
    return any(
        (is_asked_for or not is_hidden(Path(*parts[:taken]))) and not is_hidden(Path(*parts[taken:]))
        for taken in _taken(pattern, parts)
    )


def _taken(pattern: tuple[str, ...], parts: tuple[str, ...]) -> Iterator[int]:
    """Yield how many of the `parts` of a name the whole `pattern` may stand for."""
    if not pattern:
        yield 0
    elif pattern[0] == "**":
        for skipped in range(len(parts)):  # folders alone: the last part is the object's own
            yield from (skipped + taken for taken in _taken(pattern[1:], parts[skipped:]))
    elif parts and fnmatchcase(parts[0], pattern[0]):
        yield from (1 + taken for taken in _taken(pattern[1:], parts[1:]))
