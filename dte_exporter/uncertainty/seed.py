"""A seed from counts: the same counts give the same draws, wherever and whenever they are made."""

import hashlib
import json


def seed_of(*counts: object) -> int:
    """Return the seed of draws from `counts`, JSON types only; in [0, 2**64)."""
    text = json.dumps(counts, sort_keys=True, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
