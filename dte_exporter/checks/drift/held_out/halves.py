"""Two halves of the rows of each window: on one something is learnt, on the other it is tried.

What was learnt knows nothing of the rows that it is tried on. So if the windows are alike, what it makes of the rows of
both is exchangeable, and a test of ranks is valid however it was learnt (Lopez-Paz, Oquab: Revisiting Classifier
Two-Sample Tests, ICLR 2017).
"""

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dte_exporter.uncertainty.seed import seed_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]

MIN_ROWS = 100
"""The least rows of a window: of 50 and 50 rows that were held out, an area has a standard error of 0.058 where nothing
has moved (sqrt(101 / (12 * 50 * 50))), so that 0.6 is about the least that can be told from 0.5."""


@dataclass(frozen=True, slots=True)
class Halves:
    """The places of the rows of one window.

    Parameters
    ----------
    learnt, held_out : array of int
        Those that are learnt from, and the others; of an odd number one more is held out.
    """

    learnt: "Places"
    held_out: "Places"


def halves(reference: bytes, current: bytes, rows: tuple[int, int]) -> tuple[Halves, Halves]:
    """Return the halves of the reference and of the current window, drawn at random.

    The seed follows from the rows: of the same rows, in a fixed order, the halves are the same at every run. One that
    is the same for all data would choose the same ranks of sorted rows at all times, which no test allows for.

    Parameters
    ----------
    reference, current : bytes
        The rows of each window.
    rows : tuple of int
        How many each has.
    """
    import numpy as np

    generator = np.random.default_rng(seed_of(*(hashlib.sha256(window).hexdigest() for window in (reference, current))))
    of_reference, of_current = (generator.permutation(count) for count in rows)
    return _cut(of_reference), _cut(of_current)


def _cut(order: "Places") -> Halves:
    return Halves(order[: len(order) // 2], order[len(order) // 2 :])
