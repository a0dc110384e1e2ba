"""Files that are one table have the same columns."""

from collections import Counter

from dte_exporter.errors import SourceError


def refuse_different_columns(found: Counter[frozenset[str]], written: str) -> None:
    """Refuse files of which some have other columns than most.

    Parameters
    ----------
    found : Counter of frozenset of str
        The sets of columns that occur, each with the number of its files.
    written : str
        The path in the config.

    Raises
    ------
    SourceError
        If there is more than one set.
    """
    if len(found) > 1:
        strange = found.total() - max(found.values())
        raise SourceError(
            f"{strange} of {found.total()} files at {written} have other columns than the rest, or of other types: "
            "name those that belong together by a glob"
        )
