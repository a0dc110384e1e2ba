from typing import Any

import pytest

from dte_exporter.config.loading.plain_passwords import plain_passwords


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
    (problem,) = plain_passwords({"rows": {"source": {"type": "spark", "remote": remote}}})

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
        "no source",
    ],
)
def test_references_and_what_is_no_secret_are_let_be(source: Any) -> None:
    """They say where a secret is, and not what it is."""
    assert list(plain_passwords({"rows": {"source": source}})) == []
