import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dte_exporter.declared_source import Source, source
from dte_exporter.errors import RegistrationError
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Check, Example, Registry, check

EXAMPLE = Example(columns={"age": [1, 2]}, expected={"dte_toy_rows": 2.0}, working="Two rows.")


class Params:
    """The parameters of the checks of this file."""


def _spec(name: str = "dte_toy_rows") -> MetricSpec:
    return MetricSpec(name, "Rows.", "toy", ("check",))


def _check(name: str = "toy", *specs: MetricSpec) -> Check[Params]:
    declare = check(name, params=Params, needs=_needs, emits=specs or (_spec(),), example=EXAMPLE)
    return declare(_compute)


def _needs(params: Params, roles: Any) -> Mapping[str, Any]:
    return {}


def _compute(statistics: Any, params: Params, roles: Any, now: float) -> Findings:
    return Findings(())


def test_a_declared_check_carries_its_docstring_and_its_pillar() -> None:
    """The decorator takes the module's docstring, and the pillar is that of what the check emits."""
    toy = _check()

    assert (toy.name, toy.pillar, toy.windows) == ("toy", "toy", ("current",))
    assert toy.doc == (sys.modules[__name__].__doc__ or "").strip()
    assert toy.compute({}, Params(), None, 0.0) == Findings(())


def test_a_definition_is_the_parts_of_the_docstring() -> None:
    """A part is a title above an indented text of any number of paragraphs; the first line is the summary."""
    doc = "Toys: how many.\n\nDefinition\n    A toy is\n    played with.\n\n    Or not.\nRange\n    0 or more.\nNo part"
    toy = replace(_check(), doc=doc)

    assert toy.summary == "Toys: how many."
    assert toy.definition == {"Definition": "A toy is played with. Or not.", "Range": "0 or more."}


def test_a_declared_source_carries_its_opener() -> None:
    """What is declared is found in the registry under the word of the config."""

    @source("shelf", config=dict)
    def open_shelf(config: Any, base: Path) -> str:
        return f"{base}: opened"

    shelf = Registry([open_shelf]).sources["shelf"]

    assert shelf == Source("shelf", dict, open_shelf.open)
    assert shelf.open({}, Path("/shelf")) == "/shelf: opened"


def test_a_registry_knows_every_check_and_metric_by_name() -> None:
    """Checks, and the metrics that they emit, are found by name."""
    toy = _check("toy", _spec("dte_toy_a"), _spec("dte_toy_b"))
    registry = Registry([toy])

    assert registry.checks == {"toy": toy}
    assert list(registry.specs) == ["dte_toy_a", "dte_toy_b"]
    assert registry.sources == {}


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        ([_check("toy", _spec("dte_a")), _check("toy", _spec("dte_b"))], "check 'toy' is declared twice"),
        ([_check("one"), _check("two")], "metric 'dte_toy_rows' is declared twice"),
        (
            [source("shelf", config=dict)(lambda *_: 1), source("shelf", config=dict)(lambda *_: 2)],
            "source 'shelf' is declared twice",
        ),
    ],
)
def test_a_name_taken_twice_is_refused(declared: list[Any], sentence: str) -> None:
    """Whatever is named twice, check, metric or source, the sentence names it and the way out."""
    with pytest.raises(RegistrationError, match=f"^{sentence}: rename one of them$"):
        Registry(declared)


def test_a_metric_that_does_not_say_which_check_it_is_of_is_refused() -> None:
    """Two checks of one kind would give one series twice, for which Prometheus refuses a scrape."""
    toy = _check("toy", MetricSpec("dte_toy_rows", "Rows.", "toy", ("dataset",)))
    with pytest.raises(RegistrationError, match=r"^metric 'dte_toy_rows' has no label check: two checks would share"):
        Registry([toy])


def test_a_check_met_twice_is_one_check() -> None:
    """The same object, found in two ways, is no clash."""
    toy = _check()

    assert Registry([toy, toy]).checks == {"toy": toy}


def test_this_packages_checks_and_sources_are_discovered() -> None:
    """Nobody lists them: they are found below checks and tables."""
    registry = Registry.discover()

    assert {"fairness", "drift"} <= registry.checks.keys()
    assert "files" in registry.sources


PLUG_IN = '''
"""A check that somebody else wrote."""

from dte_exporter.checks.fairness.check import fairness
from dte_exporter.metric import MetricSpec
from dte_exporter.outcome import Findings
from dte_exporter.registry import Example, check

@check(
    "third-party",
    params=dict,
    needs=lambda params, roles: {},
    emits=[MetricSpec("dte_thirdparty_rows", "Rows.", "thirdparty", ("check",))],
    example=Example({}, {}, ""),
)
def count(statistics, params, roles, now):
    return Findings(())
'''


def test_an_installed_plug_in_is_discovered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution adds its checks through an entry point; what it merely imports is not declared again."""
    (tmp_path / "third_party_checks.py").write_text(PLUG_IN)
    metadata = tmp_path / "third_party-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: third-party\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[dte_exporter.checks]\nany = third_party_checks\n")
    monkeypatch.syspath_prepend(tmp_path)

    registry = Registry.discover()

    assert registry.checks["third-party"].doc == "A check that somebody else wrote."
    assert "dte_thirdparty_rows" in registry.specs
