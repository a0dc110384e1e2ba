"""What makes an event the same as another that was sent."""

import json
from typing import Any

import pytest

from dte_exporter.lineage.events.event import UnfitEventError
from dte_exporter.lineage.events.sent_event import sent

EVENT: dict[str, Any] = {
    "eventType": "START",
    "eventTime": "2018-11-30T01:00:00+01:00",
    "producer": "https://example.com/etl",
    "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
    "run": {"runId": "0166a000-0000-7000-8000-000000000001"},
    "job": {"namespace": "etl", "name": "Straße"},
}


def test_equal_json_is_one_event() -> None:
    """Whatever the order of members, spaces, and how a letter is written."""
    turned = json.dumps(dict(reversed(EVENT.items())), indent=2, ensure_ascii=False)

    assert sent(turned.encode()) == sent(json.dumps(EVENT).encode())


def test_what_differs_anywhere_is_another_event() -> None:
    """In a member that the standard does not know too."""
    one, other = (sent(json.dumps({**EVENT, "ours": ours}).encode()) for ours in (1, 2))

    assert one.id != other.id


def test_it_is_kept_whole_in_ascii_with_its_moment() -> None:
    """Midnight of 30 November 2018 in UTC, and the letter as JSON escapes it: no database spells it otherwise."""
    event = sent(json.dumps({**EVENT, "ours": "a\0b"}).encode())

    assert event.at == 1_543_536_000
    assert event.body.isascii()
    assert json.loads(event.body) == {**EVENT, "ours": "a\0b"}


def test_what_python_writes_as_no_number_is_taken() -> None:
    """The official client writes NaN in facets, which JSON has no word for; it is read again as it was."""
    event = sent(json.dumps({**EVENT, "ours": float("nan")}).encode())

    assert sent(event.body.encode()) == event


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"eventTime": "soon"}'])
def test_what_is_no_event_is_refused(body: bytes) -> None:
    """Not JSON, or not after the standard."""
    with pytest.raises(UnfitEventError):
        sent(body)
