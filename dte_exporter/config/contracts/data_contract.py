"""A data contract after the Open Data Contract Standard, versions 3.0 to 3.2.

All keys of the standard are known. What a contract says of prices, servers, roles and support is accepted as it is.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, field_validator

from dte_exporter.config.contracts.contract_part import Notes, Part
from dte_exporter.config.contracts.contract_schema import SchemaObject, once_each
from dte_exporter.config.contracts.service_level import ServiceLevel

_VERSION = re.compile(r"v3\.[0-2]\.\d+")


class Member(Part):
    """Somebody of a team."""

    username: str = Field(min_length=1, description="The user name.")
    name: str = Field(default="", description="The name.")
    role: str = Field(default="", description="What they do.")
    date_in: str = Field(default="", description="Since when.")
    date_out: str = Field(default="", description="Until when.")
    replaced_by_username: str = Field(default="", description="Who came after them.")


class Team(Part):
    """Who answers for the contract."""

    name: str = Field(default="", description="What the team is called.")
    members: tuple[Member, ...] = Field(default=(), description="Who is in it.")


def _team_or_members(value: Any) -> str:
    return "members" if isinstance(value, list | tuple) else "team"


TeamOrMembers = Annotated[
    Annotated[Team, Tag("team")] | Annotated[tuple[Member, ...], Tag("members")], Discriminator(_team_or_members)
]
"""A team, or in version 3.0 the list of its members."""


class DataContract(Part):
    """What is agreed between who makes data and who uses them."""

    api_version: str = Field(description="The version of the standard, such as v3.1.0.")
    kind: Literal["DataContract"] = Field(description="Always DataContract.")
    id: str = Field(min_length=1, description="What identifies the contract.")
    name: str = Field(default="", description="What it is called.")
    version: str = Field(min_length=1, description="The version of the contract.")
    status: str = Field(min_length=1, description="Where it stands, such as draft or active.")
    objects: tuple[SchemaObject, ...] = Field(default=(), alias="schema", description="The tables that it is about.")
    team: TeamOrMembers = Field(default=Team(), description="Who answers for it.")
    sla_properties: tuple[ServiceLevel, ...] = Field(default=(), description="What is promised of the service.")
    sla_default_element: str = Field(default="", description="The property that promises are about by default.")
    tenant: str = Field(default="", description="The organisation that it is of.")
    domain: str = Field(default="", description="The part of the business that it is of.")
    data_product: str = Field(default="", description="The product that it is of.")
    context: Any = Field(default=None, description="What programs that read it are told.")
    servers: Notes = Field(default=(), description="Where the data are.")
    support: Notes = Field(default=(), description="Where to ask.")
    price: Mapping[str, Any] = Field(default_factory=dict, description="What it costs.")
    roles: Notes = Field(default=(), description="Who may read it.")
    contract_created_ts: str = Field(default="", description="When it was written.")

    @field_validator("api_version")
    @classmethod
    def _is_known(cls, version: str) -> str:
        if not _VERSION.fullmatch(version):
            raise ValueError(f"{version!r} is no version that is read here: write a contract of v3.0.0 to v3.2.0")
        return version

    @field_validator("objects")
    @classmethod
    def _each_once(cls, objects: tuple[SchemaObject, ...]) -> tuple[SchemaObject, ...]:
        return once_each(objects, "objects")

    @property
    def called(self) -> str:
        """What it is told apart by: its name, or what identifies it."""
        return self.name or self.id

    @property
    def owner(self) -> str:
        """Who answers for it: the team, or whose role in it is owner; empty where that is not said."""
        team = self.team if isinstance(self.team, Team) else Team(members=self.team)
        owners = [one.name or one.username for one in team.members if one.role.casefold() == "owner"]
        return team.name or next(iter(owners), "")
