"""A MariaDB server of our own: started by a user without rights, on a free port, gone with its folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PASSWORD = "open-sesame"


class MariaDb:
    """A server that can be stopped and started again.

    Parameters
    ----------
    programs : Path
        The folder of ``mariadb-install-db`` and ``mariadbd``.
    port : int
        Where it listens, on the loopback interface.
    """

    def __init__(self, programs: Path, port: int) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="dte-mariadb-"))
        self._data = self._folder / "data"
        self._scratch = self._folder / "scratch"  # in a shared one, a server that starts deletes what others work with
        self._scratch.mkdir()
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        self._as: dict[str, Any] = {} if os.getuid() else {"user": "nobody", "group": "nogroup", "extra_groups": []}
        welcome = self._folder / "welcome.sql"
        welcome.write_text(  # a line a statement
            f"CREATE OR REPLACE USER dte@'127.0.0.1' IDENTIFIED BY '{PASSWORD}';\n"
            "GRANT ALL ON *.* TO dte@'127.0.0.1' WITH GRANT OPTION;\n"
            "CREATE DATABASE IF NOT EXISTS scoring;\n"
        )
        self._welcome = welcome
        if self._as:
            nobody = pwd.getpwnam("nobody")
            for path in (self._folder, self._scratch, welcome):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        options = [f"--datadir={self._data}", f"--tmpdir={self._scratch}"]
        options += ["--skip-test-db", "--auth-root-authentication-method=normal"]
        command = [str(programs / "mariadb-install-db"), *options]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **self._as)

    @property
    def url(self) -> str:
        """Its address."""
        return f"mysql://dte:{PASSWORD}@127.0.0.1:{self._port}/scoring"

    def start(self, eventually: Callable[[Callable[[], bool], str], None]) -> None:
        """Start it, and return when it answers."""
        settings = {
            "datadir": self._data,
            "tmpdir": self._scratch,
            "port": self._port,
            "bind-address": "127.0.0.1",
            "socket": self._folder / "socket",
            "pid-file": self._folder / "pid",
            "init-file": self._welcome,
            "innodb-flush-log-at-trx-commit": 0,
            "skip-name-resolve": "ON",
            "innodb-buffer-pool-size": "64M",
        }
        command = [str(self._programs / "mariadbd"), *(f"--{key}={to}" for key, to in settings.items())]
        log = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._as)
        eventually(self._answers, "MariaDB did not start")

    def stop(self) -> None:
        """Stop it at once, whatever it does: it recovers when it starts again."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self._folder)

    def connect(self) -> Any:
        """Return a connection, each statement by itself."""
        import pymysql

        return pymysql.connect(
            host="127.0.0.1", port=self._port, user="dte", password=PASSWORD, database="scoring", autocommit=True
        )

    def _answers(self) -> bool:
        import pymysql

        try:
            self.connect().close()
        except pymysql.err.OperationalError:
            return False
        return True
