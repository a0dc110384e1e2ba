"""What a person most likely meant where the YAML parser gives up: a sentence with a way out, not the parser's own.

The parser tells what it expected next, which helps those who know its grammar. Each slip here is told by that and by
the characters around the place. No sentence quotes the file: what stands there may be a secret.
"""

import re
from dataclasses import dataclass

from yaml import Mark, MarkedYAMLError

_QUOTE = "put the whole value into double quotes"
_QUOTE_TEXT = f"{_QUOTE} if it is text"


@dataclass(frozen=True, slots=True)
class _Slip:
    """A slip and how it is known.

    Parameters
    ----------
    parser : str
        A pattern in what the parser says.
    sentence : str
        What is wrong, and the way out; ``{line}`` is the line where what the parser was in began.
    before, at : str
        Patterns of the rest of the line before the place, up to it, and of what stands at it.
    at_begin : bool
        Whether the line to tell is the one where that began.
    on_one_line : bool or None
        Whether that is the same line; None where it does not matter.
    """

    parser: str
    sentence: str
    before: str = ""
    at: str = ""
    at_begin: bool = False
    on_one_line: bool | None = None


_FLOW = "while parsing a flow"
_BLOCK_END = "expected <block end>, but found "
_TEMPLATE = "a template's {{{{ }}}} is no YAML: render the template first, or put the whole value into double quotes"

_SLIPS = (
    _Slip(_FLOW, f"a ${{{{VAR}}}} within {{{{ }}}} or [ ] needs quotes: {_QUOTE}", before=r"\$$", at=r"\{"),
    _Slip(_FLOW, _TEMPLATE, before=r"\{\{$", at="-"),
    _Slip(_BLOCK_END, _TEMPLATE, before=r"\}\}\s*$"),
    _Slip(f"{_FLOW}.* '<(stream|document) ", "a {{ or [ that begins here is never closed: close it", at_begin=True),
    _Slip(f"{_FLOW} (mapping|sequence), expected.*'[]}}]'$", "a {{ is closed by ] or a [ by }}: close each by its own"),
    _Slip(f"{_FLOW}.* found ','", "a comma has nothing before it: remove it"),
    _Slip(f"{_FLOW}.* found ", f"a value within {{{{ }}}} or [ ] cannot begin with this character: {_QUOTE}"),
    _Slip(
        f"{_FLOW}.* got ':'",
        "a {{ or [ of line {line} is not closed before this line, or a comma is missing: close it, or add the comma",
        on_one_line=False,
    ),
    _Slip(f"{_FLOW}.* got ':'", f"a comma is missing, or a value with a colon and a space needs quotes: {_QUOTE}"),
    _Slip(_FLOW, f"a comma is missing, or a value with one of {{{{ }}}} [ ] , : \" ' needs quotes: {_QUOTE}"),
    _Slip("quoted scalar.* (end of stream|document sep)", "a quote that begins here is never closed", at_begin=True),
    _Slip("double-quoted scalar", r"a backslash within double quotes begins an escape: write \\, or use single quotes"),
    _Slip(
        _BLOCK_END,
        "text follows a closing quote: quote the whole value, with quotes of the other kind where it holds some",
        before=r"[\"']\s*$",
        at=r"[^,\]}\s]",
    ),
    _Slip(_BLOCK_END, f"text follows a closing brace or bracket: {_QUOTE}", before=r"[]}]\s*$", at=r"[^,\]}\s]"),
    _Slip(f"{_BLOCK_END}','", 'a comma follows the end of a value: write a list as ["a", "b"], or remove it'),
    _Slip(f"{_BLOCK_END}'[]}}]'", "there is one }} or ] too many: remove it"),
    _Slip(f"{_BLOCK_END}'-'", "an item of a list stands among keys: give the list a key, or indent the item like it"),
    _Slip(f"{_BLOCK_END}'\\?'", "a key stands among the items of a list: indent it like the key above the list"),
    _Slip(_BLOCK_END, "the line is indented like none above it: indent it like its neighbours"),
    _Slip(
        "mapping values are not allowed",
        "a key lacks its colon before {{ or [: write key: {{…}}",
        before=r"^[\s-]*[\w-]+\s*[{\[]",
    ),
    _Slip(
        "mapping values are not allowed",
        f"a value with a colon and a space in it needs quotes: {_QUOTE}",
        before=r"\S:\s+\S.*$",
    ),
    _Slip(
        "mapping values are not allowed",
        "the key goes with no line above: that one lacks the colon or the space after it, or this one is indented too "
        "far: write key: value, and indent it like its neighbours",
    ),
    _Slip("simple key", "a key lacks its colon or the space after it: write key: value", at_begin=True),
    _Slip("cannot start any token", "a tab stands where only spaces may: indent with spaces", at="\t"),
    _Slip("cannot start any token|block node, expected", f"a value cannot begin with this character: {_QUOTE}"),
    _Slip("directive|incompatible YAML", "a line that begins with % is meant for the parser: quote or remove it"),
    _Slip("scanning an alias", f"a value that begins with * stands for an anchor: {_QUOTE_TEXT}"),
    _Slip("undefined alias", f"a value begins with *, and no anchor (&) above has its name: {_QUOTE_TEXT}"),
    _Slip("scanning an anchor", f"a value that begins with & names an anchor: {_QUOTE_TEXT}"),
    _Slip("duplicate anchor", "an anchor (&) has the name of one above, on line {line}: rename one of the two"),
    _Slip("block scalar", f"a value that begins with > or | is the text of the lines below it: {_QUOTE}"),
    _Slip("entries are not allowed", "a list begins on the line below its key: put - there, or write it as [a, b]"),
    _Slip("keys are not allowed", f"a value that begins with ? and a space is a key: {_QUOTE}"),
    _Slip(" tag", f"a value that begins with ! has a tag: {_QUOTE}"),
    _Slip("a single document", "a second document begins: remove the line of ---, or what follows"),
    _Slip("<document start>", "what stands above is no part of a mapping: write key: value in each line"),
    _Slip("", "the parser goes no further: look at the quotes, commas and indentation of this line and the one above"),
)


def explained(error: MarkedYAMLError, mark: Mark, text: str) -> tuple[int, str]:
    """Return the line to look at, counted from 1, and what is wrong there, for an `error` at `mark` of `text`."""
    said = ", ".join(filter(None, (error.context, error.problem)))
    begin = error.context_mark or mark
    start = text.rfind("\n", 0, mark.index) + 1
    before, at = text[start : mark.index], text[mark.index :]
    same = begin.line == mark.line
    slip = next(
        one
        for one in _SLIPS
        if re.search(one.parser, said)
        and re.search(one.before, before)
        and re.match(one.at, at)
        and one.on_one_line in (None, same)
    )
    line = begin.line if slip.at_begin else mark.line
    return line + 1, slip.sentence.format(line=begin.line + 1)
