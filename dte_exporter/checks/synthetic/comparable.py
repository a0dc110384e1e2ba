"""Which columns of synthetic and real data can be held against each other, from what is known of their kinds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError, MissingColumnError

CATEGORIES = {ColumnKind.CATEGORY, ColumnKind.BOOLEAN}


@dataclass(frozen=True, slots=True)
class Compared:
    """The columns of two data sets, by how they are compared.

    Parameters
    ----------
    numbers, categories : tuple of str
        Those that are.
    left_out : tuple of str
        A sentence for each of the others that the real data have.
    structure : float
        The share of the columns of both together that both have, of one kind.
    """

    numbers: tuple[str, ...]
    categories: tuple[str, ...]
    left_out: tuple[str, ...]
    structure: float


def compared(roles: Roles, real: str, wanted: tuple[str, ...]) -> Compared:
    """Return which columns of the synthetic data, and of data set `real`, are compared.

    Parameters
    ----------
    roles : Roles
        Of the synthetic data.
    real : str
        The name of the real data set.
    wanted : tuple of str
        Those that the config names; all without a role of identity if it names none.
    """
    theirs = roles.others[real].kinds
    identities = {*_identities(roles), *_identities(roles.others[real])}
    names = wanted or tuple(name for name in theirs if name not in identities)
    numbers = tuple(name for name in names if _kind(roles.kinds, name) == _kind(theirs, name) == ColumnKind.NUMBER)
    categories = tuple(name for name in names if {_kind(roles.kinds, name), _kind(theirs, name)} <= CATEGORIES)
    left_out = _left_out((name for name in names if name not in {*numbers, *categories}), roles.kinds, theirs)
    return Compared(numbers, categories, tuple(left_out), _structure(roles.kinds, theirs))


def required(roles: Roles, real: str, wanted: tuple[str, ...]) -> Compared:
    """Return what `compared` does, where there is something to compare.

    Raises
    ------
    CheckError
        If no column can be compared.
    MissingColumnError
        If the real data lack a column that the config names.
    """
    theirs = roles.others[real].kinds
    for name in wanted:
        if name not in theirs:
            raise MissingColumnError(f"data set {real!r}", name, theirs)
    found = compared(roles, real, wanted)
    if not (found.numbers or found.categories):
        raise CheckError(
            f"no column of numbers or categories is both in the synthetic data and in data set {real!r}: "
            "see columns.types"
        )
    return found


def _identities(roles: Roles) -> Iterator[str]:
    """Yield the columns that say who or which a row is, and not how it is."""
    yield from (name for name in (roles.key, roles.subject) if name)


def _kind(kinds: Mapping[str, ColumnKind], name: str) -> ColumnKind | None:
    return kinds.get(name)


def _left_out(names: Iterator[str], ours: Mapping[str, ColumnKind], theirs: Mapping[str, ColumnKind]) -> Iterator[str]:
    for name in names:
        if name not in ours:
            yield f"column {name!r} is not compared: the synthetic data have none"
        elif ours[name] != theirs[name]:
            kinds = f"{ours[name]} in the synthetic and {theirs[name]} in the real data"
            yield f"column {name!r} is not compared: it is of kind {kinds}, so set columns.types of both alike"
        else:
            yield f"column {name!r} is not compared: it is of kind {ours[name]}, neither numbers nor categories"


def _structure(ours: Mapping[str, ColumnKind], theirs: Mapping[str, ColumnKind]) -> float:
    both, either = set(ours.items()) & set(theirs.items()), set(ours.items()) | set(theirs.items())
    return len(both) / len(either)
