"""Every objective on every subject it has met, by check: a run replaces those of one check and touches no other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dte_exporter.storage.snapshot import Standing, Subject

_OfOne = Mapping[Subject, Standing]


class Standings(Mapping[Subject, Standing]):
    """An immutable mapping of `Subject` to `Standing`.

    Parameters
    ----------
    by_check : mapping of str to mapping
        Those of each check that has any, by its name.
    """

    def __init__(self, by_check: Mapping[str, _OfOne]) -> None:
        self.by_check = by_check

    @classmethod
    def of(cls, standings: Mapping[Subject, Standing]) -> "Standings":
        """Return `standings`, held by check."""
        if isinstance(standings, Standings):
            return standings
        found: dict[str, dict[Subject, Standing]] = defaultdict(dict)
        for subject, standing in standings.items():
            found[subject[0]][subject] = standing
        return cls(dict(found))

    def after_run(self, check: str, standings: _OfOne) -> "Standings":
        """Return these, with `standings` in the place of all that `check` had."""
        return Standings({**self.by_check, check: standings})

    def __getitem__(self, subject: Subject) -> Standing:
        """Return how the objective stands on a subject."""
        return self.by_check[subject[0]][subject]

    def __iter__(self) -> Iterator[Subject]:
        """Yield every subject, check by check."""
        for of_one in self.by_check.values():
            yield from of_one

    def __len__(self) -> int:
        """Return on how many subjects there is a standing."""
        return sum(map(len, self.by_check.values()))
