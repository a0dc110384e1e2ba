import time

from dte_exporter.clock import Clock, SystemClock


def test_the_system_clock_tells_the_machines_time() -> None:
    """Its now lies between two looks at the machine's own clock."""
    before = time.time()
    now = SystemClock().now()

    assert before <= now <= time.time()


def test_the_system_clock_measures_durations_without_going_back() -> None:
    """Two looks are in order, on the scale of the machine's monotonic clock."""
    clock: Clock = SystemClock()
    first, second = clock.monotonic(), clock.monotonic()

    assert first <= second <= time.monotonic()
