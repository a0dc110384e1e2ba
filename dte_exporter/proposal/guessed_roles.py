"""What the columns could be for, told from their names and values. Every guess says what it is one from."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from dte_exporter.config.column_types import ColumnType
from dte_exporter.config.roles import ColumnKind
from dte_exporter.proposal.column_facts import Column, Profile
from dte_exporter.proposal.personal import Personal
from dte_exporter.proposal.words import words

KEYS = frozenset({"id", "key", "uuid", "index", "rowid", "identifier", "number", "nr"})
TIMES = frozenset({"time", "date", "timestamp", "datetime", "day", "created", "at", "when"})
_PERIODS = frozenset({"year", "quarter", "month", "week", "period"})
_PREDICTIONS = frozenset({"prediction", "predicted", "predict", "pred", "yhat", "decision", "decided", "approved"})
_PROBABILITIES = frozenset({"probability", "proba", "prob", "score", "confidence", "likelihood"})
_LABELS = frozenset({"label", "target", "class", "truth", "actual", "outcome", "y", "response", "diagnosis", "species"})
_SENSITIVE = frozenset(
    {"sex", "gender", "race", "ethnicity", "ethnic", "age", "religion", "nationality", "citizenship", "disability"}
    | {"marital", "married", "relationship", "pregnant", "pregnancy", "orientation", "native", "language", "caste"}
)
_PARTS = frozenset({"split", "partition", "fold", "subset", "holdout"})
_GOOD = frozenset({"1", "true", "yes", "y", "t", "positive", "pos", "approved", "accepted", "hired", "granted", "good"})

_PLAIN = frozenset({"0", "1", "0.0", "1.0", "false", "true"})
"""Classes of which the positive one needs no name."""

MAX_GROUPS = 50
"""Fairness refuses to compare more groups than this."""
MAX_PERIODS = 60

_CENTURY = (946_684_800, 4_102_444_800)
"""Seconds from 1970 to 2000 and to 2100."""

MAX_BANDS = 12
"""Numbers with more different values than this are compared as groups only in bands."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A column for a role, and why."""

    column: Column
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the columns could be for.

    Parameters
    ----------
    key, time, prediction, probability, label : Guess or None
        As in the config.
    sensitive : tuple of str
        Columns whose groups may deserve equal treatment.
    in_bands : tuple of Column
        Columns that would be sensitive if their values were grouped: age, in years.
    exclude : mapping of str to str
        Columns that are no features, and why.
    epoch : ColumnType or None
        What the numbers of `time` count, where it holds numbers that are moments.
    personal : mapping of str to Personal
        What columns hold of people; such a column has no other role and is no feature.
    """

    key: Guess | None
    time: Guess | None
    prediction: Guess | None
    probability: Guess | None
    label: Guess | None
    sensitive: tuple[str, ...]
    exclude: Mapping[str, str]
    epoch: ColumnType | None = None
    personal: Mapping[str, Personal] = field(default_factory=dict)
    in_bands: tuple[Column, ...] = ()

    @property
    def decided(self) -> Guess | None:
        """The column of what was decided on people: the predictions or, where there are none, the outcomes."""
        if self.prediction or self.label is None or not self.label.column.is_of_classes or not self.sensitive:
            return self.prediction
        return Guess(
            self.label.column, "no column holds predictions: this is what became of people, and tells how fair that is"
        )

    @property
    def classes(self) -> Column | None:
        """The column of the classes that a model tells apart, predicted or true; None where it predicts numbers."""
        guess = self.prediction or self.label
        return guess.column if guess and guess.column.is_of_classes else None


def propose(profile: Profile, personal: Mapping[str, Personal] = MappingProxyType({})) -> Proposal:
    """Return what the columns of `profile` could be for. No column has two roles, and a `personal` one has none."""
    columns = [
        column
        for column in profile.columns.values()
        if words(column.name).isdisjoint(_PARTS) and column.name not in personal
    ]
    key = _first(_named(columns, KEYS, "a key"), lambda column: column.is_unique and _can_identify(column))
    time = _time(columns)
    left = _without(columns, key, time)
    prediction = _first(_named(left, _PREDICTIONS, "a prediction"), lambda column: column.is_of_classes)
    prediction = prediction or _number(left)
    left = _without(left, prediction)
    probability = _first(_named(left, _PROBABILITIES | _PREDICTIONS, "a probability"), _is_a_probability)
    left = _without(left, probability)
    about = [guess.column for guess in _named(left, _SENSITIVE, "")]
    sensitive = [column.name for column in about if column.distinct <= _most_groups(column)]
    in_bands = tuple(column for column in about if column.kind is ColumnKind.NUMBER and column.name not in sensitive)
    label = _label([column for column in left if column not in about], prediction)
    return Proposal(
        key,
        time,
        prediction,
        probability,
        label,
        tuple(sensitive),
        _no_features(profile, _without(left, label), personal),
        _epoch(time.column) if time else None,
        personal,
        in_bands,
    )


def positive(classes: Column) -> Any:
    """Return which of two classes is probably the positive one, None where they are 0 and 1, or there are more.

    Of two words none of which is known the second in order is taken: it is a guess.
    """
    values = classes.values
    if len(values) != 2 or {str(value).lower() for value in values} <= _PLAIN:
        return None
    return next((value for value in values if str(value).lower() in _GOOD), values[1])


def _named(columns: Iterable[Column], known: Collection[str], what: str) -> Iterator[Guess]:
    for column in columns:
        if not words(column.name).isdisjoint(known):
            yield Guess(column, f"its name says {what}")


def _first(guesses: Iterable[Guess], fits: Any) -> Guess | None:
    return next((guess for guess in guesses if fits(guess.column)), None)


def _without(columns: Iterable[Column], *taken: Guess | None) -> list[Column]:
    names = {guess.column.name for guess in taken if guess}
    return [column for column in columns if column.name not in names]


def _time(columns: list[Column]) -> Guess | None:
    temporal = [column for column in columns if column.kind is ColumnKind.TIME]
    if temporal:
        named = _first(_named(temporal, TIMES, "a time"), lambda column: True)
        return named or Guess(temporal[0], "its values are times")
    moments = _first(_named(columns, TIMES, "a time"), lambda column: _epoch(column) is not None)
    if moments:
        return moments
    periods = _named(columns, _PERIODS, "a period")
    return _first(periods, lambda column: column.whole and 2 <= column.distinct <= MAX_PERIODS and _is_point(column))


def _epoch(column: Column) -> ColumnType | None:
    """Return what the numbers of `column` count from 1970 on, if they are moments of this century."""
    if not column.whole or column.low is None or column.high is None:
        return None
    spans = {ColumnType.EPOCH_SECONDS: _CENTURY, ColumnType.EPOCH_MILLISECONDS: tuple(1_000 * end for end in _CENTURY)}
    return next((unit for unit, (start, end) in spans.items() if start <= column.low <= column.high < end), None)


def _is_point(column: Column) -> bool:
    """Return whether a period is meant, and no rate such as hours per week."""
    return "per" not in words(column.name)


def _most_groups(column: Column) -> int:
    return MAX_BANDS if column.kind is ColumnKind.NUMBER else MAX_GROUPS


def _number(columns: list[Column]) -> Guess | None:
    """Return the column of predicted numbers, told by its name and by that of the column that turned out."""
    for guess in _named(columns, _PREDICTIONS, "a prediction"):
        if guess.column.kind is ColumnKind.NUMBER and _outcome(columns, guess.column):
            return guess
    return None


def _outcome(columns: Iterable[Column], prediction: Column) -> Guess | None:
    """Return the column of the numbers that `prediction` foretells: ``price`` for ``predicted_price``, or a label."""
    said = words(prediction.name) - _PREDICTIONS
    numbers = [one for one in columns if one.kind is ColumnKind.NUMBER and one is not prediction]
    alike = (Guess(one, f"{prediction.name} is its prediction") for one in numbers if said and words(one.name) == said)
    return next(alike, None) or next(_named(numbers, _LABELS, "a label"), None)


def _label(columns: list[Column], prediction: Guess | None) -> Guess | None:
    if prediction and not prediction.column.is_of_classes:
        return _outcome(columns, prediction.column)
    named = _first(_named(columns, _LABELS, "a label"), lambda column: column.is_of_classes)
    if named or not columns:
        return named
    if prediction:
        alike = (column for column in columns if column.is_of_classes and column.values == prediction.column.values)
        return next((Guess(column, "a guess: it has the classes of the prediction") for column in alike), None)
    last = columns[-1]
    return Guess(last, f"a guess: the last column, of {last.distinct} classes") if last.is_of_classes else None


def _no_features(profile: Profile, columns: list[Column], personal: Mapping[str, Personal]) -> dict[str, str]:
    repeating_not = {column.name: "hardly repeats a value" for column in columns if column.hardly_repeats}
    parts = {name: "says which part of an experiment" for name in profile.columns if words(name) & _PARTS}
    people = dict.fromkeys(personal, "tells who a person is")
    return {**people, **parts, **(repeating_not if len(repeating_not) < len(columns) else {})}


def _can_identify(column: Column) -> bool:
    return column.whole or column.kind is ColumnKind.CATEGORY


def _is_a_probability(column: Column) -> bool:
    in_range = column.low is not None and column.high is not None and 0 <= column.low <= column.high <= 1
    return in_range and not column.whole and column.distinct > 2
