from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.config.document.document import read
from dte_exporter.config.document.secrets import resolve
from dte_exporter.proposal.yaml_scalar import listed, text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("sex", "sex"),
        ("data/people.csv", "data/people.csv"),
        ("150", '"150"'),
        ("yes", '"yes"'),
        (">50K", '">50K"'),
        ('a "b"', '"a \\"b\\""'),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (0.5, "0.5"),
    ],
)
def test_a_value_is_in_quotes_only_where_it_must_be(value: Any, written: str) -> None:
    """People read it."""
    assert text(value) == written


def test_a_list_is_on_one_line() -> None:
    """Each value as it would be alone."""
    assert listed(("a", "no", "2")) == '[a, "no", "2"]'


@given(st.text(max_size=40) | st.booleans() | st.integers())
def test_the_loader_reads_it_back(tmp_path_factory: pytest.TempPathFactory, value: Any) -> None:
    """Whatever it is, references in it included."""
    file = tmp_path_factory.mktemp("text") / "config.yaml"
    file.write_text(f"a: {{b: [{text(value)}]}}\n", encoding="utf-8", errors="surrogatepass", newline="")

    document = read(file)

    assert document.problems == ()
    assert resolve(document.tree, file.parent, {}).tree == {"a": {"b": [value]}}
