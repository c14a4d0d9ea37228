"""Who wrote each word of a story, who set it as it is set, and who took out what is no longer there.

Read off the chain of revisions: every one is compared with the one before it, and what stayed, wherever it moved, is
still whose it was. That somebody agreed to a change makes nobody the author of it, for the story stays the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from desk.revise.review.bodies import BodyScript
from desk.revise.review.change import ChangeKind, Spot, TrackedChange
from desk.revise.review.exchange import exchanged
from desk.revise.review.fields import LINES, SEVERAL, FieldScript
from desk.revise.review.flow import START, WORDY, Flow, flow_of_blocks, flow_of_items, flow_of_text
from desk.revise.review.hands import Follower, Hand, Removal, Unit, new_unit
from desk.revise.review.units import units
from desk.story.body import Block, Body, BodyChange, Spans, body_change, spans, text_of
from desk.story.counts import word_places
from desk.story.places import Place, marked_parts
from desk.story.story import Story

_REMEMBERED = 2_000  # what was taken out longer ago is known by its words no more
_SET = frozenset({ChangeKind.FORMATTED, ChangeKind.LINKED, ChangeKind.KIND, ChangeKind.PART, ChangeKind.MOVED})
Units = tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A revision: who made it, when, of which others (two of a merge), and the story."""

    id: str
    parents: tuple[str, ...]
    who: str
    at: datetime
    story: Story


@dataclass(frozen=True, slots=True)
class Authorship:
    """Whose everything in a story is: of each block, and of each other field, the units as `flow` has them."""

    story: Story
    blocks: tuple[Units, ...]
    fields: dict[str, Units]
    removed: tuple[Removal, ...] = ()

    @classmethod
    def of(cls, story: Story, who: str, at: datetime | None = None) -> Authorship:
        """A story that is all of one hand."""
        hand = Hand(who, at)
        blocks = tuple(_new(flow_of_blocks((block,)), hand) for block in story.body.blocks)
        return cls(story, blocks, {name: _new_field(story, name, hand) for name in _FIELDS})

    def after(self, story: Story, who: str, at: datetime | None = None, change: BodyChange | None = None) -> Authorship:
        """Whose everything is when somebody made another story of this one. `change` is where its body was edited, if
        that is known: only what stands there is compared."""
        follower = Follower(Hand(who, at), self.removed)
        others = dict(self.fields)
        for name in _FIELDS:
            one, other = getattr(self.story, name), getattr(story, name)
            if one is not other and one != other:
                others[name] = _follow_field(follower, FieldScript(name, one, other), self.fields[name])
        blocks = self._follow_body(follower, story.body, change)
        removed = (*self.removed, *follower.removed) if follower.removed else self.removed
        return Authorship(story, blocks, others, removed[-_REMEMBERED:])

    def merged(self, other: Authorship, story: Story, who: str, at: datetime | None = None) -> Authorship:
        """Whose everything is when somebody made one story of this one and another: words that were in either are
        still whose they were."""
        one, two = self.after(story, who, at), other.after(story, who, at)
        hand = Hand(who, at)
        blocks = tuple(_older(a, b, hand) for a, b in zip(one.blocks, two.blocks, strict=True))
        others = {name: _older(one.fields[name], two.fields[name], hand) for name in one.fields}
        removed = dict.fromkeys((*two.removed, *one.removed))
        return Authorship(story, blocks, others, tuple(removed)[-_REMEMBERED:])

    def as_told(self, script: BodyScript, agreed: datetime) -> Authorship:
        """Whose everything is as far as `script` tells what came since it was agreed on at that time: of words that
        stand there twice the newer ones are those that came."""
        blocks = exchanged(self.blocks, script, agreed)
        return self if blocks is self.blocks else replace(self, blocks=blocks)

    def wrote(self, place: Place, start: int, stop: int) -> tuple[Hand, ...]:
        """Whose the words of a text are from one place up to another, in code points; each hand once, in order."""
        return tuple(dict.fromkeys(unit.wrote for unit in self._within(place, start, stop)))

    def made(self, change: TrackedChange) -> tuple[Hand, ...]:
        """Who made a change: who wrote the words that came, took out those that went, set them as they are set. More
        than one where several had a hand in it; none where the revisions do not tell."""
        found: dict[Hand, None] = {}
        for spot in change.spots:
            found.update(dict.fromkeys(self._made(change, spot)))
        return tuple(found)

    def words(self) -> Counter[str]:
        """How many words of the text each person wrote."""
        found: Counter[str] = Counter()
        for number, block in enumerate(self.story.body.blocks):
            for part, text in enumerate(marked_parts(block)):
                found.update(_writers(text_of(text), self._units(Place("body", number, part))))
        return found

    def _made(self, change: TrackedChange, spot: Spot) -> Iterator[Hand]:
        if change.kind in _SET or change.marks:
            yield from self._set(change, spot)
        if change.kind in _SET:
            return
        if spot.whole and spot.added:
            yield from self._whole(spot.place)
        elif spot.added:
            yield from (unit.wrote for unit in self._within(spot.place, spot.start, spot.stop))
        elif spot.begins or (spot.whole and not spot.removed and change.kind is not ChangeKind.BLOCK_REMOVED):
            yield from self._whole(spot.place, only_first=True)
        if spot.removed or change.kind is ChangeKind.BLOCK_REMOVED:
            yield from self._took_out(spot.removed, whole=spot.whole)

    def _set(self, change: TrackedChange, spot: Spot) -> Iterator[Hand]:
        if change.kind in (ChangeKind.FORMATTED, ChangeKind.LINKED) or change.marks:
            hands = [unit.set for unit in self._within(spot.place, spot.start, spot.stop)]
        else:
            hands = [unit.set for unit in self._first(spot.place)]
        yield from (hand for hand in hands if hand is not None)

    def _whole(self, place: Place, *, only_first: bool = False) -> Iterator[Hand]:
        found = self._first(place) if only_first or place.block is None else self.blocks[place.block]
        yield from (unit.wrote for unit in found)

    def _first(self, place: Place) -> Units:
        """The unit that is a block, an item or a field as such."""
        if place.block is not None:
            return self.blocks[place.block][:1] if place.block < len(self.blocks) else ()
        found = self.fields.get(place.field, ())
        return found[place.part : place.part + 1] if place.field in SEVERAL else found[:1]

    def _took_out(self, removed: Spans, *, whole: bool) -> Iterator[Hand]:
        """Who took these words out last; of those that were not taken out together, who took out most of them. What
        went as a `whole` and is not known by words, a picture or a rule, was taken out by whoever did so last."""
        ids = [text_of(removed)[start:stop] for start, stop in units(text_of(removed))]
        wanted = Counter(ids)
        best, hand = 0, None
        for removal in reversed(self.removed):
            shared = (Counter(each for each in removal.ids if isinstance(each, str)) & wanted).total()
            if shared > best:
                best, hand = shared, removal.hand
        if hand is None and whole:
            hand = next((each.hand for each in reversed(self.removed) if any(map(_is_thing, each.ids))), None)
        if hand is not None:
            yield hand

    def _units(self, place: Place) -> Units:
        """The units of the words of a text."""
        if place.block is None:
            return self.fields.get(place.field, ()) if place.field in LINES else ()
        block, found = self.story.body.blocks[place.block], self.blocks[place.block]
        if isinstance(block, WORDY) and place.part == 0:
            return found[1:]
        return dict(found[0].parts).get(place.part, ())

    def _within(self, place: Place, start: int, stop: int) -> Iterator[Unit]:
        text = _text(self.story, place)
        for (begin, end), unit in zip(_places(text), self._units(place), strict=False):
            if begin < stop and start < end:
                yield unit

    def _follow_body(self, follower: Follower, body: Body, change: BodyChange | None) -> tuple[Units, ...]:
        old = self.story.body
        change = change or body_change(old, body)
        if change is None:
            return self.blocks
        script = BodyScript.of(old, old).after(body, change)
        for stretch in script.stretches:
            if stretch.weave is not None:
                follower.look(stretch.weave, self._flat(stretch.i, stretch.stop))
        found: list[Units] = []
        for stretch in script.stretches:
            if stretch.weave is None:
                found += self.blocks[stretch.i : stretch.stop]
            else:
                flat = follower.follow(stretch.weave, self._flat(stretch.i, stretch.stop))
                found += _apart(flat, body.blocks[stretch.j : stretch.end])
        return tuple(found)

    def _flat(self, start: int, stop: int) -> list[Unit]:
        return [unit for block in self.blocks[start:stop] for unit in block]


_FIELDS = tuple(each.name for each in fields(Story) if each.name != "body")


def writers(revisions: Iterable[Written]) -> Authorship:
    """Whose everything in the newest of these revisions is; they come oldest first. One whose parents are not among
    them is all of whoever made it. Raises ValueError where there are none."""
    known: dict[str, Authorship] = {}
    last: Authorship | None = None
    for each in revisions:
        last = known[each.id] = _made_of([known[parent] for parent in each.parents if parent in known], each)
    if last is None:
        raise ValueError("There is no revision.")
    return last


def _made_of(parents: Sequence[Authorship], each: Written) -> Authorship:
    match parents:
        case []:
            return Authorship.of(each.story, each.who, each.at)
        case [one]:
            return one.after(each.story, each.who, each.at)
        case [one, other, *_]:
            return one.merged(other, each.story, each.who, each.at)
    raise AssertionError(parents)


def _new(flow: Flow, hand: Hand) -> Units:
    return tuple(new_unit(hand, thing) for thing in flow.things)


def _new_field(story: Story, name: str, hand: Hand) -> Units:
    value = getattr(story, name)
    if name in SEVERAL:
        return _new(flow_of_items(value), hand)
    if name in LINES:
        return _new(flow_of_text(spans(value)), hand)
    return (Unit(hand),)


def _follow_field(follower: Follower, script: FieldScript, old: Units) -> Units:
    if script.weave is None or script.field in ("lead", "dateline"):
        # Whoever touched it last is named for all of it.
        return (Unit(old[0].wrote if old else follower.hand, follower.hand),)
    follower.look(script.weave, old)
    return tuple(follower.follow(script.weave, old))


def _older(one: Units, other: Units, hand: Hand) -> Units:
    return tuple(b if a.wrote == hand else a for a, b in zip(one, other, strict=True))


def _is_thing(id_: object) -> bool:
    """Whether a unit is something without words of its own, and no beginning of a block of words."""
    return not isinstance(id_, str) or (id_.startswith("\n") and id_ != START)


def _apart(flat: Sequence[Unit], blocks: Sequence[Block]) -> Iterator[Units]:
    at = 0
    for block in blocks:
        size = len(flow_of_blocks((block,)))
        yield tuple(flat[at : at + size])
        at += size


def _text(story: Story, place: Place) -> str:
    if place.block is None:
        value = getattr(story, place.field)
        return value if isinstance(value, str) else ""
    return text_of(marked_parts(story.body.blocks[place.block])[place.part])


def _places(text: str) -> list[tuple[int, int]]:
    """Where the units of a line stand; white space at its end is one, too."""
    found = units(text)
    end = len(text.rstrip())
    return [*found, (end, len(text))] if end < len(text) else found


def _writers(text: str, found: Units) -> Iterator[str]:
    """Who wrote each word of a text: who wrote the first letters of it."""
    places = _places(text)
    at = 0
    for start, _ in word_places(text):
        while at < len(places) and places[at][1] <= start:
            at += 1
        if at < min(len(places), len(found)):
            yield found[at].wrote.who
