"""Whatever stands in a field of a story, in one shape: texts by name that are compared word by word, and traits.

A block of the body, a credit, a keyword, a correction and a headline are compared by the same functions through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import singledispatch

from desk.revise.wording import field_text
from desk.story.body import (
    Embed,
    Figure,
    Heading,
    ListItem,
    Note,
    Paragraph,
    PullQuote,
    Quote,
    Rule,
    Spans,
    Table,
    spans,
    text_of,
)
from desk.story.people import Credit
from desk.story.story import Correction, Dateline, Furniture


class Family(StrEnum):
    """What can become one another: a paragraph can become a heading, but never a table."""

    TEXT = "text"
    FIGURE = "figure"
    TABLE = "table"
    RULE = "rule"
    EMBED = "embed"
    VALUE = "value"  # the value of a field that is no block


@dataclass(frozen=True, slots=True)
class Shape:
    """`texts` are those with words in them, in the order of the page; `traits` is all else, as words for programs
    ("kind": "heading", "level": "2"). A table has its cells besides."""

    family: Family
    texts: dict[str, Spans]
    traits: dict[str, str]
    table: Table | None = None

    @property
    def words(self) -> str:
        """All of its words, for finding what it is like."""
        if self.table is not None:
            return " ".join(text_of(cell) for row in self.table.rows for cell in row)
        return " ".join(map(text_of, self.texts.values()))


@singledispatch
def shape_of(value: object) -> Shape:
    """The shape of a block, of an item of a field, or of a field with only one."""
    return _shape(Family.VALUE, {"text": spans(field_text(value))})


@shape_of.register
def _(value: Paragraph | Quote | Note) -> Shape:
    return _shape(Family.TEXT, {"text": value.spans}, kind=type(value).__name__.lower())


@shape_of.register
def _(value: Heading) -> Shape:
    return _shape(Family.TEXT, {"text": value.spans}, kind="heading", level=str(value.level))


@shape_of.register
def _(value: PullQuote) -> Shape:
    return _shape(Family.TEXT, {"text": value.spans, "attribution": spans(value.attribution)}, kind="pull quote")


@shape_of.register
def _(value: ListItem) -> Shape:
    kind = "numbered item" if value.ordered else "list item"
    return _shape(Family.TEXT, {"text": value.spans}, kind=kind, depth=str(value.depth))


@shape_of.register
def _(value: Figure) -> Shape:
    texts = {"caption": value.caption, "credit": spans(value.credit), "alt": spans(value.alt)}
    return _shape(Family.FIGURE, texts, kind="figure", picture=value.picture)


@shape_of.register
def _(value: Table) -> Shape:
    traits = {"kind": "table", "header": "yes" if value.header else "no"}
    return Shape(Family.TABLE, {}, traits, value)


@shape_of.register
def _(_value: Rule) -> Shape:
    return _shape(Family.RULE, {}, kind="rule")


@shape_of.register
def _(value: Embed) -> Shape:
    return _shape(Family.EMBED, {"title": spans(value.title)}, kind="embed", url=value.url)


@shape_of.register
def _(value: Credit) -> Shape:
    texts = {name: spans(getattr(value, name)) for name in ("title", "name", "place", "note")}
    role = spans(value.role.value.replace("-", " ").capitalize())
    return _shape(Family.VALUE, {"role": role, **texts}, kind=value.kind.value)


@shape_of.register
def _(value: Dateline) -> Shape:
    texts = {"place": value.place, "date": field_text(value.date), "source": value.source}
    return _shape(Family.VALUE, {name: spans(text) for name, text in texts.items()})


@shape_of.register
def _(value: Furniture) -> Shape:
    return _shape(Family.VALUE, {"title": spans(value.title), "text": spans(value.text)}, slot=value.slot.value)


@shape_of.register
def _(value: Correction) -> Shape:
    texts = {"kind": value.kind.capitalize(), "at": field_text(value.at), "text": value.text}
    traits = {"slot": value.slot.value, "about": field_text(value.about), "withdrawn": field_text(value.withdrawn)}
    said = {name: trait for name, trait in traits.items() if trait}
    return _shape(Family.VALUE, {name: spans(text) for name, text in texts.items()}, **said)


def _shape(family: Family, texts: dict[str, Spans], **traits: str) -> Shape:
    return Shape(family, {name: text for name, text in texts.items() if text}, traits)
