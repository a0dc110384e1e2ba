from collections.abc import Callable

import pytest

from dte_exporter.errors import MissingColumnError
from dte_exporter.statistics.plan import View
from dte_exporter.statistics.required import own_window, require


@pytest.mark.parametrize("window", ["current", "reference"])
def test_the_window_is_found_among_other_sources(window: str, view_of: Callable[..., View]) -> None:
    """A worker also gives records and further data sets, by other names."""
    view = view_of({"a": [1]})
    assert own_window({"governance": object(), "datasets": {}, window: view}) == (window, view)


def test_a_column_that_is_not_there_is_named(view_of: Callable[..., View]) -> None:
    """With its window; of those that are there, only how many."""
    with pytest.raises(MissingColumnError) as caught:
        require(view_of({"a": [1], "c": [2]}), "current", "a", "b")
    assert str(caught.value) == (
        "the current window has no column 'b' (it has 2 others): "
        "check its name in the config, and the header of a CSV file"
    )
