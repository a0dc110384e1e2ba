import pytest
from pydantic import BaseModel, Field, SecretBytes, SecretStr

from dte_exporter.config.redaction import redacted, without_password


class Door(BaseModel):
    """A model with secrets at every depth."""

    code: SecretStr = Field(default=SecretStr(""), alias="pin")
    key: SecretBytes = SecretBytes(b"")
    sign: str = ""
    inner: "Door | None" = None
    spares: tuple[SecretStr, ...] = ()


def test_what_is_secret_is_replaced_at_every_depth() -> None:
    """Under an alias, in a mapping, in a list; the rest is as written."""
    written = {"pin": 1234, "sign": "x", "inner": {"key": "k", "sign": "y"}, "spares": ["a", "${SPARE}"]}

    assert redacted(written, Door.model_validate({**written, "pin": "1234"})) == {
        "pin": "<secret>",
        "sign": "x",
        "inner": {"key": "<secret>", "sign": "y"},
        "spares": ["<secret>", "${SPARE}"],
    }


def test_what_was_not_validated_is_kept() -> None:
    """There is nothing to know about it."""
    assert redacted({"a": [1, {"b": None}], "c": {"d": "e"}}, None) == {"a": [1, {"b": None}], "c": {"d": "e"}}


def test_a_mapping_of_secrets_shows_its_keys_alone() -> None:
    """And references, which are no secrets."""
    written = {"type": "rest", "token": "hunter2", "uri": "${CATALOG_URI}"}
    shown = {"type": "<secret>", "token": "<secret>", "uri": "${CATALOG_URI}"}
    assert redacted(written, {key: SecretStr(value) for key, value in written.items()}) == shown


def test_keys_follow_a_mapping_of_models() -> None:
    """As data sets by name do."""
    assert redacted({"front": {"pin": "1"}}, {"front": Door(pin=SecretStr("1"))}) == {"front": {"pin": "<secret>"}}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("postgresql://ann:pw@host/db", "postgresql://ann:<secret>@host/db"),
        ("postgresql://ann:p@w/x@host/db", "postgresql://ann:<secret>@host/db"),
        ("https://:token@host", "https://:<secret>@host"),
        ("postgresql://ann:${PW}@host/db", "postgresql://ann:${PW}@host/db"),
        ("postgresql://ann:${PW:-pw}@host/db", "postgresql://ann:<secret>@host/db"),
        ("https://host:8080/path", "https://host:8080/path"),
        ("year = 2018", "year = 2018"),
    ],
)
def test_the_password_in_an_address_is_replaced(written: str, shown: str) -> None:
    """References to variables stay, the rest of the address too."""
    assert without_password(written) == shown
