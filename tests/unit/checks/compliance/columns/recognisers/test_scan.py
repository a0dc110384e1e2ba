import pytest

from dte_exporter.checks.compliance.columns.recognisers.kinds import recognisers
from dte_exporter.checks.compliance.columns.recognisers.scan import Finds, scan


def test_texts_are_counted_by_kind() -> None:
    """Of five texts two hold an address, one of them a card as well, and one has a card's shape alone."""
    texts = ["jo@example.org", "ann@example.org 4111111111111111", "4111111111111112", "none", ""]
    found = scan(texts, recognisers(()))
    assert (found.texts, found.holding) == (5, 2)
    assert found.kinds["email"] == Finds(shaped=2, found=2, chance=0.0)
    assert found.kinds["payment_card"] == Finds(shaped=2, found=1, chance=0.1)
    assert found.kinds["phone"] == Finds(shaped=0, found=0, chance=0.0)
    assert found.recognised == ("email",)


def test_nothing_to_scan_is_nothing_found() -> None:
    """No text holds anything."""
    found = scan([], recognisers(()))
    assert (found.texts, found.holding, found.recognised) == (0, 0, ())


@pytest.mark.parametrize(
    ("shaped", "found", "beyond"),
    [
        (2, 2, False),  # 0.1 ** 2 = 0.01
        (3, 3, True),  # 0.1 ** 3 = 0.001
        (5, 3, False),  # 10 * 0.1 ** 3 * 0.9 ** 2 + 5 * 0.1 ** 4 * 0.9 + 0.1 ** 5 = 0.00856
        (5, 4, True),  # 5 * 0.1 ** 4 * 0.9 + 0.1 ** 5 = 0.00046
        (1000, 100, False),  # what is to be expected
        (1000, 150, True),
        (1000, 0, False),
    ],
)
def test_finds_count_where_chance_would_not_give_so_many(shaped: int, found: int, beyond: bool) -> None:
    """One number in ten has a right check digit; the probability of so many or more is worked out beside each case."""
    assert Finds(shaped, found, 0.1).beyond_chance is beyond


def test_where_the_shape_is_the_evidence_one_find_is_enough() -> None:
    """An address is an address."""
    assert Finds(1000, 1, 0.0).beyond_chance
    assert not Finds(1000, 0, 0.0).beyond_chance
