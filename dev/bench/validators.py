"""The command `validate` on a file, and validators that people use beside it, each in an environment of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from dev.bench.measure import best

_ROOT = Path(__file__).parents[2]
_SCRIPT = Path(__file__).parent / "suite_of_peers.py"
_PEERS = {
    "Great Expectations on pandas": ("gx_on_pandas", "great-expectations==1.24.1", "pandas==3.1.1"),
    "pandera on pandas": ("pandera_on_pandas", "pandera==0.35.0", "pandas==3.1.1"),
}
"""What is measured: the function that does it, and what its environment holds."""


def command(file: str, *options: str) -> float:
    """Return the seconds that `validate` takes, its own start included; it finds nothing wrong with these rows."""
    asked = [sys.executable, "-m", "dte_exporter", "validate", file, "--key", "id", *options]
    return best(lambda: subprocess.run(asked, check=True, capture_output=True), 1)


def peers(file: str) -> Iterator[tuple[str, float, float]]:
    """Yield each validator by name, its seconds and its peak of memory in MB; those that cannot run say so."""
    uv = next(_ROOT.glob(".tools/uv-*/bin/uv"), None)
    if uv is None:
        print("no peer is measured: .tools/ has no uv, which `make` puts there", file=sys.stderr)
        return
    environment = {**os.environ, "GX_ANALYTICS_ENABLED": "false"}
    for name, (function, *packages) in _PEERS.items():
        options = [option for package in (*packages, "pyarrow") for option in ("--with", package)]
        python = [
            str(uv),
            "run",
            "--quiet",
            "--isolated",
            "--no-project",
            "--python",
            sys.executable,
            *options,
            "python",
        ]
        ran = subprocess.run(
            [*python, str(_SCRIPT), function, file], capture_output=True, text=True, env=environment, check=False
        )
        if ran.returncode:
            print(f"{name} is not measured: {(ran.stderr.splitlines() or ['killed'])[-1]}", file=sys.stderr)
            continue
        seconds, megabytes = json.loads(ran.stdout.splitlines()[-1])
        yield name, seconds, megabytes
