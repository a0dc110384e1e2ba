"""Addresses of objects, taken apart, and refused where they cannot be one."""

import pytest
from pydantic import ValidationError

from dte_exporter.places.object_address import ObjectAddress, is_address, parse_address
from dte_exporter.tables.files import FilesSource


@pytest.mark.parametrize(
    ("path", "cloud", "bucket", "key", "account"),
    [
        ("s3://scores/2018/*.parquet", "s3", "scores", "2018/*.parquet", ""),
        ("s3://scores", "s3", "scores", "", ""),
        ("s3://scores/", "s3", "scores", "", ""),
        ("gs://scores/day=1/", "gs", "scores", "day=1", ""),
        ("az://scores/t.csv", "az", "scores", "t.csv", ""),
        ("abfss://scores@lake.dfs.core.windows.net/a/b", "az", "scores", "a/b", "lake"),
    ],
)
def test_an_address_is_cloud_bucket_and_key(path: str, cloud: str, bucket: str, key: str, account: str) -> None:
    """Of each of the four forms; the account is in one."""
    assert is_address(path)
    assert parse_address(path) == ObjectAddress(path, cloud, bucket, key, account)  # type: ignore[arg-type]  # literals


@pytest.mark.parametrize("path", ["t.csv", "/s3/t.csv", "https://scores/t.csv", "s3:/t.csv", "s3a://scores/t.csv"])
def test_what_is_no_address_of_a_store_is_a_path(path: str) -> None:
    """Hadoop's s3a among them: what it is, is said where it is opened."""
    assert not is_address(path)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("s3:///t.csv", "write s3://BUCKET/…, and keys into source.store"),
        ("s3://key:hunter2@scores/t.csv", "write s3://BUCKET/…, and keys into source.store"),
        ("gs://scores/a//b.csv", "the address has an empty part"),
        ("s3://scores/../other/b.csv", "the address has an empty part"),
        ("abfss://scores/t.csv", "write abfss://CONTAINER@ACCOUNT"),
        ("az://scores/t.csv?sv=2020&sig=hunter2", "the address has a signature in it"),
    ],
)
def test_what_no_object_can_be_called_is_refused_without_what_it_says(path: str, said: str) -> None:
    """A key or a signature in it is not told."""
    with pytest.raises(ValueError, match=said) as raised:
        parse_address(path)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    ("path", "store", "said"),
    [
        ("t.csv", {"region": "eu-central-1"}, "store says how an object store is reached, and path is on a disk"),
        ("s3://b/t.csv", {"account": "lake"}, "store.account would say nothing of s3://: leave it out"),
        ("az://b/t.csv", {"access_key": "a", "secret_key": "b"}, "store.access_key and store.secret_key would say"),
        ("s3://b/t.csv", {"access_key": "a"}, "access_key and secret_key go together"),
        ("s3://b/t.csv", {"session_token": "a"}, "access_key and secret_key go together"),
        ("az://b/t.csv", {"account_key": "a", "sas_token": "b"}, "give account_key or sas_token, not both"),
        ("gs://b/t.csv", {"anonymous": True, "service_account": "{}"}, "anonymous says that nobody asks"),
        ("s3://b/t.csv", {"endpoint": "minio:9000"}, "write http:// or https://, the host, and nothing of who asks"),
        ("s3://b/t.csv", {"endpoint": "http://ann:hunter2@minio"}, "write http:// or https://, the host"),
        (
            "abfss://b@lake.dfs.core.windows.net/t.csv",
            {"account": "pond"},
            "path and store.account name different accounts",
        ),
    ],
)
def test_settings_that_make_no_sense_together_are_refused(path: str, store: dict[str, object], said: str) -> None:
    """Each with what to leave out or to add."""
    with pytest.raises(ValidationError, match=said):
        FilesSource.model_validate({"type": "files", "path": path, "store": store})


def test_keys_are_not_in_what_a_source_shows_of_itself() -> None:
    """Neither in its repr, of which the name of a view is made, nor in its dump."""
    source = FilesSource.model_validate(
        {"type": "files", "path": "s3://b/t.csv", "store": {"access_key": "hunter1", "secret_key": "hunter2"}}
    )
    assert "hunter" not in repr(source) + repr(source.model_dump()) + source.model_dump_json()
