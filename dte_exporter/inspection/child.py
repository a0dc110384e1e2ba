"""The process that opens the data: it takes one subject after another, and says what it finds as it finds it.

It reads pickled subjects from stdin and writes lines of JSON: ``{"finding": […]}`` for each finding, then
``{"rows": …, "usable": …}``, and at its start, when what is slow to import is there, ``{}``. It never raises: an
error's text might hold what is in the data.
"""

import json
import os
import pickle  # nosec B403  what is unpickled comes from the process that started this one
import sys
from collections.abc import Iterator
from typing import Any

from dte_exporter.errors import DteError
from dte_exporter.inspection.finding import Finding
from dte_exporter.inspection.looking import Looking
from dte_exporter.inspection.subject import Subject
from dte_exporter.registry import Registry
from dte_exporter.tables import duckdb_engine
from dte_exporter.tables.databases.database_run import PATIENCE, lasting
from dte_exporter.worker.memory import limited_to

MEMORY_LIMIT = 2 * 2**30
"""What looking at one data set may hold, in bytes: as much as a check may by default."""


def answers(subject: Subject, registry: Registry) -> Iterator[dict[str, Any]]:
    """Yield what is found of `subject`, and then its rows and whether it is usable, whatever happens."""
    looking = Looking(subject, registry)
    source = ("datasets", subject.name, "source")
    try:
        with lasting(PATIENCE), limited_to(MEMORY_LIMIT):
            yield from ({"finding": finding.to_json()} for finding in looking.findings())
    except MemoryError:
        sentence = f"looking at it takes more than {MEMORY_LIMIT // 2**30} GiB: leave all data unread with --no-data"
        yield {"finding": Finding(source, sentence).to_json()}
    except DteError as error:
        yield {"finding": Finding(source, str(error)).to_json()}
    except Exception as error:
        yield {"finding": Finding(source, f"looking at it fails with {type(error).__name__}{_where(error)}").to_json()}
    yield {"rows": looking.rows, "usable": looking.is_usable}


def _where(error: BaseException) -> str:
    """Return where in the code an unexpected error arose."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f" in {trace.tb_frame.f_globals.get('__name__')}, line {trace.tb_lineno}" if trace else ""


def main() -> None:
    """Answer until stdin ends. What libraries print goes nowhere: the answers have a stream of their own."""
    with os.fdopen(os.dup(1), "w", encoding="ascii") as stream:
        os.dup2(2, 1)

        def say(answer: dict[str, Any]) -> None:
            print(json.dumps(answer), file=stream, flush=True)

        registry = Registry.discover()
        duckdb_engine.connection()
        say({})
        while True:
            try:
                subject = pickle.load(sys.stdin.buffer)  # noqa: S301  # nosec B301  of the parent
            except EOFError:
                return
            for answer in answers(subject, registry):
                say(answer)


if __name__ == "__main__":
    main()
