import hashlib
import hmac

import ibis
import pytest

from dte_exporter.tables.duckdb_digest import digest
from dte_exporter.tables.duckdb_engine import execute


@pytest.mark.parametrize(
    "key", [b"k", b"0" * 64, b"a key that is longer than a block of SHA-256 " * 3, bytes(range(32))]
)
def test_the_engines_digest_is_hmac(key: bytes) -> None:
    """Python's own HMAC is the oracle, of letters beyond ASCII and of the empty text too; of nothing there is none."""
    texts = ["ada", "Zoë Müller", "", "日本"]
    table = ibis.array([*texts, None]).unnest().name("text").as_table()
    found = dict(execute(table.select("text", digest=digest(table.text, key))))
    assert found.pop(None) is None
    assert found == {text: hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for text in texts}


def test_another_key_gives_other_digests() -> None:
    """So that who holds digests and a list of names, but not the key, learns nothing."""
    table = ibis.array(["ada"]).unnest().name("text").as_table()
    ((one, other),) = execute(table.select(one=digest(table.text, b"one"), other=digest(table.text, b"other")))
    assert one != other
