"""The main module of this process, as PySpark wants it: a process without one it takes for its own doctests, and ends.

MLflow asks PySpark at each request, wherever that is installed, and a worker's main module is no file.
"""

import sys
from importlib.machinery import ModuleSpec


def declare_main() -> None:
    """Give the main module a spec where it has none."""
    main = sys.modules["__main__"]
    main.__spec__ = main.__spec__ or ModuleSpec("__main__", None)
