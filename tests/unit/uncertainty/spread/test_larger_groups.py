from dte_exporter.uncertainty.spread.larger_groups import nested

SMALL, MIDDLE, LARGE, LARGEST = (1, 5), (20, 90), (300, 900), (4_000, 9_000)


def test_groups_are_left_out_by_a_thousandth_a_hundredth_and_a_tenth_of_the_largest() -> None:
    """Nine, ninety and nine hundred rows of 9,000."""
    assert list(nested([[SMALL, MIDDLE, LARGE, LARGEST]], 0)) == [
        [[SMALL, MIDDLE, LARGE, LARGEST]],
        [[MIDDLE, LARGE, LARGEST]],
        [[LARGE, LARGEST]],
    ]


def test_groups_of_much_the_same_size_are_looked_at_once() -> None:
    """Each look takes a part of the level."""
    assert list(nested([[(3, 10), (4, 12), (5, 90)]], 0)) == [[[(3, 10), (4, 12), (5, 90)]]]


def test_two_are_always_left_of_each_kind() -> None:
    """One group lies apart from nothing."""
    assert list(nested([[SMALL, LARGEST]], 0)) == [[[SMALL, LARGEST]]]
    assert list(nested([[SMALL, LARGE, LARGEST], [SMALL, LARGEST]], 0)) == [[[SMALL, LARGE, LARGEST], [SMALL, LARGEST]]]


def test_the_group_in_question_stays_whatever_its_rows() -> None:
    """Its share of the highest is asked for."""
    assert list(nested([[SMALL, MIDDLE, LARGE, LARGEST]], 1))[-1] == [[SMALL, LARGE, LARGEST]]


def test_rates_have_no_part_in_the_choice() -> None:
    """A choice by what was observed would find what it looks for."""
    swapped = [[(positives and rows - positives, rows) for positives, rows in (SMALL, MIDDLE, LARGE, LARGEST)]]

    assert [len(groups) for (groups,) in nested(swapped, 0)] == [4, 3, 2]
