r"""Markdown, the form in which a body is stored. `read_body(write_body(body))` is the body, for every `normal` body.

The dialect is Python-Markdown's (https://python-markdown.github.io/) with its extensions "tables" and "sane_lists":

=============== ====================================================================================================
paragraph       lines up to an empty line; a line break is two spaces at a line's end
heading         ``## Crosshead``, ``### Under it``; a ``# Title`` reads as ``##``
quote           ``> `` before each line, ``>`` between the paragraphs of one quotation
list            ``- item`` or ``1. item``, four spaces deeper for a list inside it
figure          ``![alt text](media:… "credit")`` at the start of a paragraph, the caption on the line after it
table           rows with pipes, if the first row heads the columns
rule            ``* * *``
marks           ``**strong**``, ``*emphasis*``, ```code```, ``[words](address)``, ``<u>``, ``<s>``, ``<sup>``, ``<sub>``
pull quote      ``<aside class="pullquote"><p>words</p><p class="attribution">who</p></aside>``
embed           ``<p class="embed"><a href="address">title</a></p>``
note            ``<aside class="note">never printed</aside>``
=============== ====================================================================================================

Where Markdown is ambiguous the writer falls back on HTML (``<strong>`` inside a word, ``<p></p>`` for an empty
paragraph, ``<br>`` for two line breaks in a row) and on numeric entities (spaces at the ends of a block). Any other
HTML in a file is not let through: its words are.

A file begins with front matter in YAML (see `front_matter`), which holds every field of a story that has a value.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor
from markdown.util import Registry

from desk.errors import Unreadable
from desk.formats.base import MediaSource, Reading, Recognised, Writing
from desk.formats.body_read import BodyReader, joined
from desk.formats.decoding import decode
from desk.formats.links import safe_picture
from desk.formats.losses import dropped_losses, media_losses
from desk.formats.markdown_write import BlockMemo, body_text
from desk.formats.printed import without_blanks
from desk.formats.tree import body_of, parse
from desk.story.body import Body, Spans, clean_text
from desk.story.house import House
from desk.story.story import Story

__all__ = ["BlockMemo", "MarkdownReader", "read", "read_body", "write", "write_body"]


def write_body(body: Body, memo: BlockMemo | None = None) -> str:
    """The body as Markdown. A memo makes the next writing cost no more than the blocks that changed."""
    return body_text(body, memo or BlockMemo())


def read_body(text: str) -> Body:
    """The body that Markdown says. Any text says something; `Unreadable` only for nesting without an end."""
    return MarkdownReader().body(text)


def write(story: Story, _house: House, _media: MediaSource) -> Writing:
    """A file with all fields in front matter, then the body."""
    from desk.formats.front_matter import write_fields  # noqa: PLC0415  YAML is not needed to open an article

    text = f"{write_fields(story)}\n{write_body(Body(without_blanks(story.body.blocks, apart=True)))}"
    return Writing(text.encode("utf-8"), tuple(media_losses(story)))


def read(data: bytes, name: str, house: House) -> Reading:
    """A story from a Markdown file, with front matter or without."""
    from desk.formats.front_matter import read_fields, split  # noqa: PLC0415

    matter, text = split(decode(data, name))
    story, losses = read_fields(matter, house, _caption)
    reader = BodyReader(safe_picture, exact=True)
    body = MarkdownReader().read(text, reader, take_headline=not story.headline)
    recognised = [Recognised("headline", reader.headline)] if reader.headline else []
    story = replace(story, headline=story.headline or reader.headline, body=body)
    return Reading(story, tuple(recognised), (*losses, *dropped_losses(reader.dropped.links, reader.dropped.pictures)))


class MarkdownReader:
    """Reads one text after another with one configured converter. For one thread at a time."""

    def __init__(self) -> None:
        self._converter = _converter()

    def body(self, text: str) -> Body:
        """The body that the Markdown says."""
        return self.read(text, BodyReader(safe_picture, exact=True))

    def read(self, text: str, reader: BodyReader, *, take_headline: bool = False) -> Body:
        """The body, read by this reader, which knows afterwards what was left out."""
        try:
            html = self._converter.reset().convert(_cleaned(text))
        except RecursionError as error:
            self._converter = _converter()  # the one that was interrupted is in the middle of something
            raise Unreadable("The Markdown nests its lists or quotations deeper than Desk can follow.") from error
        return reader.read(body_of(parse(html)), take_headline=take_headline)


# What must stand in the text for an inline pattern to match, by the pattern's name in Python-Markdown.
_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}
_BY_REFERENCE = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})


class _Inline(InlineProcessor):
    """Python-Markdown's own, which tries each pattern on each piece of text: without those that cannot match here.
    Plain copy has few signs, and its reading takes half the time."""

    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._every = list(md.inlinePatterns)
        self._signs = {md.inlinePatterns[name]: sign for name, sign in _SIGNS.items()}
        self._by_reference = {md.inlinePatterns[name] for name in _BY_REFERENCE}

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Handles the whole tree."""
        text = "".join(tree.itertext())
        # What refers to an address elsewhere matches nothing where the text gives no such address.
        left_out = () if self.md.references else self._by_reference
        chosen: Registry[Any] = Registry()
        for number, pattern in enumerate(self._every):
            if pattern not in left_out and self._signs.get(pattern, "") in text:
                chosen.register(pattern, str(number), -number)
        self.inlinePatterns = chosen
        return super().run(tree, ancestors)


def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(extensions=[TableExtension(), SaneListExtension()], output_format="html")
    # It only makes the HTML look nice, and adds white space that the text does not have.
    converter.treeprocessors.deregister("prettify")
    converter.treeprocessors.register(_Inline(converter), "inline", 20)  # in the place of its own
    return converter


def _cleaned(text: str) -> str:
    # `clean_text` looks at every character by itself; most copy is quickly seen to have nothing to clean.
    plain = text.replace("\n", "")
    return text if plain.isprintable() and "\ufffc" not in plain else clean_text(text)


def _caption(text: str) -> Spans:
    return joined(getattr(block, "spans", ()) for block in read_body(text).blocks)
