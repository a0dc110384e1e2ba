"""What checks may be given beside rows, such as the records of models: each is declared once, and asked for by name."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

T = TypeVar("T")

Named = Mapping[tuple[str | int, ...], str]
"""Names in the parameters of a check, each by the keys that lead to it."""


def _no_model(params: Any) -> Named:
    """Return the entries that are read by an input that reads none."""
    return {}


@runtime_checkable
class Identified(Protocol):
    """What a check is given whose content has an identity, be it rows or something beside them."""

    @property
    def fingerprint(self) -> str | None:
        """The identity; None where nobody can know it."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Input(Generic[T]):
    """One kind of thing that a check can be given.

    A check declares its inputs (``@check(…, inputs=…)``), the worker opens them before a run, and a plan takes one from
    the `statistics.sources.Sources` that it measures.

    Parameters
    ----------
    name : str
        What messages call it.
    opened : callable
        ``(ConfiguredCheck, Registry) -> T``: opens it in the worker, for one run. What is `Identified` is among what
        the check's values rest on, as its rows are.
    whole_config : bool
        Whether it looks beyond the check's own lines, at the config as a whole: the loader then hands it over, and the
        check is another one whenever anything of that changes.
    models : callable
        From the parameters of a check to the entries of ``models:`` that it is opened from, each by the keys that lead
        to its name in them. The loader hands their sources over.
    """

    name: str
    opened: Callable[[Any, Any], T]
    whole_config: bool = False
    models: Callable[[Any], Named] = _no_model


def models_of(inputs: Iterable[Input[Any]], params: Any) -> Named:
    """Return the entries of ``models:`` that `inputs` of a check with these `params` are opened from."""
    return {keys: name for one in inputs for keys, name in one.models(params).items()}
