import sys

import pytest

from dte_exporter.tables.spark.session_watch import watched


def test_a_watch_that_cannot_begin_is_no_harm_to_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run goes on without, and ends as it would."""
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with watched("sc://lake:15002", "a session"):
        done = True

    assert done
