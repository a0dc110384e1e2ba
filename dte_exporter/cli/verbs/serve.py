"""``dte-exporter serve``: run the checks on their schedules and answer scrapes."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.cli.confined import SourceRoot
from dte_exporter.cli.pauses import keep_pauses_short
from dte_exporter.config.loading import screening
from dte_exporter.config.types import parse_duration
from dte_exporter.logs import Format, Level, configure


def _duration(text: str) -> float:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r}: {error}") from error


def serve(
    config_file: Annotated[Path, typer.Option("--config.file", help="The config.")],
    listen_address: Annotated[
        str | None,
        typer.Option(
            "--web.listen-address", help="host:port or :port, instead of what the config says.", metavar="ADDRESS"
        ),
    ] = None,
    enable_lifecycle: Annotated[
        bool, typer.Option("--web.enable-lifecycle", help="Let POST /-/reload read the config again.")
    ] = False,
    web_config_file: Annotated[
        Path | None,
        typer.Option("--web.config.file", help="TLS and who may ask, in exporter-toolkit's format.", metavar="FILE"),
    ] = None,
    source_root: SourceRoot = None,
    config_watch: Annotated[
        float | None,
        typer.Option(
            "--config.watch",
            parser=_duration,
            help="How often to look whether the config's files have changed, and read them again if so; never without.",
            metavar="DURATION",
        ),
    ] = None,
    log_level: Annotated[Level, typer.Option("--log.level", help="The least severe events to log.")] = Level.INFO,
    log_format: Annotated[Format, typer.Option("--log.format", help="How to log, on stderr.")] = Format.LOGFMT,
) -> None:
    """Run every check on its schedule and serve the results at /metrics, until SIGTERM or Ctrl-C.

    SIGHUP reads the config again, and so does a change of its files with --config.watch; a file with a mistake changes
    nothing. Exits with 0 when it was told to stop, with 1 when the config cannot be used or the address is taken.
    """
    keep_pauses_short()  # first: the looks for cycles while all is imported take a tenth of the start
    screening.start()
    from dte_exporter import app

    configure(log_level, log_format)
    app.serve(config_file, listen_address, enable_lifecycle, web_config_file, source_root, config_watch)
