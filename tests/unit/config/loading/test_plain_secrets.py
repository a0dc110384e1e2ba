from typing import Any

import pytest

from dte_exporter.config.loading.plain_secrets import plain_secrets


def of_source(source: Any) -> dict[str, Any]:
    """Return the tree of a config with one source."""
    return {"datasets": {"rows": {"source": source}}}


@pytest.mark.parametrize(
    "remote",
    [
        "sc://lake:15002/;token=open-sesame",
        "sc://lake:15002/;use_ssl=true;token=open-sesame",
        "sc://lake:15002/;X-Api-Key=open-sesame",
        "sc://dte:open-sesame@lake:15002",
    ],
)
def test_a_token_in_the_address_of_a_spark_is_found_and_not_quoted(remote: str) -> None:
    """The sentence says where it belongs; a name that speaks of a secret makes a parameter one."""
    (problem,) = plain_secrets(of_source({"type": "spark", "remote": remote}))

    assert problem.path == ("datasets", "rows", "source", "remote")
    assert "or the remote as {file: /run/secrets/remote}" in problem.sentence
    assert "open-sesame" not in problem.sentence


@pytest.mark.parametrize(
    "source",
    [
        {"type": "spark", "remote": "sc://lake:15002/;use_ssl=true;token=${TOKEN};x-cluster=7"},
        {"type": "spark", "remote": "${SPARK_SERVER}"},
        {"type": "spark", "remote": {"file": "remote"}},
        {"type": "spark", "remote": "local[2]"},
        {"type": "files", "path": "rows;token=7.csv"},
        {"type": "files", "store": {"endpoint": "http://minio:9000", "region": "eu-central-1", "anonymous": True}},
        {"type": "files", "store": {"account": "lake", "account_key": {"file": "key"}}},
        {"type": "delta", "store": {"access_key": "${KEY}", "secret_key": "${SECRET}", "session_token": "${T:-}"}},
        {"type": "iceberg", "catalog": {"type": "rest", "uri": "https://c", "token": "${TOKEN}", "s3.region": "eu"}},
        {"type": "vault", "password": "of a source that is not ours"},
        "no source",
    ],
)
def test_references_and_what_is_no_secret_are_let_be(source: Any) -> None:
    """They say where a secret is, and not what it is."""
    assert list(plain_secrets(of_source(source))) == []


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("store", "access_key"),
        ("store", "secret_key"),
        ("store", "session_token"),
        ("store", "account_key"),
        ("store", "sas_token"),
        ("store", "service_account"),
        ("catalog", "token"),
        ("catalog", "credential"),
        ("catalog", "header.Authorization"),
        ("catalog", "s3.secret-access-key"),
        ("catalog", "adls.connection-string"),
    ],
)
@pytest.mark.parametrize("value", ["open-sesame", "${NOT_SET:-open-sesame}", "$${open-sesame}"])
def test_a_key_that_stands_in_the_file_is_found_and_not_quoted(section: str, key: str, value: str) -> None:
    """Of a store and of a catalog, by what its setting is called; a default of a reference stands there as well."""
    (problem,) = plain_secrets(of_source({"type": "iceberg", section: {key: value}}))

    assert problem.path == ("datasets", "rows", "source", section, key)
    assert problem.sentence == f"a secret stands in the file: write ${{VARIABLE}}, or {{file: /run/secrets/{key}}}"


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ({"history": {"url": "postgresql://dte:open-sesame@db/history"}}, ("history", "url")),
        ({"history": {"prometheus": "http://joe:open-sesame@prometheus"}}, ("history", "prometheus")),
        ({"models": {"m": {"tracking_uri": "http://joe:open-sesame@mlflow"}}}, ("models", "m", "tracking_uri")),
        ({"models": {"discover": {"token": "open-sesame"}}}, ("models", "discover", "token")),
        ({"compliance": {"digest_key": "open-sesame, long enough"}}, ("compliance", "digest_key")),
        (of_source({"type": "iceberg", "catalog": {"uri": "postgresql://dte:open-sesame@db/catalog"}}), None),
    ],
)
def test_the_rule_holds_wherever_we_take_a_secret(tree: dict[str, Any], path: tuple[str, ...] | None) -> None:
    """In the history, models, governance and the catalog's own database."""
    (problem,) = plain_secrets(tree)

    assert problem.path == (path or ("datasets", "rows", "source", "catalog", "uri"))
    assert "open-sesame" not in problem.sentence


def test_sections_that_are_none_are_let_be() -> None:
    """What is wrong with them is told elsewhere."""
    assert list(plain_secrets({"datasets": [1], "models": "x", "history": 3, "compliance": None})) == []
