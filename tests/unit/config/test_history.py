"""``history:`` as written, and what is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dte_exporter.config.configured import Config

REST = """\
datasets: {apples: {source: {type: shelf, board: upper}}}
checks: {heavy: {check: weigh, dataset: apples, every: 5m}}
"""


def test_without_the_section_nothing_is_kept(loaded: Callable[[str], Config]) -> None:
    """A history is asked for."""
    assert loaded(REST).settings.history is None


def test_an_empty_section_keeps_ninety_days_beside_the_config(loaded: Callable[[str], Config], tmp_path: Path) -> None:
    """Every value for a week, one an hour after that, in a file of the folder that holds the config."""
    history = loaded(f"{REST}history: {{}}\n").settings.history

    assert history is not None
    assert history.path == Path("data/history.db")
    assert (history.keep, history.full_for, history.thin_to) == (90 * 86_400, 7 * 86_400, 3_600)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        (
            'url: "mysql://joe@host/db"',
            "config.yaml:3: history.url: <secret>: write the address of a PostgreSQL database, "
            "postgresql://user@host/database",
        ),
        (
            'path: a.db, url: "postgresql://host/db"',
            "config.yaml:3: history: give the path of a file or the url of a database, not both",
        ),
        (
            'prometheus: "host:9090"',
            "config.yaml:3: history.prometheus: 'host:9090': write the address of a Prometheus, http://host:9090",
        ),
    ],
)
def test_what_does_not_fit_is_told(refused: Callable[[str], list[str]], written: str, sentence: str) -> None:
    """One sentence each, and no password in it."""
    assert refused(f"{REST}history: {{{written}}}\n") == [sentence]


def test_a_password_is_not_shown(loaded: Callable[[str], Config], monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither that of the database nor that of the Prometheus."""
    monkeypatch.setenv("PASSWORD", "sesame")
    written = '{url: "postgresql://joe:${PASSWORD}@host/db", prometheus: "http://joe:${PASSWORD}@host:9090"}'

    shown = loaded(f"{REST}history: {written}\n").source_tree["history"]

    assert shown == {"url": "<secret>", "prometheus": "http://joe:${PASSWORD}@host:9090"}
