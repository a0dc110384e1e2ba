"""Why a request is not answered: what a rule, or authentication, raises or returns."""

from collections.abc import Mapping

from starlette.authentication import AuthenticationError


class RefusedError(AuthenticationError):
    """A request that is refused before it reaches what it asks for.

    Parameters
    ----------
    status : int
        The HTTP status.
    sentence : str
        Why, and what would do.
    headers : mapping of str to str or None
        What belongs to the status.
    """

    def __init__(self, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.headers = headers
