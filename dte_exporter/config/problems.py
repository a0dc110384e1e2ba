"""What is wrong with a config: where, what, and the way out, one sentence a problem."""

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

Path = tuple[str | int, ...]
"""The keys and places that lead to a value from the top of the file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend.

    Parameters
    ----------
    path : Path
        Where.
    sentence : str
        What is wrong, and what would be right.
    line : int or None
        The line, where the path alone does not tell it.
    """

    path: Path
    sentence: str
    line: int | None = None


def dotted(path: Path) -> str:
    """Return `path` as people write it: ``checks.a.objectives``, ``datasets.b.models[0]``."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.removeprefix(".")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return which of `known` is most like `word`, whatever the case of either; None where none is near."""
    folded = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1)
    return folded[near[0]] if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)`` for the nearest of `known`, nothing where none is near."""
    near = nearest(word, known)
    return f" (did you mean {near!r}?)" if near is not None else ""


def choice(word: str, what: str, known: Collection[str]) -> str:
    """Return the sentence for a `word` that is no `what`: what there is, and which is nearest."""
    return f"{word!r} is no {what}{did_you_mean(word, known)}: {listed('known', known)}"


def listed(adjective: str, words: Iterable[str]) -> str:
    """Return ``known are a, b`` or ``known is a``."""
    ordered = sorted(words)
    return f"{adjective} {'is' if len(ordered) == 1 else 'are'} {', '.join(ordered)}"
