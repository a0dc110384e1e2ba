"""Types of columns in one wording: what several tellers call differently is no change of a schema.

Only words that mean the same wherever they are used are one; ``int8``, which is one byte to some and eight to others,
goes by the system that the data set lives in, and ``float``, which may have four or eight, stands for itself.
"""

import re
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    word: alike[0]
    for alike in (
        ("smallint", "int2", "int16", "short"),
        ("integer", "int", "int4", "int32"),
        ("bigint", "int64", "long"),
        ("real", "float4", "float32"),
        ("double precision", "double", "float8", "float64"),
        ("decimal", "numeric"),
        ("boolean", "bool"),
        ("varchar", "character varying"),
        ("char", "character", "bpchar"),
        ("text", "string"),
        ("timestamp", "timestamp without time zone"),
        ("timestamptz", "timestamp with time zone"),
        ("time", "time without time zone"),
        ("timetz", "time with time zone"),
    )
    for word in alike
}
_EIGHT_BYTES = {"postgres", "redshift"}
"""Systems to which ``int8`` has eight bytes."""

_TYPE = re.compile(r"([^(<\[]*)(.*)", re.DOTALL)


def one_wording(type_: str, system: str) -> str:
    """Return a type in the one wording for it; one that no word is known for is itself, in lower case without spaces.

    Parameters
    ----------
    type_ : str
        As it was told.
    system : str
        The scheme of the namespace that the data set lives in, such as ``postgres``.
    """
    found = _TYPE.fullmatch(type_.lower())
    word, more = (found[1], found[2]) if found else (type_.lower(), "")
    word = " ".join(word.split())
    if word == "int8" and system in _EIGHT_BYTES:
        word = "bigint"
    return _WORDS.get(word, word) + "".join(more.split())
