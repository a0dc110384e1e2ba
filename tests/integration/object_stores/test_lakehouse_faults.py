"""What goes wrong with a table with a log on a store: the right outcome, a sentence with what to do, and no value."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from dte_exporter.outcome import CheckResult, Outcome
from tests.integration.object_stores.conftest import Store
from tests.integration.object_stores.proxy import Fault
from tests.integration.object_stores.tables_on_store import DIFFERENCE, PEOPLE, OnStore, delta_on, iceberg_on
from tests.integration.object_stores.test_lakehouse import behind

pytestmark = pytest.mark.integration


@pytest.fixture(params=["delta", "iceberg"])
def table(request: pytest.FixtureRequest, s3: Store, tmp_path: Path) -> OnStore:
    """Return a table of each kind."""
    made = {"delta": delta_on, "iceberg": iceberg_on}[request.param](s3, tmp_path)
    s3.proxy.reset()
    return made


def is_data(method: str, target: str) -> bool:
    """Return whether a data file is asked for."""
    return ".parquet" in target


def is_log(method: str, target: str) -> bool:
    """Return whether the log, or the metadata, is asked for or listed."""
    return not is_data(method, target)


def assert_measured(result: CheckResult) -> None:
    """Assert that all rows of both files were counted."""
    assert (result.outcome, result.message, result.evidence.rows) == (Outcome.OK, "", {"current": PEOPLE.num_rows})
    found = {one.name: one.value for one in result.samples}
    assert found["dte_fairness_demographic_parity_difference"] == pytest.approx(DIFFERENCE)


def assert_refused(result: CheckResult, table: OnStore, said: str) -> None:
    """Assert an error of the source that begins with the table and says so, in one line without a key or a value."""
    assert result.outcome is Outcome.SOURCE_ERROR
    assert result.message.startswith(f"{table.source['path']}: {said}")
    assert result.samples == ()
    assert "\n" not in result.message
    assert not [key for name, key in table.store.settings.items() if "key" in name and key in result.message]


def test_what_passes_is_tried_again(table: OnStore, tmp_path: Path) -> None:
    """Two refusals, or dropped connections, are no news: all rows of both files are counted."""
    passing: list[tuple[Callable[[str, str], bool], Fault]] = [
        (is_log, ("status", 429)),
        (is_log, ("status", 500)),
        (is_data, ("status", 503)),
        (is_data, ("cut", 5)),
    ]
    for hit, fault in passing:
        table.store.proxy.hit = hit
        table.store.proxy.faults += [fault, fault]
        assert_measured(table.measured(tmp_path / "config"))
        assert table.store.proxy.faults == []


REFUSED: list[tuple[Callable[[str, str], bool], Fault, str]] = [
    (is_log, ("status", 403), "the store refuses who asks (403): let them list and read it"),
    (is_log, ("status", 404), "an object has gone while it was read: it is looked for again at the next run"),
    (is_log, ("status", 503), "the store asks to slow down (503), again and again: run its checks less often"),
    (is_log, ("cut", 5), "the connection was dropped: run it again, and look at what stands between"),
    (is_data, ("status", 403), "the store refuses who asks (403): let them list and read it"),
    (is_data, ("status", 404), "a data file is not there any more, at "),
    (is_data, ("status", 429), "the store asks to slow down (429), again and again: run its checks less often"),
    (is_data, ("cut", 5), "the connection was dropped: run it again, and look at what stands between"),
]
"""What is broken, in the log or in a data file, and what is said."""


def test_what_does_not_pass_is_said_and_gives_no_value(table: OnStore, tmp_path: Path) -> None:
    """Whatever was kept of the run before; the next one, when all is well again, counts all rows."""
    assert_measured(table.measured(tmp_path / "config"))
    for hit, fault, said in REFUSED:
        table.store.proxy.hit = hit
        table.store.proxy.faults[:] = [fault] * 60
        assert_refused(table.measured(tmp_path / "config"), table, said)
    table.store.proxy.reset()
    assert_measured(table.measured(tmp_path / "config"))


def test_a_column_that_goes_between_two_runs_is_told(table: OnStore, tmp_path: Path) -> None:
    """The version is another one, so nothing of the last is emitted; when the column is back, so are its values."""
    assert_measured(table.measured(tmp_path / "config"))

    table.renamed("taken")
    gone = table.measured(tmp_path / "config")
    table.renamed("hired")

    assert (gone.outcome, gone.samples) == (Outcome.SOURCE_ERROR, ())
    assert gone.message.startswith("the source has no column 'hired' (it has 2 others): check its name in the config")
    assert_measured(table.measured(tmp_path / "config"))


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("http://store.invalid", "its host is not known (DNS): check source.store.endpoint and region"),
        ("http://127.0.0.1:1", "nothing answers there (connection refused): check source.store.endpoint"),
    ],
)
def test_a_way_that_leads_nowhere_is_said(table: OnStore, tmp_path: Path, endpoint: str, said: str) -> None:
    """A name that nobody knows, and a port where nobody listens."""
    assert_refused(table.measured(tmp_path / "config", endpoint=endpoint), table, said)


def test_a_wrong_key_is_told_apart_on_s3(table: OnStore, tmp_path: Path) -> None:
    """Moto's own IAM, awake for this test, knows no such key."""
    auth = f"{behind(table.store)}/moto-api/reset-auth"
    httpx.post(auth, content=b"0").raise_for_status()
    try:
        result = table.measured(tmp_path / "config")
    finally:
        httpx.post(auth, content=b"inf").raise_for_status()
    assert_refused(result, table, "the store does not take the key: check source.store.access_key and secret_key")


def test_a_wrong_key_is_told_apart_on_azure(azure: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Azurite checks the signatures of a Delta table's requests."""
    table = delta_on(azure, tmp_path)
    assert_measured(table.measured(tmp_path / "config"))

    monkeypatch.setenv("STORE_ACCOUNT_KEY", "cGxhbnRlZC1zZWNyZXQ=")
    result = table.measured(tmp_path / "config")

    assert_refused(result, table, "the store does not take the key: check source.store.account and account_key")
    assert "cGxhbnRlZC1zZWNyZXQ" not in result.message
