"""What the API answers when it cannot answer."""

from dte_exporter.web.api.answer import Answer


class Problem(Answer):
    """One sentence on what is wrong."""

    error: str
