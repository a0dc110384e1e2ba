"""Names that are alike, told apart by a number that makes none of them the name of another."""

from collections.abc import Iterator, Sequence
from itertools import count


def names_apart(called: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a name for each pair of a subject and what its author calls something about it.

    The first of a subject that is called so keeps its name; the others are numbered in their order, from the second on.
    A number that would make one the name of another of its subject is passed over.
    """
    taken, before = set(called), set[tuple[str, str]]()
    for subject, name in called:
        if (subject, name) in before:
            number = next(number for number in count(2) if (subject, f"{name} {number}") not in taken)
            taken.add((subject, f"{name} {number}"))
            yield f"{name} {number}"
        else:
            before.add((subject, name))
            yield name
