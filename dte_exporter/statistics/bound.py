"""How large a share may be of which only a draw was seen."""

DOUBT = 0.05
"""How often the true share may lie above the bound."""


def upper_bound(found: int, drawn: int, all_: int) -> float:
    """Return the bound that the share of what was `found` among `all_` lies below, in 95 of 100 draws.

    It is Clopper and Pearson's exact one-sided bound: the share at which so few finds in the draw, or fewer, would come
    up in 5 of 100 draws. Without a find it is near 3 / `drawn`, the rule of three. Where all were seen the share is
    known. Drawing without replacement only makes the bound safer.

    Parameters
    ----------
    found, drawn, all_ : int
        With 0 <= `found` <= `drawn` <= `all_` and 0 < `drawn`.

    Returns
    -------
    float
        In [0, 1]; 1 says that the draw tells nothing.

    References
    ----------
    Clopper, Pearson: The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial, Biometrika 1934;
    Hanley, Lippman-Hand: If Nothing Goes Wrong, Is Everything All Right?, JAMA 1983.
    """
    from scipy.stats import beta

    if drawn == all_:
        return found / all_
    if found == drawn:
        return 1.0
    return float(beta.ppf(1 - DOUBT, found + 1, drawn - found))
