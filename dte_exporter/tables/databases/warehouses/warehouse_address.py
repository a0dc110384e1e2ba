"""The address of a warehouse: what stands in its url, taken apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class WarehouseAddress:
    """Where a warehouse is, and who asks it.

    Parameters
    ----------
    host : str
        The host, account or project.
    port : int or None
        None where the url names none.
    user, password : str
        Empty where the url has none.
    path : tuple of str
        What stands behind the host: a database or catalog, a schema.
    parameters : mapping of str to str
        What stands behind the question mark.
    """

    host: str
    port: int | None
    user: str
    password: str = field(repr=False)
    path: tuple[str, ...]
    parameters: Mapping[str, str]

    @classmethod
    def parsed(cls, url: str, most: int, known: Collection[str]) -> "WarehouseAddress":
        """Return the address that `url` writes.

        Parameters
        ----------
        most : int
            Parts that its path may have.
        known : collection of str
            The parameters that it may have.

        Raises
        ------
        ValueError
            If it has no host, more parts, or another parameter; the message may quote the url.
        """
        parts = urlsplit(url)
        path = tuple(unquote(part) for part in parts.path.split("/") if part)
        parameters = {
            key: values[-1] for key, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()
        }
        if not parts.hostname or len(path) > most or parameters.keys() - {*known}:
            raise ValueError("it has no host, too long a path, or a parameter that there is not")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, parts.port, user, password, path, parameters)

    def named(self, *names: str) -> dict[str, str]:
        """Return the parts of the path that there are, by these `names`."""
        return dict(zip(names, self.path, strict=False))
