"""Two people's work on the same story, made one.

What only one of them changed is taken from there. Where both changed the same words otherwise, those of the one stand
in the current story and those of the other in the baseline, so that it is a tracked change that somebody decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from desk.revise.review.bodies import BlocksOut, BodyScript
from desk.revise.review.fields import LINES, SEVERAL, Things
from desk.revise.review.flow import Flow, flow_of_blocks, flow_of_items, flow_of_text, joined
from desk.revise.review.optimum import Pair, is_edge, kept
from desk.revise.review.parts import Words
from desk.revise.review.switches import side_by_side
from desk.revise.review.weave import Keep, Out, copy
from desk.story.body import Body, Span, Spans, clean_text, spans, text_of
from desk.story.story import Story

T = TypeVar("T", bound=Out)


def merge(base: Story, ours: Story, theirs: Story) -> tuple[Story, Story]:
    """The baseline and the current story that come of two that were made of one. They are equal where nothing was
    changed by both; else ours stands in the current one and theirs in the baseline."""
    current: dict[str, Any] = {}
    baseline: dict[str, Any] = {}
    for each in fields(Story):
        values = (getattr(story, each.name) for story in (base, ours, theirs))
        current[each.name], baseline[each.name] = _merged(each.name, *values)
    return replace(base, **baseline), replace(base, **current)


def _merged(field: str, base: Any, ours: Any, theirs: Any) -> tuple[Any, Any]:
    if theirs in (ours, base):
        return ours, ours
    if ours == base:
        return theirs, theirs
    if field == "body":
        return _merged_bodies(base, ours, theirs)
    if field in SEVERAL:
        three = _Three(map(flow_of_items, (base, ours, theirs)))
        return tuple(three.read(Things(), ours=True).things), tuple(three.read(Things(), ours=False).things)
    if field in LINES and all(clean_text(each) == each for each in (base, ours, theirs)):
        three = _Three(flow_of_text(spans(each)) for each in (base, ours, theirs))
        return text_of(three.read(Words(), ours=True).text), text_of(three.read(Words(), ours=False).text)
    return ours, theirs


def _merged_bodies(base: Body, ours: Body, theirs: Body) -> tuple[Body, Body]:
    flows = [flow_of_blocks(each.blocks) for each in (base, ours, theirs)]
    three = _Three(flows, (_kept(BodyScript.of(base, each)) for each in (ours, theirs)))
    current, baseline = (three.read(BlocksOut(), ours=side).done() for side in (True, False))
    return Body(tuple(current)), Body(tuple(baseline))


def _kept(script: BodyScript) -> list[Pair]:
    """The units that stayed, by their numbers in the flows of both bodies."""
    found: list[Pair] = []
    i = j = 0
    for stretch in script.stretches:
        gone = len(flow_of_blocks(script.old.blocks[stretch.i : stretch.stop]))
        come = len(flow_of_blocks(script.new.blocks[stretch.j : stretch.end]))
        if stretch.weave is None:
            found += [(i + at, j + at) for at in range(gone)]
        else:
            items = stretch.weave.items
            by, to = (i - items[0].i, j - items[0].j) if items else (0, 0)
            found += [(item.i + by, item.j + to) for item in items if isinstance(item, Keep)]
        i, j = i + gone, j + come
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """Units of all three, from and up to, between those that stayed in both; or one that did, if `stays`."""

    base: range
    ours: range
    theirs: range
    stays: bool = False
    tight: bool = False


class _Three:
    """Three runs of units as one, of which the middle one is what both others were made of."""

    def __init__(self, flows: Iterable[Flow], stayed: Iterable[list[Pair]] | None = None) -> None:
        self._base, self._ours, self._theirs = flows
        one, other = stayed or (kept(self._base, each) for each in (self._ours, self._theirs))
        self._pieces = [*self._parted(dict(one), dict(other))]

    def read(self, out: T, *, ours: bool) -> T:
        """What comes of the three, with ours or with theirs where both changed the same."""
        for piece in self._pieces:
            if piece.stays:
                self._read_kept(piece, out, ours=ours)
            else:
                for flow, part in self._chosen(piece, ours=ours):
                    copy(flow, part.start, part.stop, out)
        return out

    def _parted(self, one: dict[int, int], other: dict[int, int]) -> Iterator[_Piece]:
        i = j = k = 0
        for at in sorted(one.keys() & other.keys()):
            a, b = one[at], other[at]
            same = self._base.white[at] == self._ours.white[a] == self._theirs.white[b]
            tight = (i, j, k) == (at, a, b) and same
            if not tight:
                yield _Piece(range(i, at), range(j, a), range(k, b))
            yield _Piece(range(at, at + 1), range(a, a + 1), range(b, b + 1), True, tight)
            i, j, k = at + 1, a + 1, b + 1
        rest = _Piece(range(i, len(self._base)), range(j, len(self._ours)), range(k, len(self._theirs)))
        if rest.base or rest.ours or rest.theirs:
            yield rest

    def _chosen(self, piece: _Piece, *, ours: bool) -> Iterator[tuple[Flow, range]]:
        mine, yours = (self._ours, piece.ours), (self._theirs, piece.theirs)
        was, one, other = _value(self._base, piece.base), _value(*mine), _value(*yours)
        if one == was:
            yield yours
        elif other in (was, one):
            yield mine
        elif not piece.base and _are_blocks(*mine) and _are_blocks(*yours):
            yield mine  # both put something in: both stay
            yield yours
        else:
            yield mine if ours else yours

    def _read_kept(self, piece: _Piece, out: Out, *, ours: bool) -> None:
        i, j, k = piece.base.start, piece.ours.start, piece.theirs.start
        base, one, other = self._base, self._ours, self._theirs
        if base.things[i] is not None:
            out.thing(_thing(base.things[i], one.things[j], other.things[k], ours=ours))
            return
        if piece.tight:
            out.words(set_by_both(base.leads[i], one.leads[j], other.leads[k], ours=ours))
        out.words(set_by_both(base.texts[i], one.texts[j], other.texts[k], ours=ours))


def _value(flow: Flow, part: range) -> object:
    tail = flow.leads[part.stop] if part.stop < len(flow) else ()
    return [(flow.leads[at], flow.texts[at], flow.things[at]) for at in part], tail


def _are_blocks(flow: Flow, part: range) -> bool:
    return is_edge(flow, part.start, len(flow)) and is_edge(flow, part.stop, len(flow))


def set_by_both(base: Spans, mine: Spans, yours: Spans, *, ours: bool) -> Spans:
    """The same words with the marks that either switched. A link that both made another is a matter for somebody to
    decide; a mark can only be switched one way."""
    if yours in (mine, base):
        return mine
    if mine == base:
        return yours
    found = []
    for was, one, other in side_by_side(base, mine, yours):
        marks = (was.marks | one.marks | other.marks) - (was.marks - one.marks) - (was.marks - other.marks)
        link = other.link if one.link == was.link else one.link if other.link == was.link or ours else other.link
        found.append(Span(was.text, marks, link))
    return joined(found)


def _thing(base: Any, mine: Any, yours: Any, *, ours: bool) -> Any:
    """Something that stayed in both, with what was changed about it in either."""
    if yours in (mine, base):
        return mine
    if mine == base:
        return yours
    if not type(base) is type(mine) is type(yours):
        return mine if ours else yours
    values = {}
    for name in base.__slots__:
        was, one, other = (getattr(each, name) for each in (base, mine, yours))
        values[name] = other if one == was else one if other == was or ours else other
    return replace(base, **values)
