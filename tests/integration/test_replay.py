import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
Eventually = Callable[[Callable[[], bool], str], None]

pytestmark = pytest.mark.integration


def test_the_demo_leaves_nothing_behind_when_it_is_interrupted(tmp_path: Path, eventually: Eventually) -> None:
    """Ctrl-C ends the exporter with it, removes the folder, and is no error."""
    command = [sys.executable, "-m", "dev.demo.replay", "--web.listen-address", "127.0.0.1:0"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True) as demo:
        try:
            eventually(lambda: bool(list(tmp_path.glob("dte-demo-*/batches/*.parquet"))), "nobody arrived")
            demo.send_signal(signal.SIGINT)
            told, _ = demo.communicate(timeout=30)
        finally:
            demo.kill()
    assert demo.returncode == 0
    assert told.splitlines() == ["batch 1 of 24", "", "the demo has ended"]
    assert list(tmp_path.iterdir()) == []
