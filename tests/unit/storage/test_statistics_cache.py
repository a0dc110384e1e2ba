import os
from pathlib import Path

import pytest

from dte_exporter.storage import statistics_cache
from dte_exporter.storage.statistics_cache import DiskCache


def test_what_was_put_is_found_again_by_another_process(tmp_path: Path) -> None:
    """The folder is all that two caches share."""
    DiskCache(tmp_path / "cache").put("key", b"body")
    assert DiskCache(tmp_path / "cache").get("key") == b"body"


def test_what_was_never_put_is_none(tmp_path: Path) -> None:
    """An empty or absent folder is no error."""
    assert DiskCache(tmp_path / "absent").get("key") is None


def test_the_last_put_wins_and_leaves_no_scraps(tmp_path: Path) -> None:
    """A body is replaced whole."""
    cache = DiskCache(tmp_path)
    cache.put("key", b"old")
    cache.put("key", b"new")
    assert cache.get("key") == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_was_not_used_for_longest_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A window of the last days is another at every run, and its statistics would fill the disk."""
    monkeypatch.setattr(statistics_cache, "MAX_FILES", 2)
    cache = DiskCache(tmp_path)
    for second, key in enumerate(("first", "second")):
        cache.put(key, b"body")
        newest = max(tmp_path.iterdir(), key=lambda file: file.stat().st_mtime_ns)
        os.utime(newest, (second, second))
    assert cache.get("first") == b"body"
    cache.put("third", b"body")
    assert [cache.get(key) for key in ("first", "second", "third")] == [b"body", None, b"body"]


def test_files_of_others_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is the user's choice: it may be one that holds more than the cache."""
    monkeypatch.setattr(statistics_cache, "MAX_FILES", 1)
    (tmp_path / "thesis.json").touch()
    os.utime(tmp_path / "thesis.json", (0, 0))
    for key in ("first", "second"):
        DiskCache(tmp_path).put(key, b"body")
    assert (tmp_path / "thesis.json").exists()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    """A cache is a convenience: without one the run goes on."""
    (tmp_path / "file").touch()
    cache = DiskCache(tmp_path / "file" / "cache")
    cache.put("key", b"body")
    assert cache.get("key") is None


def test_a_pipe_in_place_of_what_was_kept_is_as_if_nothing_were(tmp_path: Path) -> None:
    """A run does not wait for it: the statistic is computed anew, and takes its place."""
    cache = DiskCache(tmp_path)
    cache.put("key", b"old")
    (kept,) = tmp_path.iterdir()
    kept.unlink()
    os.mkfifo(kept)
    assert cache.get("key") is None
    cache.put("key", b"new")
    assert cache.get("key") == b"new"
