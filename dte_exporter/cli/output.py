"""Where a verb writes a file that it was asked for."""

from pathlib import Path

from dte_exporter.errors import ConfigError


def write(output: Path, text: str) -> None:
    """Write `text` to `output`, in a folder that is made where there is none.

    Raises
    ------
    ConfigError
        If it cannot be written.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ConfigError((f"{output}: it cannot be written: {error.strerror}",)) from error
