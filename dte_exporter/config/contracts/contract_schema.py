"""What a contract agrees of a table: its columns, and rules on them and on all rows."""

from collections.abc import Iterable, Iterator
from typing import Any, Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from dte_exporter.config.contracts.contract_part import Element, Part
from dte_exporter.config.contracts.quality_rule import QualityRule
from dte_exporter.config.contracts.type_options import LogicalType, TypeOptions, fitting
from dte_exporter.config.problems import did_you_mean


class AllowedValue(Part):
    """One value of an enumeration."""

    value: Any = Field(description="The value.")
    label: str = Field(default="", description="What people call it.")


class Values(Element):
    """What is agreed of values: of a property, or of the items of an array."""

    logical_type: LogicalType | None = Field(default=None, description="What the values are.")
    logical_type_options: TypeOptions = Field(default=TypeOptions(), description="What else is agreed of them.")
    primary_key: bool = Field(default=False, description="Whether it identifies a row, alone or with others.")
    primary_key_position: int = Field(default=-1, description="Its place in the key.")
    required: bool = Field(default=False, description="Whether every row has a value.")
    unique: bool = Field(default=False, description="Whether no value is there twice.")
    enum: tuple[AllowedValue, ...] = Field(default=(), description="All values that there may be.")
    semantic_type: Literal["column", "measure", "dimension"] = Field(
        default="column", description="What it is for: a measure is computed and no column."
    )
    classification: str = Field(default="", description="How confidential it is.")
    partitioned: bool = Field(default=False, description="Whether the table is cut by it.")
    partition_key_position: int = Field(default=-1, description="Its place among what it is cut by.")
    encrypted_name: str = Field(default="", description="The column that holds it encrypted.")
    transform_source_objects: tuple[str, ...] = Field(default=(), description="What it is made of.")
    transform_logic: str = Field(default="", description="How.")
    transform_description: str = Field(default="", description="The same for people.")
    examples: tuple[Any, ...] = Field(default=(), description="Values that it may have.")
    critical_data_element: bool = Field(default=False, description="Whether much depends on it.")
    properties: "tuple[Property, ...]" = Field(default=(), description="The properties of an object.")
    items: "Items | None" = Field(default=None, description="What an array holds.")
    quality: tuple[QualityRule, ...] = Field(default=(), description="Rules on its values.")

    @field_validator("logical_type_options")
    @classmethod
    def _of_its_type(cls, options: TypeOptions, info: ValidationInfo) -> TypeOptions:
        return fitting(options, info.data.get("logical_type"))


class Items(Values):
    """What is agreed of the items of an array, which need no name."""

    name: str = Field(default="", description="What an item is called.")


class Property(Values):
    """What is agreed of a column."""

    @property
    def column(self) -> str:
        """What the column is called where the rows live."""
        return self.physical_name or self.name


class SchemaObject(Element):
    """What is agreed of a table, a file or a topic."""

    logical_type: Literal["object"] = Field(default="object", description="Always object.")
    data_granularity_description: str = Field(default="", description="What a row is.")
    context: Any = Field(default=None, description="What programs that read it are told.")
    properties: tuple[Property, ...] = Field(default=(), description="Its columns.")
    quality: tuple[QualityRule, ...] = Field(default=(), description="Rules on its rows.")

    @field_validator("properties")
    @classmethod
    def _each_once(cls, properties: tuple[Property, ...]) -> tuple[Property, ...]:
        return once_each(properties, "properties")

    @model_validator(mode="after")
    def _compares_its_own(self) -> Self:
        known = {one.name for one in self.properties}
        for name in _compared(self.quality):
            if known and name not in known:
                raise ValueError(f"a quality rule compares {name!r}, which is no property{did_you_mean(name, known)}")
        return self

    @property
    def key(self) -> tuple[Property, ...]:
        """The properties that together identify a row, in the order of the key."""
        return tuple(sorted((one for one in self.properties if one.primary_key), key=lambda one: _place(one)))

    @property
    def names(self) -> frozenset[str]:
        """What it may be called."""
        return frozenset(filter(None, (self.name, self.physical_name)))


def _compared(rules: Iterable[QualityRule]) -> Iterator[str]:
    for rule in rules:
        yield from rule.asked.properties


def _place(one: Property) -> float:
    return one.primary_key_position if one.primary_key_position > 0 else float("inf")


def once_each(elements: tuple[Any, ...], what: str) -> tuple[Any, ...]:
    """Return `elements` if no two of them have one name.

    Raises
    ------
    ValueError
        If two have.
    """
    names = [one.name for one in elements]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise ValueError(f"two {what} are called {twice!r}: rename one of them")
    return elements
