"""A Spark Connect server of our own: on a free port of the loopback interface, gone with its folder."""

import json
import shutil
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, ClassVar

TOKEN = "open-sesame"

_OPENED = (
    "java.base/java.lang",
    "java.base/java.lang.invoke",
    "java.base/java.io",
    "java.base/java.net",
    "java.base/java.nio",
    "java.base/java.util",
    "java.base/java.util.concurrent",
    "java.base/sun.nio.ch",
    "java.base/sun.security.action",
    "java.base/sun.util.calendar",
)
"""What Spark reaches into of Java's own; its scripts would ask for it too, after starting a second Java."""


class SparkServer:
    """A server that can be stopped in the middle.

    Parameters
    ----------
    java : Path
        The program that runs it.
    home : Path
        Where Spark is; its jars are below.
    port, status_port : int
        Where it listens, and where it tells what it is doing.
    """

    options: ClassVar[Sequence[str]] = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
    """What Java is told."""

    tuning: ClassVar[Mapping[str, object]] = {
        "spark.sql.shuffle.partitions": 1,
        "spark.default.parallelism": 1,
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    """How it is set for small data: what large ones gain by costs these."""

    def __init__(self, java: Path, home: Path, port: int, status_port: int) -> None:
        self._java = java
        self._home = home
        self._folder = Path(tempfile.mkdtemp(prefix="dte-spark-"))
        self._port = port
        self._status = f"http://127.0.0.1:{status_port}/api/v1/applications"
        self._process: subprocess.Popen[bytes] | None = None
        self._settings = {
            "spark.master": "local[2]",
            "spark.app.name": "tests",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.connect.grpc.binding.port": port,
            "spark.ui.port": status_port,
            "spark.ui.showConsoleProgress": "false",
            "spark.log.level": "ERROR",
            "spark.sql.warehouse.dir": self._folder / "warehouse",
            "spark.local.dir": self._folder / "local",
            "spark.connect.authenticate.token": TOKEN,
            **self.tuning,
        }

    @property
    def folder(self) -> Path:
        """Where rows can be put that it reads."""
        return self._folder

    @property
    def url(self) -> str:
        """Its address. It has no certificate: only to localhost a token is told without one."""
        return f"sc://localhost:{self._port}/;token={TOKEN}"

    def start(self, eventually: Callable[[Callable[[], bool], str], None]) -> None:
        """Start it, and return when it answers."""
        command = [str(self._java), *self.options, "-cp", f"{self._home}/jars/*"]
        command += [f"--add-opens={one}=ALL-UNNAMED" for one in _OPENED]
        command += [f"-D{key}={to}" for key, to in self._settings.items()]
        log = (self._folder / "log").open("wb")
        with closing(log):
            self._process = subprocess.Popen(
                [*command, "org.apache.spark.sql.connect.service.SparkConnectServer"], stdout=log, stderr=log
            )
        eventually(self._answers, "Spark did not start")

    def stop(self) -> None:
        """Stop it at once, whatever it does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self._folder)

    def session(self) -> Any:
        """Return a session of somebody else's, to be stopped."""
        from pyspark.sql.connect.session import SparkSession

        return SparkSession(self.url, userId="somebody")

    def jobs(self) -> int:
        """Return how many jobs the server is at."""
        return len(self._of_application("jobs?status=running"))

    def tasks(self) -> int:
        """Return how many tasks the server is at, those of ended jobs that have not noticed yet among them."""
        return sum(executor["activeTasks"] for executor in self._of_application("executors"))

    def _of_application(self, what: str) -> Any:
        (application,) = self._told("")
        return self._told(f"/{application['id']}/{what}")

    def _told(self, what: str) -> Any:
        with urllib.request.urlopen(self._status + what, timeout=120) as answer:
            return json.load(answer)

    def _answers(self) -> bool:
        if self._process is None or self._process.poll() is not None:
            raise AssertionError((self._folder / "log").read_text()[-2000:])
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self._port)) == 0
