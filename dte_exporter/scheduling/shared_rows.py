"""Which checks read rows that are far away and the same: they fire at one moment, and one worker runs them."""

from typing import Any

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.confined.confinement import ReadsFiles


def shared_rows(check: ConfiguredCheck) -> str | None:
    """Return the data set whose rows `check` reads, by its label, where they are not on this machine's disk; else None.

    On the disk checks run apart, side by side: the kernel keeps what one has read for the others.
    """
    source = check.dataset.source
    return None if source is None or _is_here(source) else check.label_of(check.settings.dataset)


def fires_with(check: ConfiguredCheck) -> str:
    """Return the name that decides when `check` fires: that of the rows that it shares, else its own."""
    rows = shared_rows(check)
    return check.name if rows is None else f"rows of {rows}"


def _is_here(source: Any) -> bool:
    """Return whether the settings of a `source` lead to files of this machine; ``://`` is in what leads elsewhere."""
    paths = source.local_paths().values() if isinstance(source, ReadsFiles) else ()
    return bool(paths) and not any("://" in path for path in paths)
