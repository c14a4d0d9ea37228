"""Spans as Markdown: the plainest form that can be read back without doubt, inline HTML where there is none.

Strong is `**strong**`, emphasis `*emphasis*` (`_emphasis_` inside strong), code `` `code` ``, a link
`[words](address)`, a line break two spaces at a line's end; underline, strike, superscript and subscript have no
Markdown of their own and are HTML. Stars are used only where every dialect agrees on what they mean: not inside a word,
not beside each other, not around outer spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desk.formats.html_inline import layers
from desk.story.body import Mark, Spans

# One item: text, and the layers (link, then marks, from the outside in) that are still to be written around it.
_Item = tuple[str, list[Mark | str]]

_SPECIAL = re.compile(r"[\\`*_\[\]<&|]")
_ENTITY = re.compile(r"&(?=#|[0-9A-Za-z][-.0-9A-Za-z]*;)")
_TAG = re.compile(r"<(?! )")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
# What begins a line but is no text: headings, quotes, lists, rules, underlines of headings, rows of tables.
_LINE_START = re.compile(
    r"^(?:[#>]|[-+](?=[ -]|$)|\d+(?P<dot>[.)])(?= |$)|[=](?==* *$)|[:|](?=[-:| ]*$))", re.MULTILINE
)
_ESCAPABLE = frozenset("#>-+.)")
_EDGE = re.compile(r"^\s+|\s+$")
_EDGES = re.compile(r"^[^\S\n]+|[^\S\n]+$", re.MULTILINE)
# Addresses that stand in round brackets as they are; and those that can be both text and address.
_PLAIN_LINK = re.compile(r"(?:[^\s\\`<>\"'()\[\]*&|]|&(?![#\w]*;|#)|\([^\s\\`<>\"'()\[\]*&|]*\))+")
_BARE_LINK = re.compile(r"https?://[A-Za-z0-9:/?#@!$+,;=.~%_-]+", re.IGNORECASE)
_PLAIN_CODE = re.compile(r"[^\s\\`<>&|\[\]*_](?:[^\n\\`<>&|\[\]*_]*[^\s\\`<>&|\[\]*_])?")
_SAFE_IN_ATTRIBUTE = re.compile(r"[^A-Za-z0-9:/?#@!$+,;=.~%-]")
# What may stand right outside of a star: nothing, white space, or punctuation.
_OUTSIDE = frozenset(["", " ", "\n", *".,;:!?'\"()“”‘’«»¿¡—–-…/"])


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds a run: the characters before and after it ("" at the block's ends), and the syntax it is in."""

    before: str = ""
    after: str = ""
    in_link: bool = False
    in_strong: bool = False
    breaks: bool = False  # whether a line break may be two spaces and a line end


def paragraph_text(parts: Spans) -> str:
    """The spans as the lines of a paragraph."""
    if len(parts) == 1 and not parts[0].marks and not parts[0].link:
        text = _escaped(parts[0].text, _Around(breaks=True))
    else:
        text = _run([(span.text, layers(span)) for span in parts], _Around(breaks=True))
    return _LINE_START.sub(_escape_line_start, _kept_edges(text))


def inline_text(parts: Spans) -> str:
    """The spans as one line that stands within other syntax."""
    return _kept_edges(_run([(span.text, layers(span)) for span in parts], _Around()))


def item_text(parts: Spans) -> str:
    """The spans as a list item: one line, which might look like the beginning of a block."""
    return _LINE_START.sub(_escape_line_start, inline_text(parts))


def heading_text(parts: Spans) -> str:
    """The spans as a heading: one line, of which a last "#" would be taken for the heading's end."""
    text = inline_text(parts)
    return f"{text[:-1]}\\#" if text.endswith("#") else text


def cell_text(parts: Spans) -> str:
    """The spans as a table's cell."""
    return inline_text(parts).replace("|", "&#124;")


def numeric(text: str) -> str:
    """Every character as a numeric entity."""
    return "".join(f"&#{ord(character)};" for character in text)


def attribute_text(text: str, special: str) -> str:
    """Text for an image's description or title, with these characters and all that mean something as entities."""
    return re.sub(rf"[{re.escape(special)}\\`*_\[\]<>&|!]", lambda match: numeric(match[0]), text)


def _escape_line_start(match: re.Match[str]) -> str:
    text = match[0]
    if text[-1] in _ESCAPABLE:
        return f"{text[:-1]}\\{text[-1]}"
    return numeric(text)


def _kept_edges(text: str) -> str:
    """White space at the ends of a block as entities: readers of Markdown drop it otherwise."""
    if text and (text[0].isspace() or text[-1].isspace()):
        return _EDGE.sub(lambda match: numeric(match[0]), text)
    return text


def _run(items: Sequence[_Item], around: _Around) -> str:
    """Items side by side: those that share their outer layer are wrapped in it together."""
    out = ""
    index = 0
    while index < len(items):
        text, own = items[index]
        stop = index + 1
        if own:
            while stop < len(items) and items[stop][1][:1] == own[:1]:
                stop += 1
        before = out[-1:] or around.before
        after = _first(items[stop]) if stop < len(items) else around.after
        if own:
            inner = [(inner_text, wanted[1:]) for inner_text, wanted in items[index:stop]]
            out += _wrapped(own[0], inner, _with(around, before, after))
        else:
            out += _escaped(text, _with(around, before, after))
        index = stop
    return out


def _with(around: _Around, before: str, after: str) -> _Around:
    return _Around(before, after, around.in_link, around.in_strong, around.breaks)


def _first(item: _Item) -> str:
    """The first character that an item will be written with, as far as it matters to what stands before it."""
    text, own = item
    if not own:
        return text[0]
    layer = own[0]
    if not isinstance(layer, Mark):
        return "["
    return {Mark.STRONG: "*", Mark.EMPHASIS: "*", Mark.CODE: "`"}.get(layer, "<")


def _wrapped(layer: Mark | str, inner: list[_Item], around: _Around) -> str:
    if not isinstance(layer, Mark):
        return _link(layer, inner, around)
    if layer is Mark.CODE:
        text = "".join(text for text, _ in inner)
        if _PLAIN_CODE.fullmatch(text) and "`" not in (around.before, around.after):
            return f"`{text}`"
    if layer is Mark.STRONG and _may_star(inner, around):
        return f"**{_run(inner, _Around('*', '*', around.in_link, in_strong=True))}**"
    if layer is Mark.EMPHASIS and around.in_strong and _may_underscore(inner, around):
        return f"_{_run(inner, _Around('_', '_', around.in_link))}_"
    if layer is Mark.EMPHASIS and not around.in_strong and _may_star(inner, around):
        return f"*{_run(inner, _Around('*', '*', around.in_link))}*"
    return f"<{layer.value}>{_run(inner, _Around('>', '<', around.in_link))}</{layer.value}>"


def _may_star(inner: list[_Item], around: _Around) -> bool:
    """Whether stars around these items are read as stars by everybody."""
    first, last = _ends(inner)
    outside = around.before in _OUTSIDE and around.after in _OUTSIDE
    return outside and not first.isspace() and not last.isspace()


def _may_underscore(inner: list[_Item], around: _Around) -> bool:
    first, last = _ends(inner)
    return around.before in {"*", " "} and around.after in {"*", " "} and first.isalnum() and last.isalnum()


def _ends(inner: list[_Item]) -> tuple[str, str]:
    """The outermost characters; markup counts as punctuation."""
    first, last = inner[0], inner[-1]
    return ("<" if first[1] else first[0][0]), (">" if last[1] else last[0][-1])


def _link(address: str, inner: list[_Item], around: _Around) -> str:
    plain = len(inner) == 1 and not inner[0][1]
    if plain and inner[0][0] == address and _BARE_LINK.fullmatch(address):
        return f"<{address}>"
    text = "".join(text for text, _ in inner)
    if _PLAIN_LINK.fullmatch(address) and around.before != "!" and text.strip():
        return f"[{_kept_edges(_run(inner, _Around('[', ']', in_link=True)))}]({address})"
    quoted = _SAFE_IN_ATTRIBUTE.sub(lambda match: numeric(match[0]), address)
    return f'<a href="{quoted}">{_run(inner, _Around(">", "<"))}</a>'


def _escaped(text: str, around: _Around) -> str:
    """Text in which nothing means anything but itself."""
    if _SPECIAL.search(text):
        text = text.replace("\\", "\\\\").replace("`", "\\`").replace("*", "\\*").replace("[", "\\[")
        if around.in_link:
            text = text.replace("]", "\\]")
        text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", _UNDERSCORE.sub(r"\\_", text)))
    if "\n" in text:
        text = _broken(text, around)
    return text


def _broken(text: str, around: _Around) -> str:
    """Text with its line breaks in a form that keeps every one of them, and the spaces beside them."""
    text = _EDGES.sub(
        lambda match: numeric(match[0]) if match.start() > 0 or match.end() < len(text) else match[0], text
    )
    lines = text.split("\n")
    if around.breaks and all(lines[1:-1]) and (lines[0] or around.before) and (lines[-1] or around.after):
        return "  \n".join(lines)
    return "<br>".join(lines)
