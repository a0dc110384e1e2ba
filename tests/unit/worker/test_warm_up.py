import subprocess
import sys

LATER = """
import sys, signal
from dte_exporter.worker.warm_up import warm_up
warm_up()
heavy = {"duckdb", "ibis", "numpy", "pandas", "pyarrow", "scipy", "sklearn", "fairlearn", "evidently", "mlflow"}
print(sorted(heavy & set(sys.modules)))
print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)
"""


def test_a_worker_starts_without_any_library_and_leaves_ctrl_c_to_the_parent() -> None:
    """Seen from inside a process of its own: who needs no library waits for none."""
    run = subprocess.run([sys.executable, "-c", LATER], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["[]", "True"]
