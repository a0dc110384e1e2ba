"""The libraries that a run needs, and their import before it: a heavy one costs seconds, and most runs need none."""

import gc
import importlib
import os
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.registered_model import RegisteredParams
from dte_exporter.main_module import declare_main
from dte_exporter.registry import Registry
from dte_exporter.worker.deferred import DEFERRED, defer

TELEMETRY_OFF = {"DO_NOT_TRACK": "1", "MLFLOW_DISABLE_TELEMETRY": "true"}
"""Environment that keeps libraries from phoning home."""

PLAIN_ALLOCATOR = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Environment that keeps Arrow from reserving a gigabyte, which RLIMIT_DATA would count in the middle of a run."""


def libraries(check: ConfiguredCheck, registry: Registry) -> frozenset[str]:
    """Return the modules that a run of `check` computes and reads with, as its kind and its sources declare them."""
    return frozenset(_declared(check, registry))


def load(modules: Collection[str]) -> int:
    """Import `modules` into this process, and return its id.

    One that is not there or breaks is no concern of this: the run that needs it says what it says without it. Nor is
    what libraries have to warn each other of.
    """
    os.environ.update(TELEMETRY_OFF | PLAIN_ALLOCATOR)
    declare_main()
    for package in DEFERRED:
        defer(package)
    with _no_garbage_looked_for(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module in sorted(modules):
            with suppress(Exception):
                importlib.import_module(module)
    return os.getpid()


@contextmanager
def _no_garbage_looked_for() -> Iterator[None]:
    """Leave alone what the block makes: libraries stay, and looking through them over and over takes a tenth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _declared(check: ConfiguredCheck, registry: Registry) -> Iterator[str]:
    kind = registry.checks[check.settings.check]
    yield from kind.calculators
    for dataset in check.datasets.values() if kind.on == "rows" else ():
        yield from registry.sources[dataset.source.type].drivers
    own = (check.params.source,) if isinstance(check.params, RegisteredParams) else ()
    for source in (*own, *check.models.values()):
        yield from registry.model_sources[source.type].drivers
