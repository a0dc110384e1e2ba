"""Verdicts written by the official client of Apache Atlas into a stub of its REST API; no real server is asked."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from dte_exporter.config.lineage.atlas_settings import AtlasVerdicts
from dte_exporter.errors import SourceError
from dte_exporter.lineage.entity_verdict import CheckedRun, EntityName, EntityVerdict
from dte_exporter.records.lineage.atlas import AtlasLineage, open_atlas
from dte_exporter.records.lineage.atlas_written.verdict_writer import write
from tests.unit.records.lineage.atlas_stub import AtlasStub, header, process, running
from tests.unit.records.lineage.written_stub import WrittenStub, names

RUN = CheckedRun("facts", "quality", 1_700_000_000.0, 2.5, "ok", unmet=1)
BROKEN = EntityVerdict(
    EntityName("hive_table", "shop.orders@prod"), "orders", 3, 1, 1, RUN, {"quality": "breach"}, (RUN,)
)
MENDED = replace(BROKEN, unmet=0, in_breach=0, pillars={"quality": "met"}, runs=())


@pytest.fixture
def stub() -> Iterator[WrittenStub]:
    """Return a stub that runs, with a table in it."""
    with WrittenStub() as running_stub:
        running_stub.put("hive_table", "shop.orders@prod")
        threading.Thread(target=running_stub.serve_forever, args=(0.01,), daemon=True).start()
        yield running_stub
        running_stub.shutdown()


def settings(stub: WrittenStub, **told: Any) -> AtlasVerdicts:
    """Return how a stub is reached."""
    return AtlasVerdicts(url=stub.url, username="writer", password=SecretStr("hunter22"), **told)


def own(entity: Any) -> list[Any]:
    """Return how an entity is classified, itself."""
    return [(one["typeName"], one["propagate"]) for one in entity["classifications"]]


def test_a_verdict_is_business_metadata_of_an_entity_in_a_stub(stub: WrittenStub) -> None:
    """With the newest run, each pillar, and where to read more."""
    said = write(settings(stub, exporter="https://trust.example.org"), [BROKEN])

    assert said == ()
    assert stub.named("shop.orders@prod")["business"] == {
        "objectives": 3,
        "objectives_unmet": 1,
        "objectives_in_breach": 1,
        "last_run": 1_700_000_000_000,
        "last_check": "facts",
        "outcome": "ok",
        "exporter": "https://trust.example.org",
        "quality_verdict": "breach",
    }
    assert stub.who == {"Basic d3JpdGVyOmh1bnRlcjIy"}


def test_a_check_is_a_process_that_reads_the_entity_in_a_stub(stub: WrittenStub) -> None:
    """One a check and not one a run: told again it is the same."""
    write(settings(stub), [BROKEN])
    write(settings(stub), [BROKEN])

    check = stub.named("dte-exporter/facts")
    assert check["typeName"] == "dte_check"
    assert check["attributes"] == {
        "qualifiedName": "dte-exporter/facts",
        "name": "facts",
        "inputs": [{"guid": "guid-0", "typeName": "hive_table"}],
        "outputs": [],
        "pillar": "quality",
        "outcome": "ok",
        "message": "",
        "objectives_unmet": 1,
        "startTime": 1_700_000_000_000,
        "endTime": 1_700_000_002_500,
    }


def test_the_classification_is_put_on_and_taken_off_in_a_stub(stub: WrittenStub) -> None:
    """While an objective is in breach, and it spreads along the lineage of Atlas."""
    table = stub.named("shop.orders@prod")

    write(settings(stub), [BROKEN])
    write(settings(stub), [BROKEN])
    assert own(table) == [("DteUntrusted", True)]

    write(settings(stub, propagate=False), [BROKEN])
    assert own(table) == [("DteUntrusted", False)]

    write(settings(stub), [MENDED])
    write(settings(stub), [MENDED])
    assert own(table) == []
    assert [verb for verb, path in stub.asked if "/classification" in path and path.startswith("entity")] == [
        "POST",
        "PUT",
        "DELETE",
    ]


def test_what_lineage_carried_there_is_left_in_a_stub(stub: WrittenStub) -> None:
    """It is of what is broken upstream, and goes with that."""
    table = stub.named("shop.orders@prod")
    table["classifications"] = [{"typeName": "DteUntrusted", "propagate": True, "entityGuid": "upstream"}]

    write(settings(stub), [MENDED])
    assert len(table["classifications"]) == 1

    write(settings(stub), [BROKEN])
    assert len(table["classifications"]) == 2


def test_types_are_made_once_in_a_stub(stub: WrittenStub) -> None:
    """Those that are there are left as they are."""
    write(settings(stub), [BROKEN])
    write(settings(stub), [MENDED])

    assert {*names(stub)} == {"DteUntrusted", "dte_dataset", "dte_check", "dte_trust"}
    assert [verb for verb, path in stub.asked if path == "types/typedefs"] == ["POST"]


def test_a_type_is_given_what_it_lacks_in_a_stub(stub: WrittenStub) -> None:
    """A pillar that comes later is an attribute more, and one without a verdict is told to have none."""
    write(settings(stub), [BROKEN])
    write(settings(stub), [replace(MENDED, pillars={"drift": "met"})])

    business = stub.named("shop.orders@prod")["business"]
    assert (business["quality_verdict"], business["drift_verdict"]) == ("none", "met")
    assert [verb for verb, path in stub.asked if path == "types/typedefs"] == ["POST", "PUT"]


def test_a_data_set_that_is_not_there_is_made_in_a_stub(stub: WrittenStub) -> None:
    """Of a type of ours; what is called like it and deleted is not it."""
    write(settings(stub), [replace(BROKEN, entity=EntityName("DataSet", "s3://lake/orders"))])
    made = stub.named("s3://lake/orders")
    assert (made["typeName"], made["attributes"]["name"], own(made)) == (
        "dte_dataset",
        "orders",
        [("DteUntrusted", True)],
    )

    made["status"] = "DELETED"
    said = write(settings(stub, create=False), [replace(BROKEN, entity=EntityName("DataSet", "s3://lake/orders"))])
    assert said == ("s3://lake/orders: there is no such entity; create makes one where no type is named",)


@pytest.mark.parametrize(
    ("entity", "create"), [(EntityName("hive_table", "shop.gone@prod"), True), (EntityName("DataSet", "x"), False)]
)
def test_an_entity_that_is_others_to_make_is_told_of_by_a_stub(
    entity: EntityName, create: bool, stub: WrittenStub
) -> None:
    """One of a type that is named comes from the hook of its system; the others are written all the same."""
    said = write(settings(stub, create=create), [replace(BROKEN, entity=entity), BROKEN])

    assert said == (f"{entity.qualified}: there is no such entity; create makes one where no type is named",)
    assert stub.named("shop.orders@prod")["business"]["outcome"] == "ok"


def test_an_entity_that_nobody_looks_at_any_more_is_cleared_in_a_stub(stub: WrittenStub) -> None:
    """Nobody would ever take the classification off."""
    write(settings(stub), [BROKEN])
    write(settings(stub), [EntityVerdict(BROKEN.entity)])

    table = stub.named("shop.orders@prod")
    assert own(table) == []
    assert (table["business"]["outcome"], table["business"]["quality_verdict"]) == ("unwatched", "none")


@pytest.mark.parametrize("status", [400, 403, 404])
def test_an_entity_that_a_stub_refuses_does_not_hold_up_others(status: int, stub: WrittenStub) -> None:
    """It is told of by what the server answered."""
    stub.put("hive_table", "shop.other@prod")
    stub.refuses = lambda verb, path: status if path == "entity/guid/guid-0/businessmetadata/dte_trust" else None

    said = write(settings(stub), [BROKEN, replace(BROKEN, entity=EntityName("hive_table", "shop.other@prod"))])

    assert said == (f"shop.orders@prod: answered {status}",)
    assert stub.named("shop.other@prod")["business"]["outcome"] == "ok"


@pytest.mark.parametrize(
    ("status", "at", "message"),
    [
        (401, "types", "refuses who asks: set username and password"),
        (403, "types", "refuses who asks: set username and password"),
        (500, "types", "answered 500"),
        (401, "entity", "refuses who asks: set username and password"),
        (429, "entity", "answered 429"),
        (503, "entity", "answered 503"),
        (500, "entity/guid", "answered 500"),
    ],
)
def test_what_a_stub_refuses_of_all_is_one_sentence(
    status: int, at: str, message: str, stub: WrittenStub, caplog: pytest.LogCaptureFixture
) -> None:
    """Without what the server wrote, without the password, and without a word in the log."""
    stub.refuses = lambda verb, path: status if path.startswith(at) else None

    with caplog.at_level(logging.INFO), pytest.raises(SourceError) as error:
        write(settings(stub), [BROKEN])

    assert str(error.value) == f"Apache Atlas at {stub.url} {message}"
    assert not [one for one in caplog.records if "hunter22" in one.getMessage()]


def test_a_server_that_is_away_is_one_sentence() -> None:
    """Nobody listens on the port that nothing may."""
    with pytest.raises(SourceError, match=r"Apache Atlas at http://127\.0\.0\.1:9 does not answer \(ConnectionError\)"):
        write(AtlasVerdicts(url="http://127.0.0.1:9"), [BROKEN])


def test_a_check_that_was_written_is_no_job_when_a_stub_is_read() -> None:
    """Nothing that we wrote comes back as lineage."""
    check = {**process("c", "dte-exporter/facts", "1", ""), "typeName": "dte_check"}
    with running(AtlasStub([check], [header("1", "hive_table", "shop.orders@prod")])) as asked:
        told = [*open_atlas.open(AtlasLineage(type="atlas", url=asked.url), Path(), "governance").told()]

    assert told == []


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"url": "http://atlas", "password": SecretStr("x")}, "set both or neither"),
        ({"url": "http://atlas", "exporter": "trust"}, "write the address of a page"),
        ({"url": "http://atlas", "exporter": "https://me:hunter22@trust"}, "leave out who asks"),
    ],
)
def test_settings_that_cannot_be_are_refused(told: Any, message: str) -> None:
    """With what to write instead."""
    with pytest.raises(ValidationError, match=message):
        AtlasVerdicts(**told)
