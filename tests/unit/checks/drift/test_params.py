import pytest
from pydantic import ValidationError

from dte_exporter.checks.drift.params import NAMES, Params


def test_evidently_chooses_unless_told_otherwise() -> None:
    """The defaults are those of the design."""
    assert Params() == Params(method="auto", threshold=None, columns={}, row_limit=50_000)


def test_an_unknown_method_is_answered_with_those_there_are() -> None:
    """A user need not look them up."""
    with pytest.raises(ValidationError, match=r"a method is one of auto, wasserstein, jensenshannon, psi"):
        Params(method="wassertein")


@pytest.mark.parametrize("params", [{"threshold": -0.1}, {"row_limit": 99}, {"columns": {"x": {"treshold": 1}}}])
def test_what_cannot_be_meant_is_refused(params: dict[str, object]) -> None:
    """A negative threshold, a limit under 100 rows, a misspelt key."""
    with pytest.raises(ValidationError):
        Params.model_validate(params)


def test_the_schema_lists_the_methods_for_editors() -> None:
    """So that they complete them."""
    assert Params.model_json_schema()["properties"]["method"]["enum"] == list(NAMES)
