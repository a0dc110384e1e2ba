"""Facts of a file judged: what is wrong in any file, and what is otherwise than chance alone would make it.

Without a reference little is beyond doubt: a key that two rows have, a value that is no number or date among those that
are, a moment of the time column that has not come yet. All else is told and held against nobody. With a reference each
share is held against that of it, by the test of `uncertainty.chance_limit`.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from dte_exporter.reports.validation_report import State, Verdict
from dte_exporter.uncertainty.chance_limit import most_by_chance
from dte_exporter.validation.looked_at import LookedAt
from dte_exporter.validation.told_facts import Fact, ToldFacts

ASKED_BY = "facts"

_WORDS: dict[Fact, str] = {
    "missing_ratio": "have no value",
    "blank_ratio": "are blank",
    "padded_ratio": "have white space before or after their text",
    "mistyped_ratio": "do not read as the numbers, or dates, that the others are",
    "future_ratio": "have a time that has not come yet",
    "out_of_range_ratio": "lie outside of the range of the reference",
    "out_of_set_ratio": "have a value that the reference has not",
    "duplicate_rows_ratio": "repeat another row",
    "duplicate_keys_ratio": "have a key that another row has already",
}
"""By fact that counts faults, what is said of so many rows."""


@dataclass(frozen=True, slots=True)
class JudgedFacts:
    """The facts of a file beside those of what it is held against.

    Parameters
    ----------
    looked : LookedAt
        The file.
    current : ToldFacts
        Its facts.
    reference : ToldFacts or None
        Those of the reference, None where there is none.
    """

    looked: LookedAt
    current: ToldFacts
    reference: ToldFacts | None

    def verdicts(self) -> Iterator[Verdict]:
        """Yield what is judged of each fact of each column, and of the table."""
        for fact in _WORDS:
            for column in self.current.values.get(fact, {}):
                if (allowed := self._allowed(fact, column)) is not None:
                    yield self._verdict(fact, column, allowed)

    def remarks(self, column: str) -> Iterator[str]:
        """Yield what is told of a column, or of the table where it is empty, and is held against nobody."""
        for fact, words in _WORDS.items():
            count = self.current.count(fact, column)
            if count and fact != "missing_ratio" and self._allowed(fact, column) is None:
                yield f"{count:,} rows {words}"
        if column and self.current.value("distinct_values", column) == 1:
            yield "all values are the same"
        if column and self.current.value("missing_ratio", column) == 1:
            yield "it is empty"

    def _allowed(self, fact: Fact, column: str) -> int | None:
        """Return how many faults are none; None where nothing tells."""
        if fact == "duplicate_keys_ratio":
            return 0
        before = self._before(fact, column)
        is_fault = fact == "mistyped_ratio" or (fact == "future_ratio" and column == self.looked.time)
        if before is None or (is_fault and not before[0]):
            return 0 if is_fault else None
        return most_by_chance(*before, self.current.rows)

    def _before(self, fact: Fact, column: str) -> tuple[int, int] | None:
        """Return the faults of the reference, and of how many rows; None where it is not told."""
        if self.reference is None or not self.reference.rows:
            return None
        seen, found = self.reference.rows, self.reference.count(fact, column)
        if fact in {"out_of_range_ratio", "out_of_set_ratio"}:
            return 0, seen  # what is learned from these rows allows them all
        if found and fact == "duplicate_rows_ratio":  # rows that meet by chance are more often so among more of them
            found = min(seen, math.ceil(found * max(1.0, self.current.rows / seen)))
        return None if found is None else (found, seen)

    def _verdict(self, fact: Fact, column: str, allowed: int) -> Verdict:
        count, of = self.current.count(fact, column) or 0, self.current.rows
        explained = f"; chance explains up to {allowed:,}" if count and allowed else ""
        told = f"{f'{count:,}' if count else 'none'} of {of:,} rows {_WORDS[fact]}"
        state: State = "failed" if count > allowed else "met"
        return Verdict(
            ASKED_BY, fact.removesuffix("_ratio"), self._subject(fact, column), state, told + explained, count, of
        )

    def _subject(self, fact: Fact, column: str) -> str:
        return (self.looked.key or "") if fact == "duplicate_keys_ratio" else column
