import io
import signal
import sys

import pytest

from dte_exporter.tables.spark import session_watch
from dte_exporter.tables.spark.session_watch import main, watched


def test_a_watch_that_cannot_begin_is_no_harm_to_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run goes on without, and ends as it would."""
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with watched("sc://lake:15002", "a session"):
        done = True

    assert done


@pytest.mark.parametrize(("said", "done"), [(b"", ["alarm 60", "release"]), (b"over\n", [])])
def test_a_session_is_released_in_bounded_time_unless_its_run_was_over(
    said: bytes, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that went away with the worker would be asked for ten minutes."""
    told = io.TextIOWrapper(io.BytesIO(b'["sc://lake:15002", "a session"]\n' + said))
    monkeypatch.setattr(sys, "stdin", told)
    happened: list[str] = []
    monkeypatch.setattr(signal, "alarm", lambda seconds: happened.append(f"alarm {seconds}"))
    monkeypatch.setattr(session_watch, "_release", lambda remote, session: happened.append("release"))

    main()

    assert happened == done
