import subprocess
import sys

LATER = """
import sys, os, signal
from dte_exporter.worker.warm_up import CALCULATORS, warm_up
warm_up()
print(all(name in sys.modules for name in CALCULATORS), os.environ["DO_NOT_TRACK"])
print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)
"""


def test_a_warm_worker_has_its_calculators_no_telemetry_and_leaves_ctrl_c_to_the_parent() -> None:
    """Seen from inside a process of its own."""
    run = subprocess.run([sys.executable, "-c", LATER], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "1", "True"]
