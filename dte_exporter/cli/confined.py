"""The option that confines sources to a folder, for every verb that reads a config."""

from pathlib import Path
from typing import Annotated

import typer

from dte_exporter.errors import ConfigError


def _folder(root: Path | None) -> Path | None:
    """Return `root` from the top of the file system: a worker may stand elsewhere."""
    if root is not None and not root.is_dir():
        raise ConfigError((f"--source.root: {str(root)!r} is no folder: name one that is there",))
    return root.absolute() if root else None


SourceRoot = Annotated[
    Path | None,
    typer.Option(
        "--source.root",
        help="Refuse every source that reads files outside of this folder, or on an object store.",
        metavar="DIR",
        callback=_folder,
        show_default=False,
    ),
]
