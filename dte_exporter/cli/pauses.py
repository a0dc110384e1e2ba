"""What would hold up answers in a process that holds much and renders in another thread, and how it is kept short."""

import gc
import sys

_SWITCH = 0.0005
"""Seconds after which a thread that computes lets another have its turn; Python's own 5 ms add up over an answer."""

_ALLOCATIONS, _YOUNG, _OLD = 20_000, 20, 200
"""Objects until the youngest are looked at for cycles, and how many such looks until older ones are."""


def keep_pauses_short() -> None:
    """Let threads take short turns, and look for cycles seldom among what has been held for long.

    A full look goes through every sample and every label, during which no answer is given: a tenth of a second at
    150,000 series. What forms cycles here (requests, tasks, errors) dies young, and reference counts free the rest.
    """
    sys.setswitchinterval(_SWITCH)
    gc.set_threshold(_ALLOCATIONS, _YOUNG, _OLD)
