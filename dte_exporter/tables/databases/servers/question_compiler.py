"""Ibis's compiler for a dialect, with other words where Ibis's would not answer as the embedded engine does."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.backends.sql.compilers.base import SQLGlotCompiler

Word = Callable[..., Any]
"""From a compiler, an operation and its compiled parts to the SQL of it; Ibis's would be a method ``visit_…``."""


def with_words(base: "type[SQLGlotCompiler]", words: Mapping[str, Word]) -> "SQLGlotCompiler":
    """Return a compiler that is `base` but for `words`, each by the name of its operation.

    They are set on a class that is there already: making one, Ibis puts its own words for simple operations into it.
    """
    made = type(f"Our{base.__name__}", (base,), {"__slots__": ()})
    for name, word in words.items():
        setattr(made, f"visit_{name}", word)
    return made()


def of_ibis(compiler: Any, word: str, operation: Any, **parts: Any) -> Any:
    """Return what Ibis itself writes for `operation` by its own `word`."""
    theirs = super(type(compiler), compiler)
    return getattr(theirs, f"visit_{word}")(operation, **parts)
