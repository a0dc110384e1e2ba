"""A packed mapping is the mapping, in less room."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.packed import Packed

LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner))


@given(st.dictionaries(st.text(max_size=5), TREES, max_size=5))
def test_it_is_the_mapping_that_was_packed(tree: dict[str, Any]) -> None:
    """It equals it, key by key and in their order, and unpacks to it."""
    packed = Packed(tree)
    assert packed == tree
    assert list(packed.items()) == list(tree.items())
    assert packed.unpacked() == tree


def test_it_is_smaller_than_what_it_holds() -> None:
    """A hundred bins of one shape take less than a tenth of their own serial form."""
    tree = {f"bin {number}": {"from": number, "to": number + 1, "rows": 100} for number in range(100)}
    assert len(Packed(tree)._packed) < len(json.dumps(tree)) / 5


def test_what_is_no_json_cannot_be_packed() -> None:
    """It would not come back."""
    with pytest.raises(TypeError, match="not JSON serializable"):
        Packed({"set": {1, 2}})
