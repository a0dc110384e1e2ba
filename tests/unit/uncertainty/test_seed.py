import hashlib

import pytest

from dte_exporter.uncertainty.seed import seed_of


def test_a_seed_is_the_first_eight_bytes_of_the_digest_of_the_counts() -> None:
    """Whoever has the counts can work the seed out again."""
    digest = hashlib.sha256(b'[[["f",3,5],["m",4,9]],"difference"]').hexdigest()
    assert seed_of([("f", 3, 5), ("m", 4, 9)], "difference") == int(digest[:16], 16)


def test_a_mapping_has_one_seed_whatever_its_order() -> None:
    """Rows come in any order, and groups with them."""
    assert seed_of({"f": [3, 5], "m": [4, 9]}) == seed_of({"m": [4, 9], "f": [3, 5]})


@pytest.mark.parametrize("other", [[(3, 5), (4, 10)], [(4, 9), (3, 5)], [(3, 5, 4, 9)], ["3", "5", "4", "9"]])
def test_other_counts_have_another_seed(other: object) -> None:
    """One row more, or the same numbers in other places, are other data."""
    assert seed_of(other) != seed_of([(3, 5), (4, 9)])
