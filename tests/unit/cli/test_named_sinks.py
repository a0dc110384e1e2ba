from pathlib import Path

import pytest
from typer.testing import CliRunner

from dte_exporter.cli import app
from dte_exporter.cli.named_sinks import fill, sinks
from dte_exporter.errors import SinkError


class Taking:
    """A sink that takes what it is given."""

    def __init__(self) -> None:
        self.taken = b""

    def put(self, exposition: bytes) -> None:
        self.taken = exposition


class Refusing:
    """A sink that takes nothing."""

    def put(self, exposition: bytes) -> None:
        raise SinkError("it is full")


def test_every_sink_is_tried_and_every_refusal_told() -> None:
    """What one refuses the other gets."""
    taking = Taking()
    with pytest.raises(SinkError, match=r"^it is full\nit is full$"):
        fill([Refusing(), taking, Refusing()], b"dte_toy_weight 1.0\n")
    assert taking.taken == b"dte_toy_weight 1.0\n"


def test_sinks_are_those_that_are_named(tmp_path: Path) -> None:
    """None by default, both where both are named."""
    assert sinks(None, "dte", None) == ()
    assert len(sinks("http://localhost:9091", "dte", tmp_path / "dte.prom")) == 2


@pytest.mark.parametrize(("option", "value"), [("--push-gateway", "localhost:9091"), ("--textfile", "dte.txt")])
def test_a_sink_that_will_not_do_is_told_before_anything_is_read(option: str, value: str) -> None:
    """Not even the config."""
    told = CliRunner().invoke(app, ["run", "--config.file", "nowhere.yaml", option, value])
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr.startswith(option)
