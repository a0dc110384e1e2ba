import hashlib

from dte_exporter.uncertainty.seed import seed_of


def test_a_seed_is_the_beginning_of_the_hash_of_its_counts() -> None:
    """Of their JSON without blanks, so that any program can find the same draws."""
    assert seed_of([1, 2], {"b": 3, "a": 4}) == int(hashlib.sha256(b'[[1,2],{"a":4,"b":3}]').hexdigest()[:16], 16)


def test_other_counts_give_another_seed() -> None:
    """The two windows have no part in each other."""
    assert len({seed_of([1, 2], [3]), seed_of([1], [2, 3]), seed_of([3], [1, 2])}) == 3
