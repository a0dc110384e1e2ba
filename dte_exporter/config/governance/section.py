"""The section ``compliance:`` of the config: where the record is, by which calendar, and which frameworks apply."""

import zoneinfo
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Self

from pydantic import Field, SecretStr, model_validator

from dte_exporter.config.governance.calendar_words import Country, Day, Text
from dte_exporter.config.models import Model
from dte_exporter.config.types import Duration, Name, TimeZone

DEFAULT_EVERY = 86_400.0
"""Seconds between runs of the checks that read only the record."""


class Calendar(Model):
    """Which days are holidays, where periods are counted by Regulation (EEC, Euratom) No 1182/71."""

    country: Country | None = Field(default=None, description="Whose public holidays count, as ISO 3166-1 has it: IE.")
    subdivision: str | None = Field(default=None, description="Whose further holidays count, as ISO 3166-2 has it.")
    timezone: TimeZone = Field(default="UTC", description="In which a day begins and ends.")


class AcceptedGap(Model):
    """A control that is known not to be met, which somebody answers for, until a day."""

    owner: Text = Field(description="Who answers for it.")
    reason: Text = Field(description="Why it is accepted.")
    until: Day = Field(description="The last day on which it is.")

    def ends_at(self, timezone: str) -> float:
        """Return the moment from which on it is accepted no more, in seconds since the epoch."""
        day_after = self.until + timedelta(days=1)
        return datetime.combine(day_after, time(), zoneinfo.ZoneInfo(timezone)).timestamp()


class ControlSettings(Model):
    """What the user decides on one control of a framework."""

    not_applicable: str = Field(default="", description="Why it does not apply.")
    accepted_gap: AcceptedGap | None = Field(default=None, description="That it is not met, and until when.")
    tolerance: int | None = Field(default=None, ge=0, description="Violations that still meet it, as own policy.")

    @model_validator(mode="after")
    def _applies_or_not(self) -> Self:
        if self.not_applicable and self.accepted_gap:
            raise ValueError("what does not apply has no gap to accept: keep one of the two")
        return self


class FrameworkSettings(Model):
    """A framework that applies: one that is shipped, or one of the user's own."""

    path: Path | None = Field(default=None, description="The file of a framework of your own.")
    owner: str = Field(default="", description="Who answers for it, instead of who answers for all of compliance.")
    team: str = Field(default="", description="Who is told, instead of who is told of all of compliance.")
    controls: Mapping[str, ControlSettings] = Field(default={}, description="What is decided on controls, by their id.")


class Compliance(Model):
    """What an organisation answers to: its record of processing and its frameworks."""

    owner: str = Field(default="", description="Who answers for the record and the controls that nobody else minds.")
    team: str = Field(default="", description="Who is told of these.")
    record: Path | None = Field(default=None, description="The record of processing: a file, or a folder of files.")
    every: Duration = Field(
        default=DEFAULT_EVERY,
        description="The interval between runs of the checks that read only the record.",
        json_schema_extra={"default": "1d"},
    )
    calendar: Calendar = Field(default=Calendar(), description="By which periods are counted.")
    digest_key: SecretStr | None = Field(
        default=None, description="The key under which identifiers are digested that must leave an engine."
    )
    frameworks: Mapping[Name, FrameworkSettings] = Field(default={}, description="Those that apply, by name.")

    @model_validator(mode="after")
    def _long_key(self) -> Self:
        if self.digest_key is not None and len(self.digest_key.get_secret_value()) < 16:
            raise ValueError("digest_key can be guessed: use 16 characters or more, as from openssl rand -hex 32")
        return self
