"""The words for what data are and what they are used for: the Fides taxonomy, shipped as data.

Which of its categories are special is ours to say: GDPR Art. 9(1) lists racial or ethnic origin, political opinions,
religious or philosophical beliefs, trade-union membership (for which the taxonomy has no word), genetic data, biometric
data that identify, health, sex life and sexual orientation; Art. 10 adds criminal convictions and offences.
"""

import functools
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from dte_exporter.config.problems import did_you_mean

_FILE = Path(__file__).with_name("fides_taxonomy.json")

_PERSONAL = "user"
_SPECIAL = (
    "user.authorization.biometric",
    "user.biometric",
    "user.demographic.political_opinion",
    "user.demographic.race_ethnicity",
    "user.demographic.religious_belief",
    "user.demographic.sexual_orientation",
    "user.health_and_medical",
)
_CRIMINAL = "user.criminal_history"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The taxonomy in force.

    Parameters
    ----------
    version, licence : str
        Of what is shipped.
    data_categories, data_uses : frozenset of str
        Its words, each with its parents before dots.
    """

    version: str
    licence: str
    data_categories: frozenset[str]
    data_uses: frozenset[str]


@functools.cache
def taxonomy() -> Taxonomy:
    """Return the taxonomy that is shipped."""
    tree = json.loads(_FILE.read_text(encoding="utf-8"))
    categories, uses = (frozenset(tree[key]) for key in ("data_categories", "data_uses"))
    return Taxonomy(tree["version"], tree["licence"], categories, uses)


def parse_data_category(text: str) -> str:
    """Return `text` if it is a category of data.

    Raises
    ------
    ValueError
        If it is not: with the nearest that there is.
    """
    return _known(text, "category of data", taxonomy().data_categories)


def parse_data_use(text: str) -> str:
    """Return `text` if it is a use of data.

    Raises
    ------
    ValueError
        If it is not: with the nearest that there is.
    """
    return _known(text, "use of data", taxonomy().data_uses)


def is_within(category: str, wider: str) -> bool:
    """Return whether `category` is `wider` or lies below it."""
    return category == wider or category.startswith(f"{wider}.")


def is_personal(category: str) -> bool:
    """Return whether data of `category` are about people."""
    return is_within(category, _PERSONAL)


def is_special(category: str) -> bool:
    """Return whether `category` is, or holds, one of those that GDPR Art. 9(1) sets apart."""
    return any(is_within(category, special) for special in _SPECIAL)


def is_criminal(category: str) -> bool:
    """Return whether data of `category` are about convictions or offences, GDPR Art. 10."""
    return is_within(category, _CRIMINAL)


def _known(text: str, what: str, known: Collection[str]) -> str:
    if text not in known:
        raise ValueError(
            f"{text!r} is no {what} of the Fides taxonomy{did_you_mean(text, known)}: https://ethyca.github.io/fideslang"
        )
    return text
