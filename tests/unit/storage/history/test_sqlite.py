"""The SQLite file: what is told of one that is damaged, cannot be moved, or cannot be made."""

from pathlib import Path

import pytest

from dte_exporter.errors import DamagedHistoryError, HistoryError
from dte_exporter.storage.history.kept_run import Entry
from dte_exporter.storage.history.sqlite import SqliteDatabase
from dte_exporter.storage.history.writing import Writing
from tests.unit.objectives.story import start


def test_a_sound_file_passes_the_examination(tmp_path: Path) -> None:
    """And one whose index does not agree with its table does not, though it can be opened and written."""
    database = SqliteDatabase(tmp_path / "history.db", {"check"})
    database.examine()
    with database.writing() as connection:
        connection.execute("INSERT INTO trust_run VALUES (1, 1, 'a', '', '', '', 'ok', '', 0, 0, 0, 0, '{}')")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'trust_run_time'")
    database.close()

    with pytest.raises(DamagedHistoryError):
        database.examine()
    database.close()


def test_a_damaged_file_that_cannot_be_moved_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stays, and nothing is kept until somebody has seen to it."""
    database = SqliteDatabase(tmp_path / "history.db", {"check"})
    database.path.write_bytes(b"no database")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)

    with pytest.raises(HistoryError, match=r"history\.db cannot be set aside: Permission denied"):
        database.set_aside()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file lies where it should be."""
    (tmp_path / "data").write_text("in the way")
    database = SqliteDatabase(tmp_path / "data" / "history.db", {"check"})

    with pytest.raises(HistoryError, match=r"history\.db cannot be written: File exists"), database.writing():
        pass


def test_the_name_is_where_it_is(tmp_path: Path) -> None:
    """For people."""
    assert SqliteDatabase(tmp_path / "history.db", ()).name == str(tmp_path / "history.db")


def test_what_has_not_run_cannot_be_kept(tmp_path: Path) -> None:
    """An entry is of a run."""
    database = SqliteDatabase(tmp_path / "history.db", {"check"})
    with pytest.raises(ValueError, match="census has not run"), database.writing() as connection:
        Writing().write(connection, [Entry(start().record, (), (), {})])
    database.close()


@pytest.mark.parametrize(("to_disk", "level"), [(False, 1), (True, 2)])
def test_what_is_promised_to_others_is_on_the_disk(tmp_path: Path, to_disk: bool, level: int) -> None:
    """SQLite's FULL is 2: no power cut takes back a commit; its NORMAL, 1, spares the flush."""
    database = SqliteDatabase(tmp_path / "history.db", {"check"}, to_disk=to_disk)
    with database.writing() as connection:
        assert connection.execute("PRAGMA synchronous") == [(level,)]
    database.close()
