"""What is written on stderr, by us and by libraries."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from dte_exporter.logs import Format, Level, configure


@pytest.fixture(autouse=True)
def unconfigured() -> Iterator[None]:
    """Leave logging as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_logfmt(capsys: pytest.CaptureFixture[str]) -> None:
    """Time, level and message come first; what has a space is quoted."""
    configure(Level.INFO, Format.LOGFMT)
    structlog.get_logger().warning("check ran", check="fair", rows=7, message='a "bad" file')
    line = capsys.readouterr().err
    assert line.startswith("ts=2")
    assert line.partition(" ")[2] == 'level=warning msg="check ran" check=fair rows=7 message="a \\"bad\\" file"\n'


def test_an_event_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers stay numbers."""
    configure(Level.INFO, Format.JSON)
    structlog.get_logger().info("check ran", check="fair", rows=7)
    event = json.loads(capsys.readouterr().err)
    assert event.pop("ts").endswith("Z")
    assert event == {"level": "info", "msg": "check ran", "check": "fair", "rows": 7}


@pytest.mark.parametrize(("level", "count"), [(Level.DEBUG, 4), (Level.INFO, 3), (Level.WARN, 2), (Level.ERROR, 1)])
def test_what_is_less_severe_is_left_out(level: Level, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Of one event a level those from the level on are written."""
    configure(level, Format.LOGFMT)
    log = structlog.get_logger()
    for write in (log.debug, log.info, log.warning, log.error):
        write("something")
    assert capsys.readouterr().err.count("\n") == count


@pytest.mark.parametrize("form", list(Format))
def test_a_library_writes_in_the_same_form(form: Format, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning of uvicorn is one line like ours, its traceback included."""
    configure(Level.INFO, form)
    try:
        raise ValueError("broken")
    except ValueError:
        logging.getLogger("uvicorn.error").exception("a request failed")
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "a request failed" in line
    assert "ValueError" in line
    assert "ts" in line


@pytest.mark.parametrize(
    ("library", "write"),
    [("uvicorn.error", "info"), ("apscheduler.scheduler", "warning"), ("apscheduler.executors.default", "info")],
)
def test_what_we_say_ourselves_is_not_said_twice(library: str, write: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Start, stop and overlapping runs have lines of our own."""
    configure(Level.DEBUG, Format.LOGFMT)
    getattr(logging.getLogger(library), write)("again")
    assert capsys.readouterr().err == ""
