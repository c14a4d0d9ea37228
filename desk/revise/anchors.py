"""Anchors of comments, and how they follow a story that is edited.

The same words keep their anchor wherever they go; it shrinks where some of them are taken out, and grows where
something is written among them. Where all of them are gone it is lost, and comes back when they do: at their place, or
elsewhere where it is plain that they are the same. What a story does not tell apart an anchor cannot either: of two
paragraphs that are alike, either may be the one.

Following is cheap for a key: blocks that did not change are not looked at, and those behind them are only counted on.
"""

from __future__ import annotations

from collections.abc import Iterable

from desk.revise.following import FieldFollowing, item_words, items_in, texts_of
from desk.story.anchor import WHOLE_STORY, Anchor, On, on_field, on_text
from desk.story.body import BodyChange
from desk.story.places import Place
from desk.story.story import Story

__all__ = [
    "WHOLE_STORY",
    "Anchor",
    "Following",
    "On",
    "anchored_words",
    "follow",
    "follow_all",
    "on_block",
    "on_field",
    "on_words",
    "text_at",
]


def text_at(story: Story, place: Place) -> str | None:
    """The text at a place of a story, one line of its page; None where it has no such place."""
    items = items_in(story, place.field)
    number = place.block or 0
    if number >= len(items):
        return None
    texts = texts_of(items[number])
    return texts[place.part] if place.part < len(texts) else None


def on_words(story: Story, place: Place, start: int, stop: int) -> Anchor:
    """An anchor on some words of a field, of the lead picture or of a block. Raises ValueError where there are none."""
    text = text_at(story, place)
    if text is None:
        raise ValueError("An anchor on words needs words.")
    return on_text(place, text, start, stop)


def on_block(story: Story, number: int) -> Anchor:
    """An anchor on a block of the body as a whole. Raises IndexError where there is no such block."""
    words = item_words(story.body.blocks[number])
    return Anchor(On.BLOCK, Place("body", number), words=words, last=words)


def anchored_words(anchor: Anchor, story: Story) -> str:
    """The words that an anchor is on in this story; of one that is lost those that it was on, before they were rubbed
    out letter by letter."""
    if anchor.lost:
        return max(anchor.last, anchor.words, key=len)
    if anchor.on is On.BLOCK:
        number = anchor.place.block or 0
        return item_words(story.body.blocks[number]) if number < len(story.body.blocks) else ""
    text = text_at(story, anchor.place) if anchor.on is On.WORDS else None
    return "" if text is None else text[anchor.start : anchor.stop]


class Following:
    """Takes anchors from one story on to the next. `change` is where the bodies differ, where that is known."""

    def __init__(self, before: Story, after: Story, change: BodyChange | None = None) -> None:
        self._before, self._after, self._change = before, after, change
        self._fields: dict[str, FieldFollowing | None] = {}

    def anchor(self, anchor: Anchor) -> Anchor:
        """The anchor as it is in the later story; the same value where nothing is different about it."""
        if anchor.on in (On.STORY, On.FIELD):
            return anchor
        field = anchor.place.field
        if field not in self._fields:
            self._fields[field] = self._field(field)
        following = self._fields[field]
        return anchor if following is None else following.anchor(anchor)

    def _field(self, field: str) -> FieldFollowing | None:
        old, new = getattr(self._before, field, None), getattr(self._after, field, None)
        if old is new or old == new:
            return None
        change = self._change if field == "body" else None
        return FieldFollowing(items_in(self._before, field), items_in(self._after, field), change)


def follow(anchor: Anchor, before: Story, after: Story) -> Anchor:
    """An anchor of one story in a later one."""
    return Following(before, after).anchor(anchor)


def follow_all(
    anchors: Iterable[Anchor], before: Story, after: Story, change: BodyChange | None = None
) -> tuple[Anchor, ...]:
    """The anchors of one story in a later one."""
    following = Following(before, after, change)
    return tuple(following.anchor(anchor) for anchor in anchors)
