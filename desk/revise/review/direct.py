"""Editing in the midst of suggestions: what somebody does directly is agreed at once, and what was suggested before
stays suggested.

For whoever types that is done at every key, so only what stands about the edit is looked at: up to blocks above and
below of which it is known which agreed ones they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import Any

from desk.revise.review.bodies import BlocksOut
from desk.revise.review.carrying import carry, carry_line, carry_thing
from desk.revise.review.fields import LINES, SEVERAL, Things
from desk.revise.review.flow import flow_of_blocks, flow_of_items
from desk.story.body import Block, Body, BodyChange, apart, block_text, body_change, clean_text
from desk.story.story import Story

_LONG = 60  # letters: no two blocks so long are the same by coincidence
_END = 12  # letters that a block and the agreed one must have in common where it touches the edit,
_ALIKE = 0.6  # and so much of their words
_ASIDE = 4  # so many of the blocks beside an edit are tried where others had been moved
_FIELDS = tuple(each.name for each in fields(Story) if each.name != "body")

Area = tuple[int, int, int, int]  # blocks of the agreed body from, up to; of the current one from, up to


def directly(baseline: Story, before: Story, after: Story, change: BodyChange | None = None) -> Story:
    """The agreed story when somebody edited the current one, `before`, directly, so that it became `after`. `change`
    is where its body was edited, if that is known. What was put into words that are only suggested is a part of the
    suggestion. Where nothing is suggested any more it is `after` itself."""
    if baseline is before or before is after:
        return after if baseline is before else baseline
    values = dict(_others(baseline, before, after))
    body = baseline.body
    if before.body is not after.body:
        body = _body(body, before.body, after.body, change)
    if body.blocks == after.body.blocks:
        body = after.body
    found = replace(baseline, body=body, **values)
    return after if found == after else found


def shared(baseline: Story, current: Story) -> Story:
    """The agreed story made of the same blocks as the current one wherever they are equal, so that they need not be
    compared: for two that were read each by itself. Equal stories are the same one."""
    if baseline == current:
        return current
    return replace(baseline, body=_shared(baseline.body, current.body))


def _shared(baseline: Body, current: Body) -> Body:
    known = {block: block for block in current.blocks}
    return Body(tuple(known.get(block, block) for block in baseline.blocks))


def _others(baseline: Story, before: Story, after: Story) -> Iterator[tuple[str, Any]]:
    for name in _FIELDS:
        now, new = getattr(before, name), getattr(after, name)
        if now is not new and now != new:
            was = getattr(baseline, name)
            yield name, new if was == now else _field(name, was, now, new)


def _field(name: str, was: Any, now: Any, new: Any) -> Any:
    if name in LINES and all(clean_text(each) == each for each in (was, now, new)):
        return carry_line(was, now, new)
    if name in SEVERAL:
        return tuple(carry(flow_of_items(was), flow_of_items(now), flow_of_items(new), Things()).things)
    if name in ("lead", "dateline"):
        return carry_thing(was, now, new)
    return was


def _body(baseline: Body, before: Body, after: Body, change: BodyChange | None) -> Body:
    change = change or body_change(before, after)
    if change is None:
        return baseline
    parts = apart(change, before, after)
    for part in parts:
        new = after.blocks[part.start : part.new_stop]
        baseline = _spliced(baseline, before, part, new)
        if part is not parts[-1]:
            before = before.replaced(part.start, part.old_stop, new)
    return baseline


def _spliced(baseline: Body, before: Body, change: BodyChange, new: Sequence[Block]) -> Body:
    """The agreed body when some blocks of the current one were made others."""
    agreed = _Agreed(baseline.blocks)
    old = before.blocks[change.start : change.old_stop]
    at = agreed.find(old)
    if at is None and agreed.is_apart(before.blocks):
        baseline = _shared(baseline, before)
        agreed = _Agreed(baseline.blocks)
        at = agreed.find(old)
    if at is not None:
        return baseline.replaced(at, at + len(old), new)
    i, stop, j, end = _area(agreed, before.blocks, change)
    now = before.blocks[j:end]
    made = (*before.blocks[j : change.start], *new, *before.blocks[change.old_stop : end])
    was = baseline.blocks[i:stop]
    ends = (
        len(flow_of_blocks(before.blocks[j : change.start])),
        len(flow_of_blocks(before.blocks[change.old_stop : end])),
    )
    agreed_flow, now_flow, made_flow = (flow_of_blocks(each) for each in (was, now, made))
    found = carry(agreed_flow, now_flow, made_flow, BlocksOut(), ends).done()
    known = {block: block for block in (*was, *made)}
    return baseline.replaced(i, stop, (known.get(block, block) for block in found))


class _Agreed:
    """Finds blocks that are the very same ones in the agreed body."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._ids = [*map(id, blocks)]

    def is_apart(self, blocks: Sequence[Block]) -> bool:
        """Whether none of these is the very same one: then both were read each by itself."""
        return {*self._ids}.isdisjoint(map(id, blocks))

    def find(self, blocks: Sequence[Block]) -> int | None:
        """Where these blocks stand; None unless that is sure."""
        if not blocks or self._ids.count(id(blocks[0])) != 1:
            return None
        at = self._ids.index(id(blocks[0]))
        return at if self._ids[at : at + len(blocks)] == [*map(id, blocks)] else None


def _area(agreed: _Agreed, blocks: Sequence[Block], change: BodyChange) -> Area:
    """The blocks about an edit that are looked at: between two of which it is known which agreed ones they are."""
    above = [*_known(agreed, blocks, range(change.start - 1, -1, -1)), (-1, -1)]
    below = [*_known(agreed, blocks, range(change.old_stop, len(blocks))), (len(agreed.blocks), len(blocks))]
    near = sorted((end - j + stop - i, i, stop, j, end) for i, j in above for stop, end in below if i < stop)
    _, i, stop, j, end = near[0]
    i, j = i + 1, j + 1
    was = agreed.blocks
    offsets = {i - j, stop - end}  # where as many blocks came as went
    for number in range(change.start - 1, j - 1, -1):
        found = [
            at for by in offsets if i <= (at := number + by) < stop and _are_one(was[at], blocks[number], last=True)
        ]
        if found:
            i, j = found[0] + 1, number + 1
            break
    for number in range(change.old_stop, end):
        found = [
            at for by in offsets if i <= (at := number + by) < stop and _are_one(was[at], blocks[number], last=False)
        ]
        if found:
            stop, end = found[0], number
            break
    return i, stop, j, end


def _known(agreed: _Agreed, blocks: Sequence[Block], numbers: range) -> Iterator[tuple[int, int]]:
    """The nearest blocks of which it is known which agreed ones they are, by the numbers of both."""
    left = _ASIDE
    for number in numbers:
        at = agreed.find(blocks[number : number + 1])
        if at is not None and len(block_text(blocks[number])) >= _LONG:
            yield at, number
            left -= 1
            if not left:
                return


def _are_one(agreed: Block, block: Block, *, last: bool) -> bool:
    """Whether a block is surely that agreed one, most of it, and the last or the first letters."""
    if agreed is block:
        return True
    one, other = block_text(agreed), block_text(block)
    if min(len(one), len(other)) < _LONG:
        return False
    if one[-_END:] != other[-_END:] if last else one[:_END] != other[:_END]:
        return False
    words, others = Counter(one.split()), Counter(other.split())
    return (words & others).total() >= _ALIKE * max(words.total(), others.total())
