import pickle

import pytest

from dte_exporter.errors import (
    CheckError,
    ConfigError,
    DteError,
    MissingColumnError,
    NoDataError,
    RegistrationError,
    SourceError,
)


@pytest.mark.parametrize("error", [ConfigError, SourceError, NoDataError, CheckError, RegistrationError])
def test_every_error_is_of_one_tree(error: type[Exception]) -> None:
    """Whoever catches DteError catches whatever this project raises on purpose."""
    assert issubclass(error, DteError)


def test_a_config_error_carries_every_problem() -> None:
    """Its text is one line a problem, in the order in which they were found."""
    error = ConfigError(("a.yaml: one", "a.yaml: two"))

    assert error.problems == ("a.yaml: one", "a.yaml: two")
    assert str(error) == "a.yaml: one\na.yaml: two"


def test_the_errors_of_a_run_survive_pickling() -> None:
    """One that cannot be unpickled would break a pool of workers for good."""
    for error in (SourceError("gone"), NoDataError("empty"), CheckError("odd")):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    ("known", "others"), [((), "no others"), (("Ann",), "1 other"), (("Ann", "Lee", "ann@example.org"), "3 others")]
)
def test_a_missing_column_is_told_without_the_names_of_the_others(known: tuple[str, ...], others: str) -> None:
    """Of a file without a header they are somebody's row."""
    error = MissingColumnError("the source", "split", known)

    assert str(error) == (
        f"the source has no column 'split' (it has {others}): "
        "check its name in the config, and the header of a CSV file"
    )
    assert "Ann" not in repr(error)


def test_the_columns_that_are_there_stay_in_the_process_that_has_read_them() -> None:
    """It may tell them to who asks at its terminal; another process gets the text alone."""
    error = MissingColumnError("the source", "splt", ["split", "age"])
    sent = pickle.loads(pickle.dumps(error))

    assert error.known == ("split", "age")
    assert (type(sent), str(sent), vars(sent)) == (SourceError, str(error), {})
