"""What the parts of a contract have in common: keys in the standard's own spelling, and notes that nobody judges."""

from collections.abc import Mapping
from typing import Any

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from dte_exporter.config.models import Model

Notes = tuple[Mapping[str, Any], ...]
"""Entries that are accepted as they are: nothing here reads them."""


class Part(Model):
    """A part of a contract."""

    model_config = ConfigDict(alias_generator=to_camel)

    id: str = Field(default="", description="What references name it by.")
    description: Any = Field(default=None, description="What people need to know of it.")
    tags: tuple[str, ...] = Field(default=(), description="Words that it is found by.")
    authoritative_definitions: Notes = Field(default=(), description="Where more is said of it.")
    custom_properties: Notes = Field(default=(), description="What the standard has no key for.")


class Element(Part):
    """What objects and properties have in common."""

    name: str = Field(min_length=1, description="What it is called.")
    physical_name: str = Field(default="", description="What the table or column is called where the rows live.")
    physical_type: str = Field(default="", description="Its type there.")
    business_name: str = Field(default="", description="What people call it.")
    relationships: Notes = Field(default=(), description="What it refers to.")
    deprecated: bool = Field(default=False, description="Whether it is to go.")
    synonyms: Notes = Field(default=(), description="Other names.")
