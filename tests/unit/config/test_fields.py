from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr

from dte_exporter.config.fields import by_key, is_secret, model_at


class Leaf(BaseModel):
    """A part."""

    code: SecretStr | None = None
    start: str = Field(default="", alias="from")


class Tree(BaseModel):
    """A whole."""

    one: Annotated[Leaf | None, "note"] = None
    by_name: Mapping[str, Annotated[Leaf, "note"]] = {}
    many: tuple[Leaf, ...] = ()
    word: str = ""


def test_keys_are_those_of_the_file() -> None:
    """An alias is what the user writes."""
    assert {key: name for key, (name, _) in by_key(Leaf).items()} == {"code": "code", "from": "start"}


def test_a_path_leads_through_every_kind_of_field() -> None:
    """Models, mappings by any name, lists, and what may be absent."""
    assert model_at(Tree, ()) is Tree
    assert model_at(Tree, ("one",)) is Leaf
    assert model_at(Tree, ("by_name", "one")) is Leaf
    assert model_at(Tree, ("many", 3)) is Leaf


def test_a_path_to_a_word_leads_to_no_model() -> None:
    """Nor does one that leads nowhere."""
    assert model_at(Tree, ("word",)) is None
    assert model_at(Tree, ("nothing", "at", "all")) is None


def test_a_secret_is_known_by_its_field() -> None:
    """Also where it may be absent."""
    assert is_secret(Tree, ("one", "code"))
    assert not is_secret(Tree, ("one", "from"))
    assert not is_secret(Tree, ("nothing", "code"))
    assert not is_secret(Tree, ())


class Ring(BaseModel):
    """Secrets by name."""

    keys: Mapping[str, SecretStr] = Field(default_factory=dict)
    names: Mapping[str, str] = Field(default_factory=dict)


def test_a_secret_may_be_one_of_many_by_name() -> None:
    """Whatever its name, and however deep a careless config nests something there."""
    assert is_secret(Ring, ("keys", "front"))
    assert is_secret(Ring, ("keys", "front", "inner"))
    assert not is_secret(Ring, ("names", "front"))
