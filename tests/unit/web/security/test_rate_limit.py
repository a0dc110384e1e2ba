from dte_exporter.web.security.rate_limit import Bucket
from dte_exporter.web.security.web_config import RateLimit
from tests.unit.web.running import ManualClock


def test_a_burst_passes_and_then_one_an_interval() -> None:
    """Three at once, then one each two seconds."""
    clock = ManualClock(0.0)
    bucket = Bucket(RateLimit(interval="2s", burst=3), clock)
    assert [bucket.allows() for _ in range(4)] == [True, True, True, False]
    clock.time = 1.9
    assert not bucket.allows()
    clock.time = 2.0
    assert [bucket.allows(), bucket.allows()] == [True, False]


def test_what_is_not_used_is_kept_up_to_the_burst() -> None:
    """After an hour of silence three pass, not 1,800."""
    clock = ManualClock(0.0)
    bucket = Bucket(RateLimit(interval="2s", burst=3), clock)
    clock.time = 3600.0
    assert [bucket.allows() for _ in range(4)] == [True, True, True, False]


def test_a_burst_of_none_lets_nothing_through() -> None:
    """As exporter-toolkit has it."""
    clock = ManualClock(0.0)
    bucket = Bucket(RateLimit(interval="1s"), clock)
    clock.time = 60.0
    assert not bucket.allows()
