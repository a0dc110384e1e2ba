"""What goes wrong on an object store, or on the way to it, is an error of the source in a sentence of our own."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from dte_exporter.errors import SourceError
from dte_exporter.tables.object_store import kept_ranges
from tests.integration.object_stores.conftest import BUCKET, Store
from tests.unit.tables.test_files import ROWS, rows, write

pytestmark = pytest.mark.integration


@pytest.fixture
def scored(store: Store, tmp_path: Path) -> Store:
    """Return each store with two objects in it, ``faults/t.parquet`` and ``faults/t.csv``."""
    for name, options in (("t.parquet", ""), ("t.csv", "(header)")):
        write(tmp_path / name, ROWS, options)
        store.put(f"faults/{name}", (tmp_path / name).read_bytes())
    return store


@pytest.mark.parametrize("name", ["t.parquet", "t.csv"])
@pytest.mark.parametrize("fault", [("status", 429), ("status", 503), ("status", 500), ("cut", 0), ("cut", 5)])
def test_what_passes_is_tried_again(scored: Store, name: str, fault: tuple[str, int]) -> None:
    """Two refusals, or dropped connections, are no news: the rows come all the same."""
    scored.proxy.hit = lambda method, target: method == "GET" and target.partition("?")[0].endswith(name)
    scored.proxy.faults += [fault, fault]
    assert rows(scored.opened(f"faults/{name}")) == [(1, "a", True), (2, "b", False)]
    assert scored.proxy.faults == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (("status", 429), r"the store asks to slow down \(429\), again and again: run its checks less often"),
        (("status", 503), r"the store asks to slow down \(503\), again and again"),
        (("status", 500), r"the store fails \(500\), again and again: wait until it is well"),
        (("cut", 0), "the connection was dropped: run it again"),
        (("status", 403), r"the store refuses who asks \(403\): let them list and read it, or name other keys"),
        (("status", 404), "an object has gone while it was read: it is looked for again at the next run"),
    ],
)
@pytest.mark.parametrize("name", ["t.parquet", "t.csv"])
def test_what_does_not_pass_is_said(scored: Store, name: str, fault: tuple[str, int], said: str) -> None:
    """In the middle of reading as at the beginning, and with nothing of the library's own text."""
    scored.proxy.hit = lambda method, target: method == "GET" and target.partition("?")[0].endswith(name)
    scored.proxy.faults += [fault] * 50
    with pytest.raises(SourceError, match=f"^{re.escape(scored.address(f'faults/{name}'))}: {said}") as raised:
        scored.opened(f"faults/{name}")
    assert "\n" not in str(raised.value)
    assert "http" not in str(raised.value)


@pytest.mark.parametrize("fault", [("status", 503), ("cut", 0)])
def test_what_does_not_pass_in_the_middle_is_said(scored: Store, fault: tuple[str, int]) -> None:
    """The table is open, and its rows do not come: no part of them is taken for all."""
    table = scored.opened("faults/t.parquet")
    kept_ranges.forget()  # so small an object has come as a whole with its footer
    scored.proxy.hit = lambda method, target: method == "GET"
    scored.proxy.faults += [fault] * 50
    with pytest.raises(SourceError, match=r"t\.parquet: (the store asks to slow down|the connection was dropped)"):
        table.execute(table.expression)


def test_an_object_that_is_replaced_while_it_is_read_gives_no_value(scored: Store, tmp_path: Path) -> None:
    """By the tag that it was listed with: the next run reads the new one."""
    table = scored.opened("faults/t.parquet")
    kept_ranges.forget()  # so small an object has come as a whole with its footer
    write(tmp_path / "new.parquet", "select 3 as n, 'c' as word, true as yes")
    scored.put("faults/t.parquet", (tmp_path / "new.parquet").read_bytes())
    with pytest.raises(SourceError, match=r"t\.parquet was replaced, or written anew, while it was read"):
        table.execute(table.expression)
    assert rows(scored.opened("faults/t.parquet")) == [(3, "c", True)]


def test_text_that_is_replaced_while_it_is_fetched_gives_no_value(scored: Store) -> None:
    """Between the listing and the fetching."""
    content = b"n,word,yes\n3,c,true\n"
    scored.proxy.after = lambda method, target: None if method == "GET" else scored.put("faults/t.csv", content)
    with pytest.raises(SourceError, match=r"t\.csv was replaced, or written anew, while it was read"):
        scored.opened("faults/t.csv")


def test_the_same_content_has_the_same_fingerprint_and_other_content_another(scored: Store) -> None:
    """What is kept of statistics is found again as long as the store has the same tags."""
    first, again = (scored.opened("faults/t.csv").fingerprint for _ in range(2))
    scored.put("faults/t.csv", b"n,word,yes\n3,c,true\n")
    assert first == again
    assert scored.opened("faults/t.csv").fingerprint != first


def test_a_bucket_that_is_not_there_is_named(store: Store) -> None:
    """Azure calls it a container."""
    with pytest.raises(SourceError, match=r": there is no (bucket|container) 'nowhere': check source\.path$"):
        store.opened("t/*.csv", bucket="nowhere")


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("http://store.invalid", r"its host is not known \(DNS\): check source\.store\.endpoint and region"),
        ("http://127.0.0.1:{closed}", r"nothing answers there \(connection refused\): check source\.store\.endpoint"),
        ("https://127.0.0.1:{plain}", "no secure connection is to be had: check its certificate, and http or https"),
    ],
)
def test_a_way_that_leads_nowhere_is_said(store: Store, free_port: Callable[[], int], endpoint: str, said: str) -> None:
    """A name that nobody knows, a port where nobody listens, one where nobody speaks TLS."""
    where = endpoint.format(closed=free_port(), plain=store.proxy.server_address[1])
    with pytest.raises(SourceError, match=f": {said}"):
        store.opened("t.csv", store={**store.settings, "endpoint": where})


def test_a_wrong_key_is_told_apart_on_azure(azure: Store) -> None:
    """Azurite checks signatures: another key than the account's is one."""
    wrong = {**azure.settings, "account_key": "cGxhbnRlZC1zZWNyZXQ="}
    with pytest.raises(
        SourceError, match=r"the store does not take the key: check source\.store\.account and"
    ) as raised:
        azure.opened("t.csv", store=wrong)
    assert "cGxhbnRlZC1zZWNyZXQ=" not in repr(raised.value.__cause__) + str(raised.value)


@pytest.fixture
def guarded(s3: Store) -> Store:
    """Return S3 with moto's own IAM awake: who has no key of a user that may, is refused."""
    port = s3.proxy.behind
    httpx.post(f"http://127.0.0.1:{port}/moto-api/reset-auth", content=b"0").raise_for_status()
    return s3


def test_a_wrong_key_is_told_apart_on_s3(guarded: Store) -> None:
    """Moto's IAM knows no such key."""
    try:
        with pytest.raises(SourceError, match=r"the store does not take the key: check source\.store\.access_key and"):
            guarded.opened("t.csv")
    finally:
        httpx.post(f"http://127.0.0.1:{guarded.proxy.behind}/moto-api/reset-auth", content=b"inf").raise_for_status()


def test_without_a_key_nobody_asks(store: Store, free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> None:
    """What to set is said, where a machine has no service of keys either: here it is on a port where nobody listens."""
    nobody = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", nobody)
    monkeypatch.setenv("AZURE_MSI_ENDPOINT", f"{nobody}/metadata/identity/oauth2/token")
    settings = {key: value for key, value in store.settings.items() if key in {"endpoint", "region", "account"}}
    with pytest.raises(SourceError, match=r": nothing says who asks: set source\.store\."):
        store.opened("t.csv", store=settings)


def test_a_name_that_no_path_can_be_is_said(s3: Store) -> None:
    """Such as ``a//b``, which some programs write by mistake."""
    httpx.put(f"http://127.0.0.1:{s3.proxy.behind}/{BUCKET}/twice/a//b.csv", content=b"n\n1\n").raise_for_status()
    with pytest.raises(SourceError, match=r"an object there has an empty part \(//\) or dots \(\.\.\) in its name"):
        s3.opened("twice")
