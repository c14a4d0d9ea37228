"""How anchors follow one field of a story: in which of its items they are now, and where in it.

The items of the body are its blocks; a headline and the lead picture are one item each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from desk.revise.align import Alignment, align
from desk.revise.carried import Carried
from desk.revise.regained import PART, Span, agreement, came_back, extended, trimmed
from desk.revise.shapes import shape_of
from desk.story.anchor import Anchor, On, settled
from desk.story.body import Block, Body, BodyChange, Embed, Figure, block_text, body_change
from desk.story.places import Place, parts
from desk.story.story import Story

Item = Block | str


def items_in(story: Story, field: str) -> tuple[Item, ...]:
    """The items of a field on whose words an anchor can be; none of another field."""
    value = getattr(story, field, None)
    if isinstance(value, Body):
        return value.blocks
    return (value,) if isinstance(value, str | Figure) else ()


def texts_of(item: Item) -> tuple[str, ...]:
    """The texts of an item, one for each line of the page."""
    return (item,) if isinstance(item, str) else parts(item)


def item_words(item: Item) -> str:
    """By what an item as a whole is known again, and called where it is gone: its words, or what else it shows."""
    if isinstance(item, str):
        return item
    if words := block_text(item):
        return words
    return item.alt or item.picture if isinstance(item, Figure) else item.url if isinstance(item, Embed) else ""


class _Joined:
    """The texts of some items as one, with a sign between them."""

    def __init__(self, items: Sequence[Item], numbers: range) -> None:
        self.numbers = numbers
        self._places: list[tuple[int, int, int]] = []  # where a text begins, its item, which of its texts
        found, at = [], 0
        for number in numbers:
            for part, text in enumerate(texts_of(items[number])):
                self._places.append((at, number, part))
                found.append(text)
                at += len(text) + 1
        self.text = PART.join(found)

    def begin(self, number: int, part: int = 0) -> int | None:
        """Where a text begins; None where there is no such."""
        return next((at for at, *place in self._places if place == [number, part]), None)

    def span(self, number: int) -> Span | None:
        """From where to where the texts of an item are; None where it has none."""
        begins = [at for at, *_ in self._places]
        mine = [index for index, place in enumerate(self._places) if place[1] == number]
        if not mine:
            return None
        after = mine[-1] + 1
        return begins[mine[0]], begins[after] - 1 if after < len(begins) else len(self.text)

    def locate(self, at: int) -> tuple[int, int, int]:
        """The item, which of its texts, and the place in that."""
        found = (0, self.numbers.start, 0)
        for place in self._places:
            if place[0] > at:
                break
            found = place
        return found[1], found[2], at - found[0]


class _Way:
    """From some items to those that they became."""

    def __init__(self, old: _Joined, new: _Joined) -> None:
        self.old, self.new = old, new
        self.carried = Carried(old.text, new.text)

    def range(self, start: int, stop: int, *, inner: bool = True) -> Span | None:
        """Where some characters are now: where they are in several texts, in that which has most of them."""
        found = self.carried.range(start, stop, inner=inner)
        if found and PART in self.new.text[slice(*found)]:
            found = self._in_one(*found)
        if found is None or self.new.text[slice(*found)] == self.old.text[start:stop]:
            return found
        return trimmed(self.new.text, *found)

    def _in_one(self, at: int, end: int) -> Span | None:
        """Of a range over several texts the part in one of them, without what was put between its parts."""
        pieces = [(at, self.carried.start), (self.carried.end, end)]
        if not any(self.new.text[slice(*piece)].strip() for piece in pieces):
            pieces, begin = [], at
            for piece in self.new.text[at:end].split(PART):
                pieces.append((begin, begin + len(piece)))
                begin += len(piece) + 1
        # Of parts that are as long the first.
        found = max(pieces, key=lambda piece: len("".join(self.new.text[slice(*piece)].split())))
        return None if PART in self.new.text[slice(*found)] else found


@dataclass(frozen=True, slots=True)
class _Landing:
    """Where words have come to: by which way, and from where to where in its new text."""

    way: _Way
    start: int
    stop: int


class FieldFollowing:
    """Takes anchors on one field from one story to the next. `change` is where its items differ, where that is
    known."""

    def __init__(self, old: tuple[Item, ...], new: tuple[Item, ...], change: BodyChange | None) -> None:
        self._old, self._new = old, new
        is_body = not any(isinstance(item, str) for item in (*old[:1], *new[:1]))
        found = change
        if found is None and is_body:
            found = body_change(Body(tuple(map(_block, old))), Body(tuple(map(_block, new))))
        self._change = found or BodyChange(0, len(old), len(new))
        self._ways: dict[tuple[range, range], _Way] = {}

    def anchor(self, anchor: Anchor) -> Anchor:
        """The anchor as it is now."""
        change, number = self._change, anchor.place.block or 0
        if anchor.lost:
            return self._regained(*self._kept_place(anchor))
        if number < change.start:
            return anchor
        if number >= change.old_stop:
            return self._at(anchor, number + change.new_stop - change.old_stop)
        return self._words(anchor) if anchor.on is On.WORDS else self._block(anchor)

    def _at(self, anchor: Anchor, number: int) -> Anchor:
        if anchor.place.block is None or anchor.place.block == number:
            return anchor
        return replace(anchor, place=replace(anchor.place, block=number))

    def _way(self, old: range, new: range) -> _Way:
        if (old, new) not in self._ways:
            self._ways[old, new] = _Way(_Joined(self._old, old), _Joined(self._new, new))
        return self._ways[old, new]

    @property
    def _whole(self) -> _Way:
        change = self._change
        return self._way(range(change.start, change.old_stop), range(change.start, change.new_stop))

    @cached_property
    def _alignment(self) -> Alignment:
        change = self._change
        return align(self._old[change.start : change.old_stop], self._new[change.start : change.new_stop])

    @property
    def _is_many(self) -> bool:
        """Whether several items became several others: then which is which is not told by their order."""
        change = self._change
        return change.old_stop - change.start > 1 < change.new_stop - change.start

    @cached_property
    def _groups(self) -> dict[int, tuple[range, range]]:
        """For each item that became others those that did so together with it, and those others."""
        found, by = self._alignment, self._change.start
        groups = [(range(i, i + 1), range(j, j + 1)) for i, j in (*found.pairs, *found.moves)]
        groups += [(range(i, i + 1), many) for i, many in found.splits]
        groups += [(many, range(j, j + 1)) for many, j in found.joins]
        return {
            number + by: (range(old.start + by, old.stop + by), range(new.start + by, new.stop + by))
            for old, new in groups
            for number in old
        }

    def _equal(self, number: int) -> int | None:
        """Where an item that stayed as it is stands now, though others around it changed."""
        change, item = self._change, self._old[number]
        before = [at for at in range(change.start, change.old_stop) if self._old[at] == item]
        after = [at for at in range(change.start, change.new_stop) if self._new[at] == item]
        if after:
            return after[min(before.index(number), len(after) - 1)]
        # Of several that are alike some were taken out: told so that this one was not.
        by = change.old_stop - number
        is_other = self._old[change.start - by : change.start] == self._old[number : change.old_stop]
        if change.new_stop == change.start and by <= change.start and is_other:
            return number - (change.old_stop - change.start)
        return None

    # ------------------------------------------------------------------------------------------- words

    def _words(self, anchor: Anchor) -> Anchor:
        number, part = anchor.place.block or 0, anchor.place.part
        texts = texts_of(self._old[number])
        if part >= len(texts) or anchor.stop > len(texts[part]):  # it is not of this story
            return self._lost(anchor)
        equal = self._equal(number)
        if equal is not None:
            return self._at(anchor, equal)
        landing = self._landing(number, part, anchor.start, anchor.stop)
        return self._lost(anchor) if landing is None else self._landed(anchor, texts[part], landing)

    def _landing(self, number: int, part: int, start: int, stop: int) -> _Landing | None:
        # Of several items that became several others word by word only those are compared that are each other's.
        ways = [(self._whole, not self._is_many)]
        if self._is_many and (group := self._groups.get(number)):
            ways.append((self._way(*group), True))
        found: list[tuple[bool, int, _Landing]] = []
        for way, inner in ways:
            begin = way.old.begin(number, part)
            if begin is not None and (span := way.range(begin + start, begin + stop, inner=inner)):
                place = begin + start, begin + stop
                is_same = way.old.text[slice(*place)] == way.new.text[slice(*span)]
                like = agreement(way.old.text, place, way.new.text, span)
                found.append((is_same, like, _Landing(way, *span)))
        return max(found, key=lambda each: each[:2])[2] if found else None

    def _landed(self, anchor: Anchor, text: str, landing: _Landing) -> Anchor:
        """An anchor whose words, or some of them, are still there."""
        new, carried = landing.way.new, landing.way.carried
        number, part, start = new.locate(landing.start)
        by = landing.start - start
        now = texts_of(self._new[number])[part]
        start, stop = extended(anchor, now, start, landing.stop - by, (carried.start - by, carried.end - by))
        start, stop = trimmed(now, start, stop) or (start, stop)
        words = now[start:stop]
        last = _last(anchor, text[anchor.start : anchor.stop], words)
        place = Place(anchor.place.field, anchor.place.block if anchor.place.block is None else number, part)
        return settled(replace(anchor, place=place, start=start, stop=stop, last=last), now)

    # ------------------------------------------------------------------------------------------ blocks

    def _block(self, anchor: Anchor) -> Anchor:
        number = anchor.place.block or 0
        if number >= len(self._old):
            return self._lost(anchor)
        became = self._equal(number)
        if became is None:
            became = self._became_block(number)
        if became is None:
            return self._lost(anchor)
        words = item_words(self._new[became])
        return replace(self._at(anchor, became), last=_last(anchor, item_words(self._old[number]), words))

    def _became_block(self, number: int) -> int | None:
        """The block that this one became: of several that with most of its words."""
        change, item = self._change, self._old[number]
        family = shape_of(item).family
        alike = [at for at in range(change.start, change.new_stop) if shape_of(self._new[at]).family is family]
        if change.old_stop - change.start == 1 == change.new_stop - change.start:
            return alike[0] if alike else None
        way = self._whole
        if self._is_many:
            group = self._groups.get(number)
            if group is None:
                return None
            way = self._way(*group)
        span = way.old.span(number)
        if span is None or not way.old.text[slice(*span)].strip():
            return alike[0] if alike and len(way.old.numbers) == 1 else None
        found = way.range(*span)
        return way.new.locate(found[0])[0] if found else None

    # ------------------------------------------------------------------------------- lost and regained

    def _lost(self, anchor: Anchor) -> Anchor:
        """An anchor whose words are not where they were: they went elsewhere, or are gone."""
        gone, near = self._kept_place(replace(anchor, lost=True, stop=anchor.start))
        return self._regained(gone, near, just_gone=True)

    def _kept_place(self, anchor: Anchor) -> tuple[Anchor, Span | None]:
        """A lost anchor at the place where its words were, as it is now, and that place in the text of all that
        changed, where it is there."""
        change, number = self._change, anchor.place.block or 0
        if number < change.start:
            return anchor, None
        by = change.new_stop - change.old_stop
        if number >= change.old_stop:
            is_here = number == change.old_stop == change.start and not anchor.start and not anchor.place.part
            near = (0, len(self._whole.new.text)) if is_here else None
            return self._at(anchor, number + by), near
        begin = self._whole.old.begin(number, anchor.place.part)
        if begin is None:
            begin = self._whole.old.begin(number) or 0
        at = self._whole.carried.place(begin + anchor.start)
        item, part, start = self._whole.new.locate(at)
        block = None if anchor.place.block is None else item
        return replace(anchor, place=Place(anchor.place.field, block, part), start=start, stop=start), (at, at)

    def _regained(self, anchor: Anchor, near: Span | None, *, just_gone: bool = False) -> Anchor:
        """A lost anchor, where its words came with this change no longer lost."""
        if anchor.on is On.BLOCK:
            return self._regained_block(anchor)
        way = self._whole
        found = came_back(anchor, way.carried, near, just_gone=just_gone)
        if found is None:
            return anchor
        number, part, start = way.new.locate(found[0])
        stop = start + found[1] - found[0]
        text = texts_of(self._new[number])[part]
        place = Place(anchor.place.field, None if anchor.place.block is None else number, part)
        last = _last(anchor, anchor.last, text[start:stop])
        return settled(replace(anchor, place=place, start=start, stop=stop, last=last, lost=False), text)

    def _regained_block(self, anchor: Anchor) -> Anchor:
        change = self._change
        here = anchor.place.block or 0
        known = {anchor.last, anchor.words}
        found = [at for at in range(change.start, change.new_stop) if item_words(self._new[at]) in known]
        if not any(known):
            found = [at for at in found if at == here]
        if not found:
            return anchor
        at = min(found, key=lambda at: (abs(at - here), at))
        last = item_words(self._new[at])
        return replace(anchor, place=Place(anchor.place.field, at), start=0, stop=0, last=last, lost=False)


def _block(item: Item) -> Block:
    assert not isinstance(item, str)
    return item


def _last(anchor: Anchor, before: str, now: str) -> str:
    """The words that an anchor is on, with those that were cut from their ends: they may come back."""
    if now == anchor.words:
        return now
    if now in before or now in anchor.last:
        return anchor.last
    return anchor.last.replace(before, now, 1) if before and before in anchor.last else now
