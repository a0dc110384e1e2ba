import pickle

import pytest

from dte_exporter.errors import CheckError, ConfigError, DteError, NoDataError, RegistrationError, SourceError


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
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301
