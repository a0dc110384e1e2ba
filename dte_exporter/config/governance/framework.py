"""A compliance framework is data: which articles ask for what, and what is taken as evidence that it is so."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dte_exporter.config.document.sentences import read_as
from dte_exporter.config.governance.calendar_words import Text
from dte_exporter.config.governance.section import AcceptedGap, Compliance, ControlSettings, FrameworkSettings
from dte_exporter.config.models import Model
from dte_exporter.config.types import Name

_SHIPPED = Path(__file__).parents[2] / "frameworks"


class Selector(Model):
    """Some objectives of the config: those that all of what is said here is true of."""

    pillar: str = Field(default="", description="Of this pillar.")
    check: str = Field(default="", description="Of checks of this kind.")
    metric: str = Field(default="", description="On this metric, by its key: accuracy, columns_ratio.")

    @model_validator(mode="after")
    def _selective(self) -> Self:
        if not (self.pillar or self.check or self.metric):
            raise ValueError("name a pillar, a kind of check or a metric")
        return self


class Control(Model):
    """One thing that a framework asks for, and what is evidence of it: checks of a kind, or objectives."""

    title: Text = Field(description="What is measured, and no more than that.")
    articles: tuple[Text, ...] = Field(min_length=1, description="Where the framework asks for it.")
    asks: Text = Field(description="What is asked for, in a sentence.")
    cannot_see: Text = Field(description="What the evidence does not show.")
    check: str = Field(default="", description="The kind of check whose findings are evidence.")
    parameters: Mapping[str, Any] = Field(default={}, description="Parameters that such a check must have.")
    objectives: tuple[Selector, ...] = Field(default=(), description="Or the objectives that are evidence.")
    tolerance: int = Field(default=0, ge=0, description="Violations that still meet it.")
    limit: Literal["law", "own_policy"] = Field(default="law", description="Whose limit it is held to.")
    not_applicable: str = Field(default="", description="Why it does not apply.")
    accepted_gap: AcceptedGap | None = Field(default=None, description="That it is not met, and until when.")

    @model_validator(mode="after")
    def _one_kind_of_evidence(self) -> Self:
        if bool(self.check) == bool(self.objectives):
            raise ValueError("give one of check and objectives")
        if self.parameters and not self.check:
            raise ValueError("parameters are of a check: leave them out, or give a check")
        return self

    @property
    def article(self) -> str:
        """Where the framework asks for it, as one text."""
        return ", ".join(self.articles)

    def decided(self, settings: ControlSettings) -> "Control":
        """Return it with what the user decided; a tolerance of the user's own is own policy."""
        update: dict[str, Any] = {
            "not_applicable": settings.not_applicable or self.not_applicable,
            "accepted_gap": settings.accepted_gap or self.accepted_gap,
        }
        if settings.tolerance is not None:
            update |= {"tolerance": settings.tolerance, "limit": "own_policy"}
        return self.model_copy(update=update)


class Framework(Model):
    """A law, a standard or a policy, control by control."""

    title: Text = Field(description="What it is called.")
    short: str = Field(default="", description="What it is called beside an article: GDPR. Its title by default.")
    reference: Text = Field(description="Where its text is.")
    controls: Mapping[Name, Control] = Field(min_length=1, description="What it asks for, by id.")
    owner: str = Field(default="", description="Who answers for it.")
    team: str = Field(default="", description="Who is told of it.")

    @property
    def law(self) -> str:
        """What it is called beside an article."""
        return self.short or self.title

    def cited(self, control: Control) -> str:
        """Return where it asks for `control`, by its own name: two laws have an Article 10."""
        return f"{self.law} Art. {control.article}"

    def decided(self, settings: FrameworkSettings, section: Compliance) -> "Framework":
        """Return it with what the user decided on its controls, and who minds it."""
        controls = {
            name: control.decided(settings.controls[name]) if name in settings.controls else control
            for name, control in self.controls.items()
        }
        people = {
            "owner": settings.owner or self.owner or section.owner,
            "team": settings.team or self.team or section.team,
        }
        return self.model_copy(update={"controls": controls, **people})


def shipped() -> Mapping[str, Path]:
    """Return the files of the frameworks that come with the exporter, by name."""
    return {file.stem: file for file in sorted(_SHIPPED.glob("*.yaml"))}


def load_framework(file: Path) -> Framework:
    """Return the framework in `file`.

    Raises
    ------
    ConfigError
        If anything is wrong with it: every problem.
    """
    return read_as(file, Framework, "a mapping with title, reference and controls")
