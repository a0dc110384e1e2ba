"""How many rows of a kind further rows may hold by chance, if they are like those that were seen.

Fisher's exact test of two shares, one-sided, solved for the count: nothing is assumed of the share itself, only that
rows come in no order. Where none was seen of n, so many of n further ones may be that the share is a rule of three for
a smaller doubt. It holds as well for numbers beyond the greatest that was seen: how many of m further ones lie beyond
that of n has just this law (Gumbel, von Schelling: The Distribution of the Number of Exceedances, 1950).
"""

DOUBT = 1e-6
"""How often, at most, rows that are like the others hold more than the limit: so many rules are judged in each file."""


def most_by_chance(found: int, seen: int, further: int) -> int:
    """Return the greatest count in `further` rows that chance explains, of which `found` were in those `seen`.

    Parameters
    ----------
    found, seen, further : int
        With 0 <= `found` <= `seen`, 0 < `seen` and 0 <= `further`.

    Returns
    -------
    int
        In [0, `further`]; all of them where so few rows tell nothing.

    References
    ----------
    Fisher: The Logic of Inductive Inference, Journal of the Royal Statistical Society 98 (1935).
    """
    from scipy.stats import hypergeom

    low, high = 0, further
    while low < high:
        middle = (low + high) // 2
        is_beyond = hypergeom.sf(middle, seen + further, found + middle + 1, further) <= DOUBT
        low, high = (low, middle) if is_beyond else (middle + 1, high)
    return low
