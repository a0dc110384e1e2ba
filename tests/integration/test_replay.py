import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]

pytestmark = pytest.mark.integration


def test_the_demo_leaves_nothing_behind_when_it_is_interrupted(tmp_path: Path, free_port: Callable[[], int]) -> None:
    """Ctrl-C ends the exporter with it, removes the folder, and is no error."""
    command = [sys.executable, "-m", "dev.demo.replay", "--every", "60s"]
    command += ["--web.listen-address", f"127.0.0.1:{free_port()}"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        try:
            arrived = [demo.stdout.readline() for _ in range(2)]  # the second once the exporter is ready
            demo.send_signal(signal.SIGINT)
            told, _ = demo.communicate(timeout=30)
        finally:
            demo.kill()
    assert demo.returncode == 0
    assert arrived == ["batch 1 of 24\n", "batch 2 of 24\n"]
    assert told == "\nthe demo has ended\n"
    assert list(tmp_path.iterdir()) == []
