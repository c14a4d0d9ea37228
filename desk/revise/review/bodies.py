"""The script of two bodies: stretches of blocks that are the same, and between them the scripts of those that are not.

Long bodies are parted before blocks that surely stayed, and what stands between two of these places is compared by
itself. So is after an edit only the stretch in which it was made.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from desk.revise.review.flow import WORDY, flow_of_blocks, joined
from desk.revise.review.linking import link
from desk.revise.review.ops import Choose
from desk.revise.review.optimum import Pair
from desk.revise.review.weave import Item, Keep, Weave
from desk.story.body import Block, Body, BodyChange, Span, Spans, block_text, body_change
from desk.story.pieces import shared_ends

_SMALL = 24  # blocks: so few are compared as one
_SURE = 60  # letters: what is alike with so many is no coincidence,
_FAR = 1 << 60  # beyond all blocks
_MOSTLY = 0.6  # where it begins and ends alike over so much of it


@dataclass(slots=True)
class Stretch:
    """Blocks from `i` up to `stop` of the old body and from `j` up to `end` of the new one; without a script they are
    the same."""

    i: int
    stop: int
    j: int
    end: int
    weave: Weave | None = None


@dataclass(frozen=True, slots=True)
class _Edits:
    """What was done to one of two bodies."""

    before: Body
    after: Body
    change: BodyChange | None

    @property
    def by(self) -> int:
        """How many blocks more there are."""
        return 0 if self.change is None else self.change.new_stop - self.change.old_stop

    @property
    def is_slight(self) -> bool:
        """Whether nothing was done but to one block that is, and was, long enough to be known again."""
        change = self.change
        if change is None:
            return True
        if not change.new_stop - change.start == change.old_stop - change.start == 1:
            return False
        return not _is_short(self.before.blocks[change.start]) and not _is_short(self.after.blocks[change.start])

    def reach(self, *, margin: bool) -> Pair:
        """The blocks, from and up to, that are compared again."""
        if self.change is None:
            return _FAR, -_FAR
        start, stop = self.change.start, self.change.old_stop
        return (_beside(self.before, start), _beyond(self.before, stop)) if margin else (start, stop)


class BodyScript:
    """What became of a body."""

    def __init__(self, old: Body, new: Body, stretches: Sequence[Stretch], *, is_linked: bool = False) -> None:
        self.old, self.new = old, new
        self.stretches = tuple(stretches)
        if not is_linked and _have_blocks(self.stretches):
            self.stretches = tuple(map(_unlinked, self.stretches))
            link([weave for weave in self.weaves if weave.has_blocks])

    @classmethod
    def of(cls, old: Body, new: Body) -> BodyScript:
        """The script of two bodies."""
        change = body_change(old, new)
        if change is None:
            return cls(old, new, _same(0, 0, len(old.blocks)))
        return cls(old, new, [*_around(old, new, change)])

    @property
    def weaves(self) -> Iterator[Weave]:
        """The scripts of what is not the same, in order."""
        for stretch in self.stretches:
            if stretch.weave is not None:
                yield stretch.weave

    def after(self, new: Body, change: BodyChange | None = None) -> BodyScript:
        """The script when the new body was edited. Only what stands about the edit is compared again."""
        change = change or body_change(self.new, new)
        if change is None:
            return BodyScript(self.old, new, self.stretches, is_linked=True)
        return self._after(_Edits(self.old, self.old, None), _Edits(self.new, new, change))

    def to(self, old: Body, new: Body, change: BodyChange | None = None) -> BodyScript:
        """The script when both were edited; `change` is where the new one was, if that is known."""
        was, now = body_change(self.old, old), change or body_change(self.new, new)
        if was is None and now is None:
            return BodyScript(old, new, self.stretches, is_linked=True)
        return self._after(_Edits(self.old, old, was), _Edits(self.new, new, now))

    def _after(self, was: _Edits, now: _Edits) -> BodyScript:
        narrow = self._again(was, now, margin=False) if was.is_slight and now.is_slight else None
        return narrow or self._again(was, now, margin=True) or BodyScript.of(was.after, now.after)

    def _again(self, was: _Edits, now: _Edits, *, margin: bool) -> BodyScript | None:
        """The script after an edit, with blocks beside it compared again if there is to be a `margin`. None where a
        block turned out to be quite another, so that it may belong with one farther off."""
        (above, below), (start, stop) = was.reach(margin=margin), now.reach(margin=margin)
        first = min(
            bisect_right(self.stretches, above, key=attrgetter("stop")),
            bisect_right(self.stretches, start, key=attrgetter("end")),
        )
        last = max(
            bisect_left(self.stretches, below, key=attrgetter("i")) - 1,
            bisect_left(self.stretches, stop, key=attrgetter("j")) - 1,
        )
        if not 0 <= first <= last < len(self.stretches):
            return None
        one, other = self.stretches[first], self.stretches[last]
        front = max(0, min(above - one.i, start - one.j)) if one.weave is None else 0
        tail = max(0, min(other.stop - below, other.end - stop)) if other.weave is None else 0
        ends = (other.stop + was.by - tail, other.end + now.by - tail)
        between = [*_compared(was.after, now.after, (one.i + front, ends[0], one.j + front, ends[1]))]
        if not margin and not _begins_alike(between):
            return None
        behind = self.stretches[last + 1 :]
        if was.by or now.by:
            behind = tuple(
                Stretch(e.i + was.by, e.stop + was.by, e.j + now.by, e.end + now.by, e.weave) for e in behind
            )
        middle = [*_same(one.i, one.j, front), *between, *_same(*ends, tail)]
        begin = max(0, first - 1)
        middle = _joined([*self.stretches[begin:first], *middle, *behind[:1]])
        is_linked = not _have_blocks(between) and not _have_blocks(self.stretches[first : last + 1])
        stretches = (*self.stretches[:begin], *middle, *behind[1:])
        return BodyScript(was.after, now.after, stretches, is_linked=is_linked)

    def read(self, choose: Choose) -> Body:
        """The mixture of both bodies in which the changes that are chosen stand as they are now."""
        return Body(tuple(block for stretch in self.stretches for block in self._read(stretch, choose)))

    def decided(self, choose: Choose, *, accepting: bool) -> BodyScript:
        """The script when the mixture took the place of the old body, or of the new one. Only where something was
        decided is compared again."""
        parts = [tuple(self._read(stretch, choose)) for stretch in self.stretches]
        mixture = Body(tuple(block for part in parts for block in part))
        old, new = (mixture, self.new) if accepting else (self.old, mixture)
        found: list[Stretch] = []
        i = j = 0
        for stretch, part in zip(self.stretches, parts, strict=True):
            gone, come = stretch.stop - stretch.i, stretch.end - stretch.j
            if accepting:
                is_same, gone = part == self.old.blocks[stretch.i : stretch.stop], len(part)
            else:
                is_same, come = part == self.new.blocks[stretch.j : stretch.end], len(part)
            if is_same:
                found.append(Stretch(i, i + gone, j, j + come, stretch.weave))
            else:
                found += _compared(old, new, (i, i + gone, j, j + come))
            i, j = i + gone, j + come
        return BodyScript(old, new, _joined(found))

    def _read(self, stretch: Stretch, choose: Choose) -> Sequence[Block]:
        old, new = self.old.blocks[stretch.i : stretch.stop], self.new.blocks[stretch.j : stretch.end]
        if stretch.weave is None:
            return new
        out = BlocksOut()
        stretch.weave.read(choose, out)
        known = {block: block for block in (*old, *new)}
        return [known.get(block, block) for block in out.done()]


class BlocksOut:
    """Puts blocks together."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._begun: object = None
        self._words: list[Span] = []

    def words(self, text: Spans) -> None:
        """Words of the block that was begun."""
        self._words += text

    def thing(self, thing: object) -> None:
        """A block begins."""
        self._finish()
        self._begun = thing

    def done(self) -> list[Block]:
        """All of them."""
        self._finish()
        return self._blocks

    def _finish(self) -> None:
        begun = self._begun
        if isinstance(begun, WORDY):
            block = type(begun).__new__(type(begun))
            for name in begun.__slots__:
                object.__setattr__(block, name, getattr(begun, name))
            object.__setattr__(block, "spans", joined(self._words))
            self._blocks.append(block)
        elif begun is not None:
            self._blocks.append(begun)  # type: ignore[arg-type]  # a flow of blocks has no other things
        self._begun, self._words = None, []


def _have_blocks(stretches: Iterable[Stretch]) -> bool:
    return any(each.weave is not None and each.weave.has_blocks for each in stretches)


def _unlinked(stretch: Stretch) -> Stretch:
    if stretch.weave is None or not stretch.weave.has_blocks:
        return stretch
    return replace(stretch, weave=stretch.weave.unlinked())


def _same(i: int, j: int, count: int) -> list[Stretch]:
    return [Stretch(i, i + count, j, j + count)] if count else []


def _around(old: Body, new: Body, change: BodyChange) -> Iterator[Stretch]:
    """The stretches of two bodies that differ there. Blocks on either side are compared with them: what was put in may
    be read better a block farther up."""
    start = _beside(old, change.start)
    tail = len(old.blocks) - _beyond(old, change.old_stop)
    yield from _same(0, 0, start)
    yield from _compared(old, new, (start, len(old.blocks) - tail, start, len(new.blocks) - tail))
    yield from _same(len(old.blocks) - tail, len(new.blocks) - tail, tail)


def _beside(body: Body, start: int) -> int:
    """From where on blocks before an edit are compared with it: the next one, and others as long as they are so short
    that they may be each other's."""
    start = max(0, start - 1)
    while start and _is_short(body.blocks[start]):
        start -= 1
    return start


def _beyond(body: Body, stop: int) -> int:
    """Up to where blocks behind an edit are compared with it."""
    while stop < len(body.blocks) and _is_short(body.blocks[stop]):
        stop += 1
    return min(stop + 1, len(body.blocks))


def _is_short(block: Block) -> bool:
    return len(block_text(block)) < _SURE


def _compared(old: Body, new: Body, area: tuple[int, int, int, int]) -> Iterator[Stretch]:
    i, stop, j, end = area
    at, to = i, j
    if max(stop - i, end - j) > _SMALL:
        for gone, come in _sure(old.blocks[i:stop], new.blocks[j:end]):
            yield from _woven(old, new, (at, i + gone, to, j + come))
            at, to = i + gone, j + come
    yield from _woven(old, new, (at, stop, to, end))


def _begins_alike(stretches: Sequence[Stretch]) -> bool:
    return all(each.weave is None or isinstance(each.weave.items[0], Keep) for each in stretches)


def _woven(old: Body, new: Body, area: tuple[int, int, int, int]) -> Iterator[Stretch]:
    i, stop, j, end = area
    one, other = old.blocks[i:stop], new.blocks[j:end]
    if one == other:
        yield from _same(i, j, stop - i)
    else:
        yield from _apart(Weave(flow_of_blocks(one), flow_of_blocks(other)), i, j)


def _apart(weave: Weave, i: int, j: int) -> Iterator[Stretch]:
    """A script in pieces: one for each block that stayed together with what stands before the next."""
    begin, at, to = 0, i, j
    for number, item in enumerate(weave.items):
        if number > begin and _is_cut(weave, number):
            yield _piece(weave, begin, number, (i, at, j, to))
            begin, at, to = number, i, j
        gone, come = _things(weave, item)
        i, j = i + gone, j + come
    yield _piece(weave, begin, len(weave.items), (i, at, j, to))


def _piece(weave: Weave, begin: int, stop: int, ends: tuple[int, int, int, int]) -> Stretch:
    i, at, j, to = ends
    items = weave.items[begin:stop]
    same = all(isinstance(each, Keep) and not each.switches and each.parts is None for each in items)
    return Stretch(at, i, to, j, None if same else weave.only(items))


def _is_cut(weave: Weave, number: int) -> bool:
    """Whether a block begins that stayed, behind a unit that stayed, and nothing was switched on both."""
    item, before = weave.items[number], weave.items[number - 1]
    if not isinstance(item, Keep) or not isinstance(before, Keep) or weave.old.things[item.i] is None:
        return False
    if not before.switches:
        return weave.old.things[before.i] is None or not _is_running(weave, number)
    return not _is_running(weave, number)


def _is_running(weave: Weave, number: int) -> bool:
    words = (item for item in weave.items[number:] if isinstance(item, Keep) and weave.old.things[item.i] is None)
    back = (item for item in weave.items[number - 1 :: -1] if isinstance(item, Keep))
    last = next((item for item in back if weave.old.things[item.i] is None), None)
    following = next(words, None)
    if last is None or following is None:
        return False
    return any(last.switches.get(switch) is op for switch, op in following.switches.items())


def _things(weave: Weave, item: Item) -> Pair:
    """How many blocks begin in an item, of the old body and of the new one."""
    if isinstance(item, Keep):
        thing = weave.old.things[item.i] is not None
        return thing, thing
    old, new = weave.old.things[item.i : item.stop], weave.new.things[item.j : item.end]
    return sum(each is not None for each in old), sum(each is not None for each in new)


def _sure(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Blocks that surely stayed, changed or not."""
    from desk.revise.align import align  # noqa: PLC0415  only for long bodies

    return [(i, j) for i, j in align(old, new).pairs if _is_sure(old[i], new[j])]


def _is_sure(old: Block, new: Block) -> bool:
    one, other = block_text(old), block_text(new)
    length = max(len(one), len(other))
    return length >= _SURE and (one == other or sum(shared_ends(one, other)) > _MOSTLY * length)


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """As few stretches of what is the same as there can be."""
    found: list[Stretch] = []
    for each in stretches:
        last = found[-1] if found else None
        if last is not None and last.weave is None and each.weave is None:
            found[-1] = Stretch(last.i, each.stop, last.j, each.end)
        else:
            found.append(each)
    return found
