from pathlib import Path

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


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    """A cache is a convenience: without one the run goes on."""
    (tmp_path / "file").touch()
    cache = DiskCache(tmp_path / "file" / "cache")
    cache.put("key", b"body")
    assert cache.get("key") is None
