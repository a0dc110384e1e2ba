"""What tells content from other content, in a few letters."""

import hashlib


def identity(facts: object) -> str:
    """Return what tells content from other content, by `facts` on it whose repr says all of them."""
    return hashlib.sha256(repr(facts).encode(errors="surrogateescape")).hexdigest()[:16]
