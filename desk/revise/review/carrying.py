"""An edit of a text done likewise in another text from which that one was made.

Three runs: the agreed one, the current one with suggestions, and what somebody made of the current one. Each unit and
each white space before one is looked at by itself. What was taken out of the current run is taken out of the agreed
one, if it is there, with what is suggested to go from between; what was put in is put in, but for what was put into the
midst of words that are suggested themselves: it is a part of the suggestion. What is suggested to go is left where it
is, and a block that was moved is moved with all that is suggested in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from desk.revise.review.flow import WORDY, Flow, flow_of_text
from desk.revise.review.merging import set_by_both
from desk.revise.review.optimum import Pair, kept
from desk.revise.review.parts import Words
from desk.revise.review.weave import Out
from desk.story.body import Embed, Figure, Paragraph, Spans, Table, spans, text_of
from desk.story.pieces import shared_ends

_SEVERAL = 2

T = TypeVar("T", bound=Out)


def carry(agreed: Flow, before: Flow, after: Flow, out: T, ends: Pair = (0, 0)) -> T:
    """Write the agreed run as it is when `before` was made `after`. So many units as `ends` says were not edited at
    the beginning and at the end of it."""
    _Carrying(agreed, before, after, ends).read(out)
    return out


# Of a run the elements are counted: 2k is the white space before the unit k, 2k + 1 that unit.


def _stayed(old: Flow, new: Flow, pairs: Sequence[Pair]) -> list[Pair]:
    """The elements that stayed, in order, of the units that did."""
    found: list[Pair] = []
    i = j = 0
    for a, b in (*pairs, (len(old), len(new))):
        there = a < len(old)
        stop, end = (2 * a + 1, 2 * b + 1) if there else (2 * a, 2 * b)
        found += _same_white(old, new, (i, stop), (j, end))
        if there:
            found.append((stop, end))
        i, j = stop + 1, end + 1
    return found


def _edited(old: Flow, new: Flow, ends: Pair) -> list[Pair]:
    """The units that stayed when a run was edited. What was one block and is one is the same, and all before and
    behind the place where one was edited stayed."""
    front, tail = ends
    if all(sum(thing is not None for thing in each.things[front : len(each) - tail]) < _SEVERAL for each in (old, new)):
        most = min(len(old), len(new))
        while front < most - tail and _alike(old, new, front, front):
            front += 1
        while tail < most - front and _alike(old, new, len(old) - 1 - tail, len(new) - 1 - tail):
            tail += 1
    stop, end = len(old) - tail, len(new) - tail
    middle = kept(old.only(front, stop), new.only(front, end)) if front < stop and front < end else []
    return [
        *((at, at) for at in range(front)),
        *((front + i, front + j) for i, j in middle),
        *((stop + at, end + at) for at in range(tail)),
    ]


def _alike(old: Flow, new: Flow, i: int, j: int) -> bool:
    return old.ids[i] == new.ids[j] and old.white[i] == new.white[j]


def _same_white(old: Flow, new: Flow, one: Pair, other: Pair) -> Iterator[Pair]:
    """White space that is the same at both ends of what went and came."""
    (i, stop), (j, end) = one, other
    if i < stop and j < end and old.white[i // 2] == new.white[j // 2]:
        yield i, j
        i, j = i + 1, j + 1
    if i < stop and j < end and stop % 2 and end % 2 and old.white[stop // 2] == new.white[end // 2]:
        yield stop - 1, end - 1


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that went or came as a whole, by its elements; without the white space before it."""

    start: int
    stop: int
    sign: Hashable


class _Carrying:
    def __init__(self, agreed: Flow, before: Flow, after: Flow, ends: Pair) -> None:
        self._agreed, self._before, self._after = agreed, before, after
        self._there = {c: b for b, c in _stayed(agreed, before, kept(agreed, before))}
        self._gone: set[int] = set()
        self._become: dict[int, Any] = {}
        # What comes before an element: of the one that was made, or of the agreed one itself.
        self._put: defaultdict[int, list[tuple[Flow, int]]] = defaultdict(list)
        stayed = _stayed(before, after, _edited(before, after, ends))
        self._moved = self._moves(stayed)
        self._read(stayed)

    def read(self, out: Out) -> None:
        """Write what came of it."""
        begun = False
        for flow, at in self._elements():
            changed = self._become.get(at) if flow is self._agreed else None
            thing = flow.things[at // 2] if at % 2 else None
            if thing is not None:
                thing = thing if changed is None else changed
                out.thing(thing)
                begun = not isinstance(thing, WORDY)
                continue
            text = flow.texts[at // 2] if at % 2 else flow.leads[at // 2]
            text = text if changed is None else changed
            if text and begun:  # what had words behind it is gone
                out.thing(Paragraph())
                begun = False
            out.words(text)

    def _elements(self) -> Iterator[tuple[Flow, int]]:
        size = 2 * len(self._agreed)
        for at in range(size + 1):
            yield from self._put.get(at, ())
            if at < size and at not in self._gone:
                yield self._agreed, at

    def _read(self, stayed: list[Pair]) -> None:
        i = j = 0
        for c, a in (*stayed, (2 * len(self._before), 2 * len(self._after))):
            if i < c or j < a:
                self._splice(range(i, c), range(j, a))
            if c < 2 * len(self._before) and c in self._there:
                self._switch(self._there[c], c, a)
            i, j = c + 1, a + 1

    def _switch(self, b: int, c: int, a: int) -> None:
        """The same unit, or white space, set otherwise; or another thing."""
        flows = ((self._agreed, b), (self._before, c), (self._after, a))
        if not c % 2:
            was, now, new = (flow.leads[at // 2] for flow, at in flows)
            changed: Any = set_by_both(now, was, new, ours=True) if new != now else None
        elif self._before.things[c // 2] is None:
            was, now, new = (flow.texts[at // 2] for flow, at in flows)
            changed = set_by_both(now, was, new, ours=True) if new != now else None
        else:
            things = [flow.things[at // 2] for flow, at in flows]
            changed = carry_thing(*things) if things[1] != things[2] else None
        if changed is not None:
            self._become[b] = changed

    def _splice(self, gone: range, come: range) -> None:
        there = [self._there[at] for at in gone if at in self._there]
        slot = self._drop(gone, there) if there else self._slot(gone, come)
        at = come.start
        while at < come.stop:
            source = self._moved.get(at)
            if source is None:
                if slot is not None:
                    self._put[slot].append((self._after, at))
                at += 1
            else:
                here = self._nearest(gone.start) if slot is None else slot
                self._put[here] += self._as_agreed(source, at)
                at += source.stop - source.start

    def _drop(self, gone: range, there: list[int]) -> int:
        """Take these out, with what was suggested to go between two of the words; says from where."""
        units = [at for at in there if at % 2]
        if not units:
            self._gone.update(there)
            return there[0]
        stop = units[-1] + 1
        if self._ends_a_block(gone):
            stop = self._end_of_block(stop)
        # The white space before words that go goes from right before them, and stays before others struck there.
        start = units[0] - 1 if there[0] < units[0] else units[0]
        self._gone.update(range(start, stop), (at for at in there if at >= stop))
        return start

    def _end_of_block(self, at: int) -> int:
        while at < 2 * len(self._agreed) and not self._begins(self._agreed, at):
            at += 1
        return at

    def _slot(self, gone: range, come: range) -> int | None:
        """Before which agreed element that comes which took the place of these; None in the midst of a suggestion."""
        if gone:
            return None
        at, end = gone.start, 2 * len(self._before)
        left = -1 if at == 0 else self._there.get(at - 1)
        if left is not None:
            return left + 1
        is_edge = at >= end or self._begins(self._before, at | 1)
        if is_edge and not self._begins(self._after, come.start | 1):
            return self._behind_words(at)
        return 2 * len(self._agreed) if at >= end else self._there.get(at)

    def _behind_words(self, at: int) -> int | None:
        """Where words at the end of a block come of which the last are only suggested: behind those that are agreed,
        and behind what is struck there. None of a block that is suggested itself."""
        kept_there = {*self._there.values()}
        while at > 0 and at - 1 not in self._there:
            at -= 1
            if self._begins(self._before, at):
                return None
        found = self._there.get(at - 1, -1) + 1
        while found < 2 * len(self._agreed) and found not in kept_there and not self._begins(self._agreed, found | 1):
            found += 1
        return found

    def _nearest(self, at: int) -> int:
        return next((self._there[c] + 1 for c in range(at - 1, -1, -1) if c in self._there), 0)

    def _ends_a_block(self, gone: range) -> bool:
        """Whether the last block of these went as a whole."""
        edge = gone.stop >= 2 * len(self._before) or self._begins(self._before, gone.stop | 1)
        return edge and any(self._begins(self._before, at) for at in gone)

    def _begins(self, flow: Flow, at: int) -> bool:
        return bool(at % 2) and flow.things[at // 2] is not None

    def _as_agreed(self, source: _Block, at: int) -> list[tuple[Flow, int]]:
        """A block that was moved as it is agreed; nothing of one that is only suggested."""
        there = [self._there[c] for c in range(source.start, source.stop) if c in self._there]
        if not there:
            return []
        stop = self._end_of_block(there[-1] + 1)
        first = [] if source.start in self._there else [(self._after, at)]
        return [*first, *((self._agreed, each) for each in range(there[0], stop))]

    def _moves(self, stayed: list[Pair]) -> dict[int, _Block]:
        """The blocks that were moved: where they stood, by where they begin now."""
        went = {block.sign: block for block in _whole(self._before, {c for c, _ in stayed})}
        if not went:
            return {}
        came = _whole(self._after, {a for _, a in stayed})
        return {block.start: went.pop(block.sign) for block in came if block.sign in went}


def _whole(flow: Flow, stayed: set[int]) -> Iterator[_Block]:
    """Blocks of which nothing stayed, and that are no others'."""
    begins = [at for at, thing in enumerate(flow.things) if thing is not None]
    for start, stop in pairwise([*begins, len(flow)]):
        if stop - start > 1 and not any(2 * at + 1 in stayed for at in range(start, stop)):
            yield _Block(2 * start + 1, 2 * stop, (flow.things[start], *flow.texts[start + 1 : stop]))


def carry_words(agreed: Spans, before: Spans, after: Spans) -> Spans:
    """The same of one line."""
    if before in (agreed, after):
        return after if agreed == before else agreed
    return carry(flow_of_text(agreed), flow_of_text(before), flow_of_text(after), Words()).text


def carry_line(agreed: str, before: str, after: str) -> str:
    """The same of a line without marks."""
    return text_of(carry_words(spans(agreed), spans(before), spans(after)))


def carry_thing(agreed: Any, before: Any, after: Any) -> Any:
    """The same of a picture, a table, or what a block of text is. What cannot be both stays suggested."""
    if before in (agreed, after):
        return after if agreed == before else agreed
    if not type(agreed) is type(before) is type(after):
        return agreed
    values = {}
    for name in agreed.__slots__:
        was, now, new = (getattr(each, name) for each in (agreed, before, after))
        if new != now:
            values[name] = new if was == now else _carry_part(agreed, name, was, now, new)
    return replace(agreed, **values)


def _carry_part(thing: Any, name: str, was: Any, now: Any, new: Any) -> Any:
    match thing, name:
        case Figure(), "caption":
            return carry_words(was, now, new)
        case (Figure(), "alt" | "credit") | (Embed(), "title") | (_, "attribution"):
            return carry_line(was, now, new)
        case Table(), "rows":
            return _carry_rows(was, now, new)
    return was


Rows = tuple[tuple[Spans, ...], ...]


def _carry_rows(was: Rows, now: Rows, new: Rows) -> Rows:
    """Cells by cells where the table stayed as large; else rows, or columns, that were put in or taken out."""
    if _size(was) != _size(now):
        return was
    if _size(now) == _size(new):
        return tuple(tuple(map(carry_words, *lines)) for lines in zip(was, now, new, strict=True))
    if _size(now)[1:] == _size(new)[1:]:
        front, tail = shared_ends(now, new)
        return (*was[:front], *new[front : len(new) - tail], *was[len(was) - tail :])
    if len(now) == len(new):
        sides = (tuple(zip(*each, strict=True)) for each in (was, now, new))
        return tuple(zip(*_carry_rows(*sides), strict=True))
    return was


def _size(rows: Rows) -> tuple[int, ...]:
    return len(rows), *{*map(len, rows)}
