"""A PostgreSQL server of our own: started by a user without rights, on a free port, gone with its folder."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

PASSWORD = "sesame"


class Postgres:
    """A server that can be stopped and started again.

    Parameters
    ----------
    programs : Path
        The folder of ``initdb`` and ``postgres``.
    port : int
        Where it listens, on the loopback interface.
    """

    def __init__(self, programs: Path, port: int) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="dte-postgres-"))
        self._data = self._folder / "data"
        self._port = port
        self._process: subprocess.Popen[bytes] | None = None
        # initdb refuses root.
        self._as: dict[str, Any] = {} if os.getuid() else {"user": "nobody", "group": "nogroup", "extra_groups": []}
        secret = self._folder / "password"
        secret.write_text(PASSWORD)
        if self._as:
            nobody = pwd.getpwnam("nobody")
            for path in (self._folder, secret):
                os.chown(path, nobody.pw_uid, nobody.pw_gid)
        options = ["--no-sync", "--auth=scram-sha-256", "--username=dte", f"--pwfile={secret}", "--encoding=UTF8"]
        command = [str(programs / "initdb"), f"--pgdata={self._data}", *options, "--no-locale"]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **self._as)

    @property
    def url(self) -> str:
        """Its address."""
        return f"postgresql://dte:{PASSWORD}@127.0.0.1:{self._port}/postgres"

    def start(self, eventually: Callable[[Callable[[], bool], str], None]) -> None:
        """Start it, and return when it answers."""
        settings = {"port": self._port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}
        command = [
            str(self._programs / "postgres"),
            "-D",
            str(self._data),
            *(f"--{key}={to}" for key, to in settings.items()),
        ]
        log = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd="/", **self._as)
        eventually(self._answers, "PostgreSQL did not start")

    def stop(self) -> None:
        """Stop it at once, whatever it does: it recovers when it starts again."""
        if self._process is not None:
            self._process.send_signal(3)  # SIGQUIT: an immediate shutdown, as after a crash
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self._folder)

    def _answers(self) -> bool:
        import psycopg

        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True
