"""Packages whose submodules are used without the package itself, which imports all that it has."""

import importlib.util
import sys
from typing import Any

DEFERRED = ("evidently",)
"""Evidently's own module imports its server, its reports and its language models: most of its seconds and megabytes.

The tests of drift in its submodules need none of them.
"""


def defer(package: str) -> None:
    """Let submodules of `package` be imported without it, until something of the package itself is asked for.

    Nothing happens where the package is not installed, or imported already.
    """
    spec = None if package in sys.modules else importlib.util.find_spec(package)
    if spec is None or spec.loader is None:
        return
    loader, module = spec.loader, importlib.util.module_from_spec(spec)

    def found(name: str) -> Any:
        """Execute the package, of which a name is asked for that nothing has set yet, and return what has it."""
        if name.startswith("__"):  # whoever walks through all modules asks for some of these
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        del module.__dict__["__getattr__"]
        loader.exec_module(module)
        return getattr(module, name)

    module.__dict__["__getattr__"] = found
    sys.modules[package] = module
