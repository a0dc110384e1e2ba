"""The description of the API in OpenAPI 3.1, made from the endpoints' own declarations."""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic.json_schema import models_json_schema

from dte_exporter import __version__
from dte_exporter.web.api.answer import Answer
from dte_exporter.web.api.endpoint import Endpoint, Post
from dte_exporter.web.api.problem import Problem

_SCHEMAS = "#/components/schemas/{model}"


def document(endpoints: Iterable[Endpoint], posts: Iterable[Post] = ()) -> dict[str, Any]:
    """Return the OpenAPI document that describes `endpoints`, and what may be sent."""
    described = list(endpoints)
    paths: dict[str, dict[str, Any]] = {endpoint.path: {"get": _operation(endpoint)} for endpoint in described}
    for post in posts:
        paths.setdefault(post.path, {})["post"] = _posted(post)
    models: list[type[Answer]] = [Problem, *(endpoint.model for endpoint in described)]
    _, schemas = models_json_schema([(model, "serialization") for model in models], ref_template=_SCHEMAS)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "DTE Trust Exporter",
            "version": __version__,
            "description": "What is measured, what was found, and what stands behind it.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": schemas["$defs"]},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "operationId": endpoint.name.replace("/", "_"),
        "summary": endpoint.summary,
        "parameters": [*(_parameter(*one) for one in endpoint.parameters.items()), *_further(endpoint.further)],
        "responses": {
            "200": _response("The answer.", endpoint.model.__name__),
            "default": _response("What is wrong.", Problem.__name__),
        },
    }


def _posted(post: Post) -> dict[str, Any]:
    known = {"url": post.standard, "description": "What it has to be."}
    return {
        "operationId": f"send_{post.name.replace('/', '_')}",
        "summary": post.summary,
        "externalDocs": known,
        "requestBody": {"required": True, "content": {post.media_type: {"schema": {"type": "object"}}}},
        "responses": {
            str(status): {"description": meaning} if status < 300 else _response(meaning, Problem.__name__)
            for status, meaning in post.outcomes.items()
        },
    }


def _parameter(name: str, purpose: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": purpose, "schema": {"type": "string"}}


def _further(purpose: str) -> Iterator[dict[str, Any]]:
    """Yield the parameter that stands for all of any other name."""
    if purpose:
        schema = {"type": "object", "additionalProperties": {"type": "string"}}
        yield {
            "name": "labels",
            "in": "query",
            "description": purpose,
            "schema": schema,
            "style": "form",
            "explode": True,
        }


def _response(description: str, model: str) -> dict[str, Any]:
    schema = {"$ref": _SCHEMAS.format(model=model)}
    return {"description": description, "content": {"application/json": {"schema": schema}}}
