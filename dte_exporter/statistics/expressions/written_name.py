"""The name of a column as its source writes it: of names that differ by case alone the later ones bear a mark."""

MARK = "\u2063"
"""The invisible separator."""


def written(text: str) -> str:
    """Return `text` with the names of columns as they are written in the source."""
    return text.replace(MARK, "")
