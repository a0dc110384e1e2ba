from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import validate

from dte_exporter.storage.history.past import Past
from dte_exporter.web.api.routes import ENDPOINTS, POSTS
from tests.unit.web.running import SNAPSHOT, Client, Running

SUCCESSES = [
    "/api/v1/results",
    "/api/v1/results?check=employment-fairness",
    "/api/v1/results?check=pricing-drift",
    "/api/v1/checks",
    "/api/v1/catalogue",
    "/api/v1/config",
]


@pytest.fixture
def described(client: Client) -> dict[str, Any]:
    """Return the document that the exporter serves."""
    document: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return document


def faults(described: dict[str, Any], path: str, response: str, answer: object) -> list[str]:
    """Return where `answer` differs from what the document promises for a GET of `path`."""
    schema = described["paths"][path]["get"]["responses"][response]["content"]["application/json"]["schema"]
    whole = {**schema, "components": described["components"]}
    return [error.message for error in OAS31Validator(whole, format_checker=oas31_format_checker).iter_errors(answer)]


def test_the_document_is_openapi_3_1(described: dict[str, Any]) -> None:
    """A validator that knows the standard finds nothing."""
    assert described["openapi"] == "3.1.0"
    validate(described)


def test_the_document_describes_every_endpoint(described: dict[str, Any]) -> None:
    """No endpoint is undocumented, none is invented."""
    assert set(described["paths"]) == {one.path for one in (*ENDPOINTS, *POSTS)}


@pytest.mark.parametrize("path", SUCCESSES)
def test_answers_are_what_the_document_promises(client: Client, described: dict[str, Any], path: str) -> None:
    """Real answers of an exporter in every state fit their schemas, no field more, none less."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert faults(described, path.partition("?")[0], "200", answer.json()) == []


@pytest.mark.parametrize("path", ["/api/v1/history?metric=dte_trust_ratio", "/api/v1/history/objectives"])
def test_answers_of_the_past_are_what_the_document_promises(
    client: Client, described: dict[str, Any], path: str, past: Past, service: Running
) -> None:
    """With values and changes in them."""
    service.past = past
    answer = client.get(path)
    assert faults(described, path.partition("?")[0], "200", answer.json()) == []


def test_a_refusal_is_what_the_document_promises(client: Client, described: dict[str, Any]) -> None:
    """An error fits its schema as well."""
    answer = client.get("/api/v1/results?check=nobody")
    assert answer.status_code == 404
    assert faults(described, "/api/v1/results", "default", answer.json()) == []


def test_an_answer_with_a_field_more_or_less_would_not_fit(client: Client, described: dict[str, Any]) -> None:
    """The schemas are closed and complete: the tests above can fail."""
    answer = client.get("/api/v1/config").json()
    assert faults(described, "/api/v1/config", "200", {**answer, "secret": "s"}) != []
    assert faults(described, "/api/v1/config", "200", {"file": "a"}) != []


def test_an_exporter_without_checks_answers_as_promised(client: Client, service: Running) -> None:
    """Empty lists are answers."""
    service.store.swap(type(SNAPSHOT)())
    assert client.get("/api/v1/checks").json() == {"checks": []}
    assert client.get("/api/v1/results").json()["results"] == []
