from collections.abc import Callable

import pytest

from dte_exporter.errors import MissingColumnError
from dte_exporter.statistics.required import require
from dte_exporter.statistics.view import View


def test_a_column_that_is_not_there_is_named(view_of: Callable[..., View]) -> None:
    """With its window; of those that are there, only how many."""
    with pytest.raises(MissingColumnError) as caught:
        require(view_of({"a": [1], "c": [2]}), "current", "a", "b")
    assert str(caught.value) == (
        "the current window has no column 'b' (it has 2 others): "
        "check its name in the config, and the header of a CSV file"
    )
