"""HTML as values: text is escaped when it enters, so that none can be forgotten."""

from html import escape

_VOID = frozenset({"meta", "link"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, /, *content: str, **attributes: str | None) -> Markup:
    """Return an element.

    Parameters
    ----------
    tag : str
        Its name.
    *content : str
        What it holds: `Markup` as it is, any other text escaped.
    **attributes : str or None
        Names to values, None to leave one out. A trailing underscore (``class_``) is cut, others become hyphens.
    """
    names = {name.removesuffix("_").replace("_", "-"): text for name, text in attributes.items()}
    opened = "".join(f' {name}="{escape(text)}"' for name, text in names.items() if text is not None)
    closed = "" if tag in _VOID else f"</{tag}>"
    return Markup(f"<{tag}{opened}>{joined(*content)}{closed}")


def joined(*content: str) -> Markup:
    """Return `content` as one piece of HTML: `Markup` as it is, any other text escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in content))
