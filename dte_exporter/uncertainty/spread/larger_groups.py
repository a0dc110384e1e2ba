"""The larger among several groups: what is surely so of them is so of all, and they are surer of it.

The rate of a group of few rows may be anything, and so may be which group is highest or lowest of all. But all groups
lie at least as far apart as some of them. Which are looked at must not follow from their rates: here their rows decide.
"""

from collections.abc import Iterator, Sequence

Group = tuple[int, int]
"""The positives and the rows of a group."""

_STEPS = (1_000, 100, 10)


def nested(compared: Sequence[Sequence[Group]], kept: int) -> Iterator[Sequence[Sequence[Group]]]:
    """Yield all groups, then those with a thousandth, a hundredth and a tenth of the largest's rows, each choice once.

    Parameters
    ----------
    compared : sequence
        The groups by each kind of rate.
    kept : int
        How many of the first groups of each kind have a part whatever their rows.

    Yields
    ------
    sequence
        As `compared`, of two groups at least of each kind.
    """
    yield compared
    before = compared
    for step in _STEPS:
        larger = [_with_rows(groups, max(rows for _, rows in groups) / step, kept) for groups in compared]
        if larger != before and min(map(len, larger)) > 1:
            yield larger
            before = larger


def _with_rows(groups: Sequence[Group], least: float, kept: int) -> Sequence[Group]:
    return [group for place, group in enumerate(groups) if place < kept or group[1] >= least]
