"""How things are measured: the best of several runs, in a process of its own where memory counts."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any


def best(work: Callable[[], object], times: int = 3) -> float:
    """Return the seconds of the fastest of `times` runs of `work`."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)


def in_child(function: str, *arguments: object) -> tuple[Any, float]:
    """Return what ``module:name`` returns in a fresh process (JSON types), and that process's peak memory in MB."""
    module, name = function.split(":")
    code = (
        f"import json, resource, {module}; value = {module}.{name}(*json.loads({json.dumps(arguments)!r}))\n"
        "print(json.dumps([value, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))"
    )
    run = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True)
    value, megabytes = json.loads(run.stdout.splitlines()[-1])
    return value, megabytes
