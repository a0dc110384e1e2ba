"""A process whose main module is no file, as a worker's is, outlives PySpark."""

import subprocess
import sys

ASKED = "import pyspark.sql.connect.session; print('alive')"


def said(*lines: str) -> str:
    """Return what a process prints whose main module is no file."""
    run = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    return run.stdout


def test_a_declared_main_module_is_taken_for_what_it_is() -> None:
    """Without it PySpark ends the process: the second half will fail on the day that it no longer does."""
    assert said("from dte_exporter.main_module import declare_main", "declare_main()", ASKED) == "alive\n"
    assert said(ASKED) == ""
