"""The session of a run: of a Spark Connect server, or of a Spark in this process; it ends with the run."""

import importlib.util
import uuid
from contextlib import ExitStack
from typing import TYPE_CHECKING

from dte_exporter.errors import SourceError
from dte_exporter.main_module import declare_main
from dte_exporter.tables.databases.database_run import for_statement
from dte_exporter.tables.spark import spark_refusals as refusals
from dte_exporter.tables.spark.session_watch import USER, watched
from dte_exporter.tables.spark.spark_channel import channel
from dte_exporter.tables.spark.spark_session import SparkAnswers

if TYPE_CHECKING:
    from pyspark.sql import SparkSession as OfThisProcess
    from pyspark.sql.connect.session import SparkSession as OfServer

_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "OFF",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
"""What a Spark here is begun with: nobody outside reaches it, and it writes no value of the data to a log."""

_LATE = 10.0
"""Seconds by which a call may outlast its run: who ends that has a clock of its own, and on a busy machine is late."""

_LOGGERS = ("SQLQueryContextLogger", "DataFrameQueryContextLogger")
"""Where PySpark writes the server's whole sentence, which may quote a value of the data."""


def session(remote: str, made: ExitStack) -> SparkAnswers:
    """Return a session of the Spark at `remote`, which ends with what else is `made`.

    Raises
    ------
    SourceError
        If what it takes is not installed, the address is none, or nobody answers there.
    """
    if not importlib.util.find_spec("pyspark"):
        raise SourceError(refusals.NO_DRIVER)
    _prepare()
    with refusals.explained():
        return SparkAnswers(_of_server(remote, made) if remote.startswith("sc://") else _of_this_process(remote, made))


def _prepare() -> None:
    """Keep PySpark from writing to logs, and from ending this process."""
    from pyspark.logger import PySparkLogger

    for logger in _LOGGERS:
        PySparkLogger.getLogger(logger).disabled = True
    declare_main()


def _of_server(remote: str, made: ExitStack) -> "OfServer":
    from pyspark.sql.connect.session import SparkSession

    builder, own = channel(remote, for_statement() + _LATE), str(uuid.uuid4())
    builder.set(builder.PARAM_SESSION_ID, own)
    made.enter_context(watched(remote, own))
    raw = SparkSession(builder, userId=USER)
    made.callback(raw.stop)  # without it the process would not even end
    raw.client.set_retry_policies([])  # the next run is soon enough
    return raw


def _of_this_process(master: str, made: ExitStack) -> "OfThisProcess":
    from pyspark.sql import SparkSession
    from pyspark.util import is_remote_only

    if is_remote_only():
        raise SourceError(refusals.NO_SPARK)
    builder = SparkSession.builder.master(master).appName(USER)
    for key, value in _LOCAL.items():
        builder = builder.config(key, value)
    raw = builder.getOrCreate()
    made.callback(raw.stop)
    return raw
