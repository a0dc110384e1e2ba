"""The config as types: what the loader validates and everything else reads."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    field_validator,
    model_validator,
)

from dte_exporter.config.column_types import DeclaredType
from dte_exporter.config.governance.calendar_words import DataCategory
from dte_exporter.config.groups.segmentation import By
from dte_exporter.config.groups.sensitive import Sensitive
from dte_exporter.config.history import History
from dte_exporter.config.lineage.known_as import KnownAs
from dte_exporter.config.redaction import without_password
from dte_exporter.config.types import Address, Duration, Name, Origin, Patterns, Schedule, Size, TimeZone
from dte_exporter.config.windows import Windows

Scalar = StrictBool | StrictInt | StrictFloat | StrictStr


class Model(BaseModel):
    """A part of the config: an unknown key is an error, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Described(Model):
    """What people need to know of a data set, check or objective: what it is, who minds it, what to do."""

    title: str = Field(default="", max_length=120, description="What it is, in a few words.")
    why: str = Field(default="", description="Why it matters.")
    owner: str = Field(default="", description="Who answers for it.")
    team: str = Field(default="", description="Who is told.")
    severity: Literal["ticket", "page"] = Field(default="ticket", description="How loudly they are told.")
    runbook: str = Field(default="", description="The address of the page that says what to do.")

    @field_validator("runbook")
    @classmethod
    def _for_everybody(cls, address: str) -> str:
        if without_password(address) != address:
            raise ValueError("the address becomes a label that everybody sees: leave the password out")
        return address


class Features(Model):
    """Which columns are features: all that have no other role, less `exclude`, or only `include`."""

    include: tuple[str, ...] = Field(default=(), description="These and no others.")
    exclude: tuple[str, ...] = Field(default=(), description="All but these.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.include and self.exclude:
            raise ValueError("name the features to include or those to exclude, not both")
        return self


class Columns(Model):
    """What the columns of a data set are for."""

    key: str | None = Field(default=None, description="Identifies a row.")
    subject: str | None = Field(default=None, description="Identifies the person that a row is about.")
    prediction: str | None = Field(default=None, description="What the model decided.")
    probability: str | None = Field(default=None, description="The model's probability of the positive class.")
    probabilities: Mapping[str, str] = Field(
        default_factory=dict,
        description="The model's probability of each class, where there are three or more: the column by the class, "
        "{setosa: p_setosa, versicolor: p_versicolor, virginica: p_virginica}.",
    )
    label: str | None = Field(default=None, description="What turned out to be true.")
    positive: Scalar | None = Field(default=None, description="The positive class, where it is not 1 or true.")
    favourable: bool = Field(default=True, description="Whether the positive class is good for the person it befalls.")
    time: str | None = Field(default=None, description="When the row happened.")
    sensitive: tuple[Sensitive, ...] = Field(
        default=(),
        description="Columns whose groups are compared; [sex, race] for the groups of both together, "
        "{column: age, bands: [25, 45]} for bands of a number.",
    )
    categorical: tuple[str, ...] = Field(default=(), description="Numbers that are codes, not amounts.")
    types: Mapping[str, DeclaredType] = Field(
        default_factory=dict, description="What the values of a column are, where that is not to be told from them."
    )
    features: Features = Field(default=Features(), description="Which columns are features.")

    @field_validator("probabilities")
    @classmethod
    def _of_each_class(cls, probabilities: Mapping[str, str]) -> Mapping[str, str]:
        if len(probabilities) in (1, 2):
            raise ValueError("of two classes one probability is enough: set columns.probability and columns.positive")
        taken: dict[str, str] = {}
        for class_, column in probabilities.items():
            if taken.setdefault(column, class_) != class_:
                raise ValueError(f"column {column!r} is of {taken[column]!r} and of {class_!r}: each class has its own")
        return probabilities


class Labels(Model):
    """Labels that come late, in a data set of their own: its ``columns.label``, met by the keys of both."""

    dataset: Name = Field(description="The data set whose rows are labels.")
    max_age: Duration | None = Field(
        default=None, description="How long after its row a label may come; one that comes later counts for nothing."
    )


class PersonalData(Model):
    """What of a data set is about people, and the processing activity that it serves."""

    activity: str = Field(default="", description="The activity in the record of processing that the rows serve.")
    columns: Mapping[str, DataCategory] = Field(
        default_factory=dict, description="Category of personal data by column, of the Fides taxonomy."
    )
    pseudonymised: tuple[str, ...] = Field(default=(), description="Columns whose values stand for identifiers.")
    quasi_identifiers: tuple[str, ...] = Field(default=(), description="Columns that together may tell who it is.")
    none: str = Field(default="", description="Why there is no personal data in it, instead of all of these.")

    @model_validator(mode="after")
    def _some_or_none(self) -> Self:
        if self.none and (self.activity or self.columns or self.pseudonymised or self.quasi_identifiers):
            raise ValueError("none says that there is no personal data: leave the rest out, or leave none out")
        return self


class DataSet(Described):
    """Rows, where they live, and what their columns mean."""

    source: Any = Field(description="Where the rows live.")
    columns: Columns = Field(default=Columns(), description="What the columns are for.")
    timezone: TimeZone = Field(
        default="UTC", description="The time zone of times without one, and of the days of its windows."
    )
    windows: Windows = Field(default=Windows(), description="Which rows are compared; without windows, all rows.")
    labels: Labels | None = Field(default=None, description="Where labels are that come late.")
    models: tuple[str, ...] = Field(default=(), description="The models that these rows touch.")
    known_as: tuple[KnownAs, ...] = Field(
        default=(), description="What lineage calls it, where that does not follow from its source."
    )
    personal_data: PersonalData | None = Field(default=None, description="What of it is about people.")

    @property
    def holds_personal_data(self) -> bool:
        """Whether it is declared to, or has columns that only people have, and no reason why not."""
        declared = self.personal_data or PersonalData()
        about_people = self.personal_data is not None or self.columns.subject or self.columns.sensitive
        return bool(about_people) and not declared.none


Decide = Literal["point", "interval", "both"]
"""What an objective holds against its limits: a value, its interval, or what is beyond them and significant too."""


class Objective(Described):
    """A limit on a metric. Each of its series is judged by itself.

    It counts runs: ``after_runs`` consecutive unmet runs make a breach, ``clear_runs`` consecutive met ones end it.
    What ``decide`` says is held against the limits. A run that leaves open on which side of them it lies is
    insufficient evidence, which is neither. With a ``target`` it has an error budget as well, which ``rules generate``
    writes alerts for.
    """

    max: float | None = Field(default=None, description="The highest value that meets the objective.")
    min: float | None = Field(default=None, description="The lowest value that meets the objective.")
    decide: Decide = Field(
        default="point",
        description="What is held against the limits: the value, its interval, or what is beyond them and significant.",
    )
    segments: Literal["whole", "each"] = Field(
        default="whole",
        description="What is judged of a check that has `by`: all rows together, or each segment beside them.",
    )
    after_runs: int = Field(default=1, ge=1, description="Consecutive unmet runs that make a breach.")
    clear_runs: int = Field(default=1, ge=1, description="Consecutive met runs that end one.")
    target: float | None = Field(
        default=None, gt=0, lt=1, description="The share of 30 days' runs that is to meet it: what is left is a budget."
    )

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.max is None and self.min is None:
            raise ValueError("give max, min or both")
        if self.max is not None and self.min is not None and self.min > self.max:
            raise ValueError(f"min {self.min} lies above max {self.max}")
        if self.decide == "both" and self.min is not None:
            raise ValueError(
                "decide: both is about a max alone, since only too much is ever significant: leave min out"
            )
        return self


class Measured(Model):
    """What is computed, and of what."""

    check: str = Field(description="What is computed.")
    dataset: Name = Field(default="", description="The data set that it reads.")
    model: str = Field(default="", description="The model label of its metrics.")


class Scheduled(Model):
    """When something runs, and what it may take."""

    every: Duration | None = Field(default=None, description="The interval between runs.")
    cron: Schedule | None = Field(default=None, description="When to run, as in crontab(5), instead of `every`.")
    timezone: TimeZone = Field(default="UTC", description="The time zone of `cron`.")
    timeout: Duration = Field(
        default=300.0, description="After this long a run is killed.", json_schema_extra={"default": "5m"}
    )
    memory_limit: Size = Field(
        default=2 * 2**30, description="The memory that a run may hold.", json_schema_extra={"default": "2GiB"}
    )
    stale_after: Duration | None = Field(
        default=None, description="How long a value outlives its run; two intervals and the timeout by default."
    )
    max_series: int = Field(
        default=1000, ge=1, description="The most series of values, and of what objectives say of them."
    )


class CheckSettings(Scheduled, Measured, Described):
    """What every check has, whatever it computes."""

    window: Literal["current", "reference"] = Field(default="current", description="The window of a one-window check.")
    by: By | None = Field(
        default=None, description="Columns by whose values everything is measured again, segment by segment."
    )
    objectives: Mapping[str, Objective] = Field(default_factory=dict, description="Limits by metric.")
    activity: str = Field(
        default="", description="The activity in the record of processing that the run itself serves."
    )


Checks = Mapping[str, tuple[CheckSettings, Any]]
"""Settings and parameters, by the check's name."""


class Web(Model):
    """How the exporter is reached."""

    listen_address: Address = Field(default=":10610", description="The host, empty for all, and the port.")
    cors_origins: tuple[Origin, ...] = Field(
        default=(), description="Pages elsewhere that may read /metrics and the API, by origin; * for all."
    )
    allowed_hosts: tuple[str, ...] = Field(
        default=(), description="Names besides localhost by which clients on this machine may ask, as a proxy does."
    )
    max_requests: int = Field(default=40, ge=1, description="Requests answered at once; what exceeds them gets 503.")


class Settings(Model):
    """What the whole process has."""

    include: Patterns = Field(default=(), description="Files of teams, one each: paths, with * for any characters.")
    web: Web = Web()
    workers: int = Field(default=2, ge=1, le=64, description="Worker processes: how many checks run at once.")
    max_series: int = Field(
        default=100_000, ge=1, description="The most series of all; how checks run counts, and is never cut."
    )
    cache: Path = Field(default=Path("data/cache"), description="Where statistics of references are kept.")
    history: History | None = Field(default=None, description="What is kept over a restart; nothing by default.")
