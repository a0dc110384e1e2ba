"""The digest of a check: equal exactly where a reload finds checks equal, and no way to a secret."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import BaseModel, SecretBytes, SecretStr

from dte_exporter.config.configured import ConfiguredCheck
from dte_exporter.config.digest import _plain, digest
from dte_exporter.config.governance.governance import Governance
from dte_exporter.config.models import CheckSettings, Columns, DataSet, Objective

SALT = b"salt"


class Vault(BaseModel):
    """A source with a secret."""

    type: str = "vault"
    password: SecretStr = SecretStr("sesame")


class Params(BaseModel):
    """Parameters of a kind."""

    method: str = "auto"
    columns: frozenset[str] = frozenset({"a", "b"})
    folder: Path = Path("here")


def _check() -> ConfiguredCheck:
    """Return a check, made anew each time."""
    settings = CheckSettings(check="drift", dataset="people", every="5m", objectives={"ratio": Objective(max=0.3)})
    return ConfiguredCheck("moved", settings, Params(), {"people": DataSet(source=Vault())}, Path("/etc/dte"), "drift")


def test_an_equal_check_has_the_same_digest() -> None:
    """Two readings of one file, in one process or in two, make checks of one digest."""
    assert _check() is not _check()
    assert digest(_check(), SALT) == digest(_check(), SALT)


CHANGES: dict[str, Callable[[ConfiguredCheck], ConfiguredCheck]] = {
    "its name": lambda check: replace(check, name="other"),
    "its pillar": lambda check: replace(check, pillar="fairness"),
    "the folder": lambda check: replace(check, base=Path("/srv")),
    "the team": lambda check: replace(check, scoped_by="risk"),
    "what governs it": lambda check: replace(check, governance=Governance(by_group=frozenset({"fair"}))),
    "a setting": lambda check: replace(check, settings=check.settings.model_copy(update={"timeout": 1.0})),
    "an objective": lambda check: replace(
        check, settings=check.settings.model_copy(update={"objectives": {"ratio": Objective(max=0.4)}})
    ),
    "a parameter": lambda check: replace(check, params=Params(method="psi")),
    "a set": lambda check: replace(check, params=Params(columns=frozenset({"a"}))),
    "a data set": lambda check: replace(check, datasets={"people": DataSet(source=Vault(), columns=Columns(key="id"))}),
    "a model": lambda check: replace(check, models={"churn": Vault()}),
    "a secret of a model": lambda check: replace(check, models={"churn": Vault(password=SecretStr("open"))}),
    "a secret": lambda check: replace(check, datasets={"people": DataSet(source=Vault(password=SecretStr("open")))}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_check_has_another_digest(change: Callable[[ConfiguredCheck], ConfiguredCheck]) -> None:
    """Whatever part of it changed, a secret among them."""
    assert digest(change(_check()), SALT) != digest(_check(), SALT)


def test_a_secret_of_bytes_counts_as_well() -> None:
    """Both kinds of secret tell checks apart."""
    first, second = (
        replace(_check(), datasets={"people": DataSet(source=SecretBytes(secret))}) for secret in (b"one", b"two")
    )

    assert digest(first, SALT) != digest(second, SALT)


def test_the_salt_belongs_to_the_digest() -> None:
    """A digest made elsewhere cannot be compared with it, and 64 hexadecimal digits are all it shows."""
    assert digest(_check(), b"other") != digest(_check(), SALT)
    assert len(digest(_check(), SALT)) == 64


def test_what_a_check_does_not_have_counts_for_nothing() -> None:
    """A release whose checks may have one part more finds those that do not have it again."""
    assert replace(_check(), models={}) == _check()
    assert b'"models"' not in json.dumps(_plain(_check()), default=_plain).encode()
