"""Lineage events and kills: who was told that one is kept has it kept, once, whatever is killed."""

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.lineage_killed import KILLS

REPOSITORY = Path(__file__).parents[2]


def test_fifty_kills_lose_no_event_and_double_none(tmp_path: Path) -> None:
    """Killed in the midst of it: every event that was told is there, once, and sent again it is the same."""
    command = [sys.executable, "-m", "tests.faults.lineage_killed", str(tmp_path / "history.db")]
    told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY, timeout=120).stdout

    rounds = [json.loads(line) for line in told.splitlines()]
    sound = {"verdict": "ok", "lost": 0, "doubled": 0, "accepted_twice": 0}
    assert [{key: one[key] for key in sound} for one in rounds] == [sound] * KILLS
    assert all(one["told"] for one in rounds)
