"""Which columns are looked at as texts: those that are named, else those that hold free text in the reference.

The reference alone decides. A column whose texts have all become the same is what is looked for: it must not leave the
check for it.
"""

from collections.abc import Iterator

from dte_exporter.checks.drift.number_like import texts_look_like
from dte_exporter.config.roles import ColumnKind, Roles
from dte_exporter.errors import CheckError
from dte_exporter.statistics.distribution.repetition import hardly_repeats
from dte_exporter.statistics.texts.text_pair import TextPair


def candidates(named: tuple[str, ...], roles: Roles) -> tuple[str, ...]:
    """Return the columns that may hold texts in a window: all features, or those that are named, each once.

    A feature has the kind of the current window. That it holds numbers there does not say what it was.

    Raises
    ------
    CheckError
        If one is named that is not there, or cannot hold any.
    """
    for name in named:
        if name not in roles.kinds:
            raise CheckError(f"columns has {name!r}, which is no column of the data set: take it out")
        if roles.kinds[name] is not ColumnKind.CATEGORY:
            raise _no_text(name)
    return tuple(dict.fromkeys(named or roles.features))


def text_columns(named: tuple[str, ...], pair: TextPair, roles: Roles) -> Iterator[str]:
    """Yield the columns that are looked at; one of two types in the two windows is not.

    Raises
    ------
    CheckError
        If one is named that holds no texts.
    """
    for name in candidates(named, roles):
        if name in pair.distinct:
            if named or _is_free(name, pair):
                yield name
        elif named and name not in pair.refused:
            raise _no_text(name)


def _no_text(name: str) -> CheckError:
    return CheckError(
        f"columns has {name!r}, whose values are no texts: take it out, or set columns.types.{name}: text"
    )


def _is_free(name: str, pair: TextPair) -> bool:
    """Return whether nearly every text is another one, and is no number or date that was read as text."""
    reference, _ = pair.texts(name)
    return hardly_repeats(pair.distinct[name], reference.known) and texts_look_like({*reference.drawn}) is None
