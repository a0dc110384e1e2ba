"""Where the results of one run go, as the command line says it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.errors import SinkError
from dte_exporter.sinks.sink import Sink

GatewayAddress = Annotated[
    str | None,
    typer.Option("--push-gateway", help="Push to this Pushgateway as well.", metavar="URL", envvar="PUSH_GATEWAY"),
]
PushedJob = Annotated[str, typer.Option("--push-job", help="The job label of what is pushed.", metavar="NAME")]
TextfilePath = Annotated[
    Path | None, typer.Option("--textfile", help="Write this file for node_exporter as well.", metavar="PATH.prom")
]


def sinks(push_gateway: str | None, push_job: str, textfile: Path | None) -> tuple[Sink, ...]:
    """Return the sinks that are named.

    Raises
    ------
    SinkError
        If one of them can be told to be wrong before anything is measured.
    """
    from dte_exporter.sinks.pushgateway import Pushgateway
    from dte_exporter.sinks.textfile import Textfile

    named: list[Sink] = [Pushgateway(push_gateway, push_job)] if push_gateway else []
    return (*named, Textfile(textfile)) if textfile else tuple(named)


def fill(named: Iterable[Sink], exposition: bytes) -> None:
    """Put the exposition into every sink that will take it.

    Raises
    ------
    SinkError
        If one would not: one sentence for each, after all were tried.
    """
    refusals = [refusal for refusal in (_refusal(sink, exposition) for sink in named) if refusal]
    if refusals:
        raise SinkError("\n".join(refusals))


def _refusal(sink: Sink, exposition: bytes) -> str:
    try:
        sink.put(exposition)
    except SinkError as error:
        return str(error)
    return ""
