"""What checks may be given beside rows, such as the records of models: each is declared once, and asked for by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


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
        ``(ConfiguredCheck, Registry) -> T``: opens it in the worker, for one run.
    whole_config : bool
        Whether it looks beyond the check's own lines, at the config as a whole: the loader then hands it over, and the
        check is another one whenever anything of that changes.
    """

    name: str
    opened: Callable[[Any, Any], T]
    whole_config: bool = False
