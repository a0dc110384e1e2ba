from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from dte_exporter.markup import element, joined
from dte_exporter.web.status.parts import outward


def test_text_is_escaped_and_markup_is_not() -> None:
    """Only what came from `element` is HTML."""
    assert element("p", "a < b & ", element("b", "c")) == "<p>a &lt; b &amp; <b>c</b></p>"
    assert joined("<i>", element("i")) == "&lt;i&gt;<i></i>"


def test_attributes_are_escaped_and_named_as_html_names_them() -> None:
    """Underscores stand for hyphens, a trailing one for nothing; None leaves an attribute out."""
    made = element("td", class_="a", data_label='"quoted"', id=None)
    assert made == '<td class="a" data-label="&quot;quoted&quot;"></td>'


def test_a_void_element_has_no_end() -> None:
    """`</meta>` would be an error of HTML."""
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">'


@given(st.text(alphabet=st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_a_browser_reads_back_what_was_put_in(text: str) -> None:
    """Whatever the text, it comes out as one piece of text in one element, and as one attribute."""
    tags, data = [], []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            tags.append((tag, attributes))

        def handle_data(self, piece: str) -> None:
            data.append(piece)

    reader = Reader()
    reader.feed(element("p", text, title=text))
    reader.close()
    assert tags == [("p", [("title", text)])]
    assert "".join(data) == text


def test_only_addresses_of_the_web_become_links() -> None:
    """A runbook that is a script stays text that nobody can click."""
    assert outward("https://example.org/?a=1&b", "Runbook") == '<a href="https://example.org/?a=1&amp;b">Runbook</a>'
    assert outward("javascript:alert(1)", "Runbook") == "<span>Runbook: javascript:alert(1)</span>"
