"""What lineage calls a data set, where that does not follow from its source."""

from pydantic import BaseModel, ConfigDict, Field


class KnownAs(BaseModel):
    """A name of a data set by OpenLineage's rules: {namespace: "postgres://host:5432", name: shop.public.orders}."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    namespace: str = Field(min_length=1, description="Where it lives: a system with its address.")
    name: str = Field(min_length=1, description="What it is called there.")
