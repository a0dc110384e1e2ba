"""An event of the OpenLineage standard, as far as the standard itself says what it has to be.

What a facet holds is a matter of its own schema, which anybody may add to: a facet has to say who made it and after
which schema, and that is all that is asked here.

Reference
    OpenLineage 2-0-2, https://openlineage.io/spec/2-0-2/OpenLineage.json
"""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

MAX_DATASETS = 10_000
"""Data sets that an event may have on one side."""

MAX_NAME = 2_000
"""Characters that a name may have."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_FAULTS = {
    "missing": "is missing",
    "string_too_long": f"has more than {MAX_NAME:,} characters",
    "string_too_short": "is empty",
    "too_long": f"has more than {MAX_DATASETS:,} entries",
    "literal_error": "is none of START, RUNNING, COMPLETE, ABORT, FAIL and OTHER",
    "json_invalid": "is no JSON",
    "recursion_loop": "is nested too deeply",
}
_KINDS = {
    "uuid": "is no UUID",
    "datetime": "is no date and time after RFC 3339, such as 2018-11-30T00:00:00Z",
    "string": "is no text",
    "dict": "is no object",
    "model": "is no object",
    "list": "is no array",
    "is_instance": "is no object",
}


class UnfitEventError(Exception):
    """It is no event of the standard. Its text says where and how, and quotes nothing that is there."""


def _uri(text: str) -> str:
    if _SCHEME.match(text) is None:
        raise ValueError("is no URI")
    return text


def _in_utc(moment: datetime) -> datetime:
    """Return a moment with its zone: one without any is taken as UTC, since the standard's own clients send such."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


Uri = Annotated[str, AfterValidator(_uri)]
NameText = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]


class Part(BaseModel):
    """A part of an event: what is not asked for may be there, since the standard is open to it."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Facet(BaseModel):
    """What is told beside: who made it, after which schema, and anything else."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    producer: Uri = Field(alias="_producer")
    schema_url: Uri = Field(alias="_schemaURL")
    deleted: bool | None = Field(default=None, alias="_deleted")

    def told(self) -> dict[str, Any]:
        """Return what it holds beside that."""
        return self.model_extra or {}


Facets = dict[str, Facet] | None


class EventRun(Part):
    """The run that an event is of."""

    id: UUID = Field(alias="runId")
    facets: Facets = None


class EventJob(Part):
    """The job that an event is of."""

    namespace: NameText
    name: NameText
    facets: Facets = None


class EventDataset(Part):
    """A data set that an event names; facets of one side are those of this event alone."""

    namespace: NameText
    name: NameText
    facets: Facets = None
    input_facets: Facets = Field(default=None, alias="inputFacets")
    output_facets: Facets = Field(default=None, alias="outputFacets")


Datasets = Annotated[list[EventDataset], Field(max_length=MAX_DATASETS)] | None


class Event(Part):
    """An event: of a run, of a job as it is written, or of a data set, by which of the three it has."""

    at: Annotated[datetime, AfterValidator(_in_utc)] = Field(alias="eventTime")
    producer: Uri
    schema_url: Uri = Field(alias="schemaURL")
    type: Literal["START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER"] | None = Field(
        default=None, alias="eventType"
    )
    run: EventRun | None = None
    job: EventJob | None = None
    dataset: EventDataset | None = None
    inputs: Datasets = None
    outputs: Datasets = None


_EVENT = TypeAdapter(Event)


def parsed(body: bytes | str) -> Event:
    """Return the event that the JSON in `body` is.

    Raises
    ------
    UnfitEventError
        If it is none.
    """
    try:
        event = _EVENT.validate_json(body)
    except ValidationError as error:
        raise UnfitEventError(_sentence(error)) from None
    if event.run is not None and event.job is None:
        raise UnfitEventError("job is missing: an event of a run names its job")
    if event.job is None and event.dataset is None:
        raise UnfitEventError("it has neither a run with its job, nor a job, nor a dataset")
    return event


def _sentence(error: ValidationError) -> str:
    """Return the first fault; nothing of what is there is quoted, which may be anybody's data."""
    first = error.errors(include_input=False, include_context=False, include_url=False)[0]
    kind = first["type"]
    place = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in first["loc"]).lstrip(".")
    shown = place if len(place) <= 80 else f"{place[:79]}…"
    fault = _FAULTS.get(kind) or next((told for word, told in _KINDS.items() if kind.startswith(word)), None)
    if fault is None:
        fault = first["msg"].removeprefix("Value error, ") if kind == "value_error" else "is not after the standard"
    return f"{shown or 'it'} {fault}"
