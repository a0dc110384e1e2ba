"""Lineage of Apache Atlas, read by its official client from a stub of its REST API; no real server is asked."""

import logging
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from dte_exporter.errors import SourceError
from dte_exporter.lineage.fold import fold
from dte_exporter.lineage.naming import Name
from dte_exporter.lineage.told import Column, Told, ToldDataset
from dte_exporter.records.lineage.atlas import Atlas, AtlasLineage, open_atlas
from tests.unit.records.lineage.atlas_stub import AtlasStub, header, process, running

ORDERS, REVENUE = Name("hive://prod", "shop.orders"), Name("hive://prod", "shop.revenue")
TABLES = (
    header("1", "hive_table", "shop.orders@prod", owner="sales"),
    header("2", "hive_table", "shop.revenue@prod"),
)


def atlas(stub: AtlasStub, **settings: Any) -> Atlas:
    """Return what a stub tells."""
    told: Atlas = open_atlas.open(AtlasLineage(type="atlas", url=stub.url, **settings), Path(), "governance")
    return told


def test_a_process_is_a_job_in_a_stub() -> None:
    """With what it reads and writes, who owns that, and the moment that it ended."""
    ended = 1_543_536_000_000  # 2018-11-30 00:00 UTC
    with running(AtlasStub([process("p", "shop.revenue@prod:1", "1", "2", endTime=ended)], TABLES)) as stub:
        told = [*atlas(stub).told()]

    job = Name(stub.url.replace("http", "atlas"), "shop.revenue@prod:1")
    orders = ToldDataset(ORDERS, owners=("sales",))
    assert told == [Told(1_543_536_000.0, job, None, (orders,), (ToldDataset(REVENUE),))]


def test_columns_are_of_the_job_that_writes_their_table_in_a_stub() -> None:
    """A process of columns is no job; what its column is made from is told of the table's."""
    columns = (
        header("3", "hive_column", "shop.orders.amount@prod"),
        header("4", "hive_column", "shop.revenue.total@prod"),
    )
    told = [process("c", "shop.revenue@prod:1:total", "3", "4"), process("p", "shop.revenue@prod:1", "1", "2")]
    with running(AtlasStub(told, (*TABLES, *columns))) as stub:
        graph = fold(atlas(stub).told())

    (job,) = graph.jobs.values()
    assert job.columns == {Column(REVENUE, "total"): (Column(ORDERS, "amount"),)}


def test_all_pages_of_a_stub_are_read() -> None:
    """As many processes as there are, each once; deleted ones are not asked for."""
    many = [process(str(number), f"job{number}", "1", "2") for number in range(450)]
    with running(AtlasStub(many, TABLES)) as stub:
        told = [*atlas(stub, username="reader", password=SecretStr("hunter22")).told()]

    assert [one.job.name for one in told if one.job] == [f"job{number}" for number in range(450)]
    assert [asked["offset"] for _, _, asked in stub.asked] == [0, 200, 400, 450]
    path, authorization, asked = stub.asked[0]
    assert (path, authorization) == ("/api/atlas/v2/search/basic", "Basic cmVhZGVyOmh1bnRlcjIy")
    assert (asked["typeName"], asked["excludeDeletedEntities"]) == ("Process", True)


def test_a_stub_that_repeats_its_first_page_comes_to_an_end() -> None:
    """Nothing new is the end."""
    with running(AtlasStub([process("p", "job", "1", "2")], TABLES)) as stub:
        stub.knows_offset = False

        assert len([*atlas(stub).told()]) == 1


def test_more_processes_than_may_be_read_are_said_of_a_stub() -> None:
    """A graph with a part of the jobs looks whole."""
    with running(AtlasStub([process(str(one), f"job{one}", "1", "2") for one in range(3)], TABLES)) as stub:
        two, three = atlas(stub, max=2), atlas(stub, max=3)

        assert (len([*two.told()]), len([*three.told()])) == (2, 3)
    assert two.notices == ("governance: only 2 processes were read, and there are more; raise max",)
    assert three.notices == ()


def test_a_deleted_table_of_a_stub_is_not_read() -> None:
    """A process is still there when a table of it is dropped."""
    dropped = {**TABLES[0], "status": "DELETED"}
    with running(AtlasStub([process("p", "job", "1", "2")], (dropped, TABLES[1]))) as stub:
        (told,) = atlas(stub).told()

    assert (told.inputs, told.outputs) == ((), (ToldDataset(REVENUE),))


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (401, b"hunter22", "refuses who asks: set username and password"),
        (403, b"", "refuses who asks: set username and password"),
        (500, b"<b>hunter22</b>", "answered 500"),
        (503, b"", "answered 503"),
        (302, b"", "does not answer (TooManyRedirects)"),
        (200, b"<html>", "answers in a form that is none of Atlas's"),
        (200, b"[]", "answers in a form that is none of Atlas's"),
        (200, b'{"entities": [1]}', "answers in a form that is none of Atlas's"),
        (200, b'{"entities": [{"attributes": {"inputs": [{}]}}]}', "answers in a form that is none of Atlas's"),
    ],
)
def test_what_a_stub_refuses_is_one_sentence(
    status: int, body: bytes, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Without what the server wrote, and without a traceback in the log."""
    with running(AtlasStub()) as stub, caplog.at_level(logging.INFO):
        stub.status, stub.body = status, body
        with pytest.raises(SourceError) as error:
            [*atlas(stub, username="reader", password=SecretStr("hunter22")).told()]

    assert str(error.value) == f"Apache Atlas at {stub.url} {message}"
    assert not caplog.records


def test_a_server_that_is_away_is_one_sentence() -> None:
    """Nobody listens where the stub was."""
    with running(AtlasStub()) as stub:
        gone = atlas(stub)

    with pytest.raises(SourceError, match=r"Apache Atlas at \S+ does not answer \(ConnectionError\)"):
        [*gone.told()]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"url": "atlas:21000"}, "write the address of a server"),
        ({"url": "http://atlas/gateway"}, "without a path"),
        ({"url": "http://me:hunter22@atlas"}, "leave out who asks"),
        ({"url": "http://atlas", "username": "me"}, "set both or neither"),
    ],
)
def test_settings_that_cannot_be_are_refused(settings: Any, message: str) -> None:
    """With what to write instead."""
    with pytest.raises(ValidationError, match=message):
        AtlasLineage(type="atlas", **settings)
