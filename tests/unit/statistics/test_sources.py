from collections.abc import Callable

import pytest

from dte_exporter.input import Input
from dte_exporter.statistics.sources import Sources
from dte_exporter.statistics.view import View

NUMBER: Input[int] = Input("number", lambda check, registry: 7)


@pytest.mark.parametrize("window", ["current", "reference"])
def test_the_window_is_found_among_other_sources(window: str, view_of: Callable[..., View]) -> None:
    """A worker also gives inputs and further data sets."""
    view = view_of({"a": [1]})
    assert Sources({window: view}, {"others": view}, {NUMBER: 7}).own == (window, view)


def test_an_input_is_found_by_its_declaration() -> None:
    """Two of the same name are two."""
    other: Input[str] = Input("number", lambda check, registry: "seven")
    sources = Sources(inputs={NUMBER: 7, other: "seven"})
    assert (sources.input(NUMBER), sources.input(other)) == (7, "seven")


def test_an_input_that_no_check_declared_is_the_authors_mistake() -> None:
    """It says where to name it."""
    with pytest.raises(LookupError, match="not given 'number': name it in inputs where the check is declared"):
        Sources().input(NUMBER)
