from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.exposition.accept import Preference, preferences
from dte_exporter.exposition.negotiation import FORMATS, NotAcceptableError, choose_encoding, choose_format

TEXT, TEXT_1, OPENMETRICS = FORMATS

PROMETHEUS_2 = (
    "application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,"
    "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
)
PROMETHEUS_3 = (
    "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,"
    "application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,"
    "text/plain;version=0.0.4;q=0.3,*/*;q=0.2"
)
PROMETHEUS_WITH_PROTOBUF = (
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
    "text/plain;version=0.0.4;q=0.5,application/openmetrics-text;version=1.0.0;q=0.4,*/*;q=0.1"
)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        pytest.param("", TEXT, id="no header"),
        pytest.param("*/*", TEXT, id="curl"),
        pytest.param(FIREFOX, TEXT, id="a browser"),
        pytest.param(PROMETHEUS_2, OPENMETRICS, id="Prometheus 2"),
        pytest.param(PROMETHEUS_3, OPENMETRICS, id="Prometheus 3"),
        pytest.param(PROMETHEUS_WITH_PROTOBUF, TEXT, id="Prometheus that prefers protobuf, then text"),
        pytest.param("application/openmetrics-text", OPENMETRICS, id="no version asked for"),
        pytest.param("APPLICATION/OpenMetrics-Text; Version=1.0.0; charset=utf-8", OPENMETRICS, id="upper case"),
        pytest.param('application/openmetrics-text; version="1.0.0"', OPENMETRICS, id="a quoted parameter"),
        pytest.param("application/openmetrics-text;version=0.0.1", TEXT, id="a version that is not spoken"),
        pytest.param("application/openmetrics-text;version=2.0.0", TEXT, id="a version that is not spoken yet"),
        pytest.param("text/plain;version=1.0.0", TEXT_1, id="text 1.0.0"),
        pytest.param("text/plain;q=0.5,application/openmetrics-text;q=0.6", OPENMETRICS, id="weights, not order"),
        pytest.param("application/openmetrics-text,text/plain", OPENMETRICS, id="order among equals"),
        pytest.param("*/*,application/openmetrics-text", OPENMETRICS, id="the more specific among equals"),
        pytest.param("text/plain;q=0,*/*", OPENMETRICS, id="text refused, all else welcome"),
        pytest.param("application/openmetrics-text;q=0,*/*;q=0.1", TEXT, id="OpenMetrics refused"),
        pytest.param("text/plain;version=0.0.4;q=0,text/*", TEXT_1, id="one version refused"),
        pytest.param("application/openmetrics-text;q=high,text/plain;q=0.1", TEXT, id="a weight that is no number"),
        pytest.param("application/openmetrics-text;q=7,text/plain;q=0.1", TEXT, id="a weight above 1"),
        pytest.param("image/png", TEXT, id="nothing on offer"),
        pytest.param(",;=,,", TEXT, id="noise"),
    ],
)
def test_the_format_is_the_one_that_the_client_likes_best(accept: str, chosen: object) -> None:
    """Weight decides, then how specific the wish is, then the client's order; text answers everybody else."""
    assert choose_format(accept) is chosen


@pytest.mark.parametrize(
    ("accept_encoding", "chosen"),
    [
        pytest.param("", "identity", id="no header"),
        pytest.param("gzip", "gzip", id="Prometheus"),
        pytest.param("gzip, deflate, br, zstd", "gzip", id="a browser"),
        pytest.param("x-gzip", "gzip", id="the old name"),
        pytest.param("GZIP;Q=0.3", "gzip", id="upper case, and any weight beats none"),
        pytest.param("*", "gzip", id="anything"),
        pytest.param("br", "identity", id="nothing that is spoken"),
        pytest.param("gzip;q=0", "identity", id="gzip refused"),
        pytest.param("gzip;q=0, *", "identity", id="gzip refused, all else welcome"),
        pytest.param("gzip;q=0.2, identity;q=0.5", "identity", id="plain preferred"),
        pytest.param("identity;q=0.5, gzip", "gzip", id="gzip preferred"),
        pytest.param("gzip, identity;q=0", "gzip", id="plain refused"),
        pytest.param("identity;q=0, *", "gzip", id="plain refused, all else welcome"),
        pytest.param("*;q=0, identity", "identity", id="only plain"),
    ],
)
def test_the_encoding_is_the_one_that_the_client_likes_best(accept_encoding: str, chosen: str) -> None:
    """Compressed where it is wanted at least as much as plain; plain where nothing is said."""
    assert choose_encoding(accept_encoding) == chosen


@pytest.mark.parametrize("accept_encoding", ["identity;q=0", "*;q=0", "gzip;q=0, identity;q=0"])
def test_a_client_that_refuses_both_encodings_gets_neither(accept_encoding: str) -> None:
    """Refusing plain without naming gzip leaves nothing to send."""
    with pytest.raises(NotAcceptableError):
        choose_encoding(accept_encoding)


def test_a_weighted_list_is_read_with_its_parameters() -> None:
    """Quoted commas do not split, names and values of types are lower case, and the weight is no parameter."""
    assert preferences('Text/Plain; Note="a, b"; q=0.5, gzip') == (
        Preference("text/plain", {"note": "a, b"}, 0.5),
        Preference("gzip", {}, 1.0),
    )


@given(st.text(st.characters(max_codepoint=255), max_size=60), st.text(max_size=60))
def test_no_header_is_an_error(accept: str, accept_encoding: str) -> None:
    """Whatever bytes a client sends, it gets a format that exists, and an encoding or the sentence."""
    assert choose_format(accept) in FORMATS
    with suppress(NotAcceptableError):
        assert choose_encoding(accept_encoding) in {"gzip", "identity"}
