"""The seed of a resampling, from the counts that are resampled: same data, same interval."""

import hashlib
import json


def seed_of(*counts: object) -> int:
    """Return a seed in [0, 2**64) that follows from `counts` alone.

    Neither the machine, the run, nor the order in which rows were read has a part in it.

    Parameters
    ----------
    counts : object
        What JSON can say: integers, texts, and sequences and mappings of them, in an order of their own.
    """
    canonical = json.dumps(counts, sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(canonical.encode()).digest()[:8], "big")
