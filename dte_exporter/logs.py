"""Logs of the service: one structured line an event, on stderr, whoever writes it."""

import logging
import sys
from enum import StrEnum
from typing import Any

# structlog imports rich for tracebacks on a terminal, which we never show: 0.13 s before the first scrape, and 4 MB
# of a process that is to be small. Where rich seems not to be installed, structlog does without.
sys.modules.setdefault("rich", None)  # type: ignore[arg-type]  # None is how a module is told absent
import structlog  # noqa: E402  after the line above
from structlog.typing import Processor  # noqa: E402  the same

if sys.modules["rich"] is None:
    del sys.modules["rich"]

_QUIETER = {
    "uvicorn": logging.WARNING,  # it tells of its start and end, which the service does itself
    "apscheduler": logging.ERROR,  # its warning of an overlapping run is worded by the timetable
    "asyncio": logging.ERROR,
}


class Level(StrEnum):
    """The least severe events to be logged."""

    DEBUG = "debug"
    INFO = "info"
    WARN = "warn"
    ERROR = "error"


class Format(StrEnum):
    """How an event is written."""

    LOGFMT = "logfmt"
    JSON = "json"


def logger() -> Any:
    """Return the logger of the service: ``logger().info("what happened", key=value)``."""
    return structlog.get_logger()


def configure(level: Level, form: Format) -> None:
    """Write the logs of this process, and of the libraries in it, in `form` from `level` on."""
    severity = logging.getLevelNamesMapping()[level.value.upper()]
    stamps: list[Processor] = [structlog.stdlib.add_log_level, structlog.processors.TimeStamper("iso", key="ts")]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(form)],
            foreign_pre_chain=stamps,
        )
    )
    logging.basicConfig(level=severity, handlers=[handler], force=True)
    for name, quieter in _QUIETER.items():
        logging.getLogger(name).setLevel(max(quieter, severity))
    structlog.configure(
        processors=[*stamps, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(severity),
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def _rendering(form: Format) -> list[Processor]:
    named: list[Processor] = [
        structlog.processors.EventRenamer("msg"),
        structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer())
        if form is Format.JSON
        else structlog.processors.format_exc_info,
    ]
    if form is Format.JSON:
        return [*named, structlog.processors.JSONRenderer()]
    return [*named, structlog.processors.LogfmtRenderer(key_order=["ts", "level", "msg"], bool_as_flag=False)]
