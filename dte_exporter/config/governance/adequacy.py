"""Where personal data are as safe as at home: the European Economic Area, and adequacy decisions, shipped as data."""

import functools
from collections.abc import Mapping
from pathlib import Path

from pydantic import Field

from dte_exporter.config.document.sentences import read_as
from dte_exporter.config.governance.calendar_words import Country, Day
from dte_exporter.config.models import Model

_FILE = Path(__file__).with_name("adequacy.yaml")


class Decision(Model):
    """A decision that protection is adequate, GDPR Art. 45(3).

    Where it covers only some recipients or some processing, `only` says which.
    """

    start: Day = Field(alias="from")
    until: Day | None = None
    decision: str = ""
    only: str = ""


class Adequacy(Model):
    """Who is inside, and who is as good as inside.

    `as_of` is the day on which the list was last looked over.
    """

    as_of: Day
    eea: frozenset[str]
    countries: Mapping[Country, Decision]
    organisations: Mapping[str, Decision]


@functools.cache
def adequacy() -> Adequacy:
    """Return the list that is shipped."""
    return read_as(_FILE, Adequacy, "the countries with an adequacy decision")
