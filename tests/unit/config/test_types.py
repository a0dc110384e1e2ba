import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from dte_exporter.config.types import (
    AS_WRITTEN,
    Address,
    Duration,
    Name,
    Schedule,
    TimeZone,
    format_duration,
    parse_address,
    parse_duration,
    parse_size,
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("5m", 300), ("1h30m", 5400), ("7d", 604_800), ("2w", 1_209_600), ("250ms", 0.25), ("1m1s", 61)],
)
def test_a_duration_is_seconds(text: str, seconds: float) -> None:
    """As Prometheus writes and reads them."""
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "5", "m", "5 m", "-5m", "1.5h", "30m1h", "5M", None, True, [], 0.5])
def test_what_has_no_number_and_unit_is_no_duration(text: object) -> None:
    """Units go from the largest to the smallest, numbers are whole."""
    with pytest.raises(ValueError, match="write a duration as a number and a unit"):
        parse_duration(text)


def test_a_bare_number_gets_its_unit_proposed() -> None:
    """Seconds or minutes are what people mean."""
    with pytest.raises(ValueError, match="300 has no unit: write 300s for seconds or 300m for minutes"):
        parse_duration(300)


@pytest.mark.parametrize("text", ["0s", "0h0m"])
def test_a_duration_is_longer_than_zero(text: str) -> None:
    """APScheduler would turn it into one second in silence."""
    with pytest.raises(ValueError, match="longer than zero"):
        parse_duration(text)


def test_a_duration_ends_within_the_calendar() -> None:
    """A window of the last 99999999w would begin before the year 1, and a run so far ahead never come."""
    assert parse_duration("5200w") == 5200 * 604_800
    with pytest.raises(ValueError, match="a duration is at most 5200w"):
        parse_duration("5200w1ms")


@given(st.integers(min_value=1, max_value=10**12))
def test_a_duration_is_written_as_it_is_read(milliseconds: int) -> None:
    """To the millisecond."""
    assert parse_duration(format_duration(milliseconds / 1000)) == pytest.approx(milliseconds / 1000)


def test_no_time_at_all_is_written_in_seconds() -> None:
    """It has a unit too."""
    assert format_duration(0.0) == "0s"


def test_seconds_are_a_duration_only_outside_a_file() -> None:
    """The program may compute them; a file has a unit."""
    adapter = TypeAdapter(Duration)

    assert adapter.validate_python(300.0) == 300.0
    assert adapter.validate_python("5m", context=AS_WRITTEN) == 300.0
    with pytest.raises(ValidationError):
        adapter.validate_python(300.0, context=AS_WRITTEN)


@pytest.mark.parametrize(
    ("text", "size"), [("512MiB", 2**29), ("2 GiB", 2**31), ("1KiB", 1024), ("7B", 7), (4096, 4096)]
)
def test_a_size_is_bytes(text: object, size: int) -> None:
    """With a binary unit, or none."""
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "2GB", "1.5GiB", "0MiB", "-1", "MiB", True, None, 0.5])
def test_what_has_no_binary_unit_is_no_size(text: object) -> None:
    """A GB means two things, so it means none."""
    with pytest.raises(ValueError, match="write a size as a number and a unit"):
        parse_size(text)


@pytest.mark.parametrize("text", ["a", "fair-2_x", "0", "x" * 63])
def test_a_name_can_be_a_label_and_an_address(text: str) -> None:
    """Lower-case letters, digits, dashes and underscores."""
    assert TypeAdapter(Name).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "A", "-a", "a-", "a b", "a/b", "ä", "x" * 64])
def test_what_would_need_escaping_is_no_name(text: str) -> None:
    """Nor is what is too long for a label of DNS."""
    with pytest.raises(ValidationError, match="a name has up to 63 lower-case letters"):
        TypeAdapter(Name).validate_python(text)


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [(":10610", "", 10610), ("127.0.0.1:80", "127.0.0.1", 80), ("[::1]:9", "::1", 9), ("localhost:0", "localhost", 0)],
)
def test_an_address_is_a_host_and_a_port(text: str, host: str, port: int) -> None:
    """As Prometheus writes them."""
    assert parse_address(text) == (host, port)
    assert TypeAdapter(Address).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "10610", ":", ":65536", "host", "::1:80", "http://host:80", "a b:80"])
def test_what_lacks_one_of_them_is_no_address(text: str) -> None:
    """A port up to 65535, behind a colon."""
    with pytest.raises(ValueError, match="write host:port or :port"):
        parse_address(text)


def test_a_schedule_is_checked_as_it_is_read() -> None:
    """By the same reader that later finds its firings."""
    assert TypeAdapter(Schedule).validate_python("0 3 * * sun") == "0 3 * * sun"
    with pytest.raises(ValidationError, match="'24' is no hour"):
        TypeAdapter(Schedule).validate_python("0 24 * * *")


def test_a_time_zone_is_one_that_the_machine_knows() -> None:
    """A near miss is named."""
    assert TypeAdapter(TimeZone).validate_python("Europe/Berlin") == "Europe/Berlin"
    with pytest.raises(ValidationError, match="did you mean 'Europe/Paris'"):
        TypeAdapter(TimeZone).validate_python("Europe/Parris")
