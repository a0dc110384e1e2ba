"""The columns that a data set's config names, held against those that its source has."""

from collections.abc import Collection, Container, Iterable, Iterator

from dte_exporter.config.groups.sensitive import columns_of, places_of
from dte_exporter.config.models import Columns, DataSet
from dte_exporter.config.problems import Path, did_you_mean
from dte_exporter.inspection.finding import Finding

_SINGLE = ("key", "subject", "prediction", "probability", "label", "time")
_SHOWN = 40
_LONGEST_NAME = 60


def named(dataset: DataSet) -> Iterator[tuple[Path, str]]:
    """Yield each column that `dataset` names, with its place below it; windows and types are not looked at here."""
    columns, personal = dataset.columns, dataset.personal_data
    for role in _SINGLE:
        if (column := getattr(columns, role)) is not None:
            yield ("columns", role), column
    yield from ((("columns", "probabilities", class_), column) for class_, column in columns.probabilities.items())
    yield from ((("columns", "sensitive", *place), column) for place, column in places_of(columns.sensitive))
    yield from _listed(("columns", "categorical"), columns.categorical)
    yield from _listed(("columns", "features", "include"), columns.features.include)
    yield from _listed(("columns", "features", "exclude"), columns.features.exclude)
    if personal is not None:
        yield from ((("personal_data", "columns", column), column) for column in personal.columns)
        yield from _listed(("personal_data", "pseudonymised"), personal.pseudonymised)
        yield from _listed(("personal_data", "quasi_identifiers"), personal.quasi_identifiers)


def missing_columns(name: str, dataset: DataSet, known: Collection[str]) -> Iterator[Finding]:
    """Yield each column that the data set called `name` names and that is not among the `known`."""
    for place, column in named(dataset):
        if column not in known:
            yield Finding(("datasets", name, *place), no_column(column, known))


def of_known(columns: Columns, known: Container[str]) -> Columns:
    """Return `columns` without those that are not among the `known`: what is said of the others holds all the same."""
    single = {role: column if (column := getattr(columns, role)) in known else None for role in _SINGLE}
    probabilities = {class_: column for class_, column in columns.probabilities.items() if column in known}
    sensitive = tuple(one for one in columns.sensitive if all(column in known for column in columns_of(one)))
    categorical = tuple(one for one in columns.categorical if one in known)
    include = tuple(one for one in columns.features.include if one in known)
    features = columns.features.model_copy(update={"include": include})
    return columns.model_copy(
        update={
            **single,
            "probabilities": probabilities,
            "sensitive": sensitive,
            "categorical": categorical,
            "features": features,
        }
    )


def no_column(column: str, known: Collection[str]) -> str:
    """Return the sentence for a `column` that is none of the `known`, which are shown: it is for a terminal."""
    near = did_you_mean(column, filter(_is_plain, known))
    return f"{column!r} is no column of the source{near}: it has {shown(known)}"


def shown(columns: Collection[str]) -> str:
    """Return the names of `columns` for people, in their order, on one line and not without end."""
    told = [one if _is_plain(one) else repr(one[:_LONGEST_NAME]) for one in (*columns,)[:_SHOWN]]
    more = len(columns) - len(told)
    return f"{', '.join(told) or 'none'}{f' and {more:,} more' if more else ''}"


def _listed(place: Path, columns: Iterable[str]) -> Iterator[tuple[Path, str]]:
    return (((*place, number), column) for number, column in enumerate(columns))


def _is_plain(name: str) -> bool:
    """Return whether `name` stands on a line as it is."""
    return name.isprintable() and 0 < len(name) <= _LONGEST_NAME and name == name.strip()
