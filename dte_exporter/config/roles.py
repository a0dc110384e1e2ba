"""What each column of an opened table is for: the config's column roles met with the table's own schema."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from dte_exporter.config.groups.sensitive import Sensitive, all_columns_of
from dte_exporter.config.models import Columns, PersonalData, Scalar
from dte_exporter.errors import MissingColumnError

_SINGLE = ("key", "subject", "prediction", "probability", "label", "time")
_UNDECLARED = PersonalData()


class ColumnKind(StrEnum):
    """How a column's values are to be read."""

    NUMBER = "number"
    CATEGORY = "category"
    BOOLEAN = "boolean"
    TIME = "time"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Roles:
    """The columns of a table by what they are for; every name exists in the table.

    Parameters
    ----------
    prediction, probability, label, time : str or None
        As in `Columns`.
    positive : bool, int, float, str or None
        The positive class, None for 1 or true.
    favourable : bool
        Whether the positive class is good for the person it befalls.
    sensitive : tuple of Sensitive
        What makes groups, in the order of the config.
    features : tuple of str
        In the order of the config, or of the table.
    kinds : mapping of str to ColumnKind
        Of every column of the table.
    subject, key : str or None
        As in `Columns`.
    personal_data : PersonalData
        What of the table is about people.
    dataset : str
        The name of the data set, empty where there is none.
    probabilities : mapping of str to str
        As in `Columns`.
    others : mapping of str to Roles
        Those of each further data set that the check reads, by its name.
    included : frozenset of str
        The features that the config names one by one, and so means.
    declared : frozenset of str
        The columns that the config says how to read.
    untyped : frozenset of str
        The columns whose types their values tell, since the source has none of them.
    """

    prediction: str | None
    probability: str | None
    label: str | None
    time: str | None
    positive: Scalar | None
    favourable: bool
    sensitive: tuple[Sensitive, ...]
    features: tuple[str, ...]
    kinds: Mapping[str, ColumnKind]
    subject: str | None = None
    personal_data: PersonalData = _UNDECLARED
    dataset: str = ""
    probabilities: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, "Roles"] = field(default_factory=dict)
    included: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()
    key: str | None = None
    untyped: frozenset[str] = frozenset()

    @property
    def sensitive_columns(self) -> tuple[str, ...]:
        """The columns that make the groups of sensitive features."""
        return all_columns_of(self.sensitive)

    @property
    def about_people(self) -> frozenset[str]:
        """The columns that the config says are about people, with a category of data or without."""
        personal = self.personal_data
        declared = *personal.columns, *personal.pseudonymised, *personal.quasi_identifiers
        return frozenset(filter(None, (*declared, *self.sensitive_columns, self.subject)))


def resolve(columns: Columns, kinds: Mapping[str, ColumnKind], personal: PersonalData = _UNDECLARED) -> Roles:
    """Return the roles of a table whose columns have `kinds`.

    Features are `include`, or all columns without another role less `exclude`; sensitive columns stay features.

    Raises
    ------
    MissingColumnError
        If the config names a column that the table does not have.
    """
    personally = *personal.columns, *personal.pseudonymised, *personal.quasi_identifiers
    for column in (*_named(columns), *personally):
        if column not in kinds:
            raise MissingColumnError("the source", column, kinds)
    declared = dict.fromkeys(columns.categorical, ColumnKind.CATEGORY)
    return Roles(
        prediction=columns.prediction,
        probability=columns.probability,
        label=columns.label,
        time=columns.time,
        positive=columns.positive,
        favourable=columns.favourable,
        sensitive=columns.sensitive,
        features=_features(columns, kinds),
        kinds={**kinds, **declared},
        subject=columns.subject,
        personal_data=personal,
        probabilities=columns.probabilities,
        included=frozenset(columns.features.include),
        declared=frozenset((*declared, *columns.types)),
        key=columns.key,
    )


def joint(
    columns: Columns, kinds: Mapping[str, ColumnKind], theirs: Columns, further: Mapping[str, ColumnKind]
) -> Mapping[str, ColumnKind]:
    """Return `kinds` and those of the columns that only another data set has which is compared with this one.

    So a feature that has gone is known to have gone. What is no feature there is none here, unless `columns` names it.

    Parameters
    ----------
    columns, theirs : Columns
        What the columns of each data set are for.
    kinds, further : mapping of str to ColumnKind
        Of every column of this data set, and of the other.
    """
    meant = {*_features(theirs, further), *_named(columns)}
    return {**{name: kind for name, kind in further.items() if name in meant}, **kinds}


def _features(columns: Columns, kinds: Iterable[str]) -> tuple[str, ...]:
    left_out = {*_single(columns), *columns.features.exclude}
    return columns.features.include or tuple(column for column in kinds if column not in left_out)


def _named(columns: Columns) -> tuple[str, ...]:
    return (*_single(columns), *all_columns_of(columns.sensitive), *columns.categorical, *columns.features.include)


def _single(columns: Columns) -> tuple[str, ...]:
    return (*filter(None, (getattr(columns, role) for role in _SINGLE)), *columns.probabilities.values())
