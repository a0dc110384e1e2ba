"""The facets of the standard that lineage is made of. One that is not after its own schema says nothing.

Reference
    OpenLineage, facets, https://openlineage.io/docs/spec/facets
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dte_exporter.lineage.events.event import Facets

F = TypeVar("F", bound="FacetPart")


class FacetPart(BaseModel):
    """A facet, or a part of one."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class SchemaField(FacetPart):
    """A column; one that has parts has them as columns of their own."""

    name: str
    type: str | None = None
    fields: list["SchemaField"] | None = None


class SchemaFacet(FacetPart):
    """``schema``: the columns of a data set."""

    fields: list[SchemaField] | None = None

    def columns(self) -> dict[str, str]:
        """Return the types of the columns, in lower case; parts of a column under its name and a dot."""
        return dict(_columns(self.fields or [], ""))


def _columns(fields: list[SchemaField], before: str) -> Iterator[tuple[str, str]]:
    for one in fields:
        name = f"{before}{one.name}"
        yield name, (one.type or "").lower()
        yield from _columns(one.fields or [], f"{name}.")


class Owner(FacetPart):
    """Who answers."""

    name: str


class OwnershipFacet(FacetPart):
    """``ownership``: who answers for a data set."""

    owners: list[Owner] | None = None


class Identifier(FacetPart):
    """A name of a data set."""

    namespace: str
    name: str


class SymlinksFacet(FacetPart):
    """``symlinks``: what else a data set is called."""

    identifiers: list[Identifier] | None = None


class LifecycleFacet(FacetPart):
    """``lifecycleStateChange``: what became of a data set."""

    change: str = Field(alias="lifecycleStateChange")
    previous: Identifier | None = Field(default=None, alias="previousIdentifier")


class InputField(Identifier):
    """A column that another is made from."""

    field: str


class MadeFrom(FacetPart):
    """What one column is made from."""

    inputs: list[InputField] = Field(alias="inputFields")


class ColumnLineageFacet(FacetPart):
    """``columnLineage``: what the columns of a data set are made from."""

    fields: dict[str, MadeFrom]


class Assertion(FacetPart):
    """An assertion on quality."""

    success: bool


class AssertionsFacet(FacetPart):
    """``dataQualityAssertions``: which assertions hold of what a run has read."""

    assertions: list[Assertion]


class SourceCodeFacet(FacetPart):
    """``sourceCodeLocation``: where a job's code is, and of which version."""

    version: str | None = None


class ParentJob(FacetPart):
    """The job of a parent."""

    job: Identifier


def told(form: type[F], name: str, *places: Facets) -> F | None:
    """Return the facet called `name` in the first of `places` that has it; None where none has, or it was deleted."""
    facet = next((one[name] for one in places if one and name in one), None)
    if facet is None or facet.deleted:
        return None
    return _fitted(form, facet.told())


def _fitted(form: type[F], tree: dict[str, Any]) -> F | None:
    try:
        return form.model_validate(tree)
    except ValidationError:
        return None
