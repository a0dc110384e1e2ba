"""Whether a path leads to where rows are read, and what a config says of a store fits the path that it says it of."""

from dte_exporter.config.redaction import without_password
from dte_exporter.errors import SourceError
from dte_exporter.places.object_address import SCHEMES, is_address, parse_address
from dte_exporter.places.store_settings import StoreSettings


def refuse_other_store(path: str, store: StoreSettings, under: str = "source.") -> None:
    """Refuse settings of a store that is not the one at `path`; in the config both stand `under` a section, or none.

    Raises
    ------
    ValueError
        If `path` is on a disk and there are settings all the same, if they are another cloud's, or of another account.
    """
    if not is_address(path):
        if store != StoreSettings():
            raise ValueError("store says how an object store is reached, and path is on a disk: leave store out")
        return
    address = parse_address(path, under)
    if foreign := " and ".join(f"store.{key}" for key in store.foreign(address.cloud)):
        raise ValueError(f"{foreign} would say nothing of {address.cloud}://: leave it out")
    if address.account and store.account not in {None, address.account}:
        raise ValueError("path and store.account name different accounts: leave store.account out")


def refuse_other_address(path: str, what: str, under: str = "source.") -> None:
    """Refuse an address that is not of an object store: `what` is meant on a disk, such as "a file".

    Raises
    ------
    SourceError
        If `path`, for which `is_address` does not hold, is an address all the same.
    """
    if "://" in path:
        raise SourceError(
            f"{under}path is {without_password(path)!r}, an address: name {what} on a disk, or on an object store by "
            f"{', '.join(f'{scheme}://' for scheme in SCHEMES)}"
        )
