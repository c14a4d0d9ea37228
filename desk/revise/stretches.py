"""Where two texts are alike and where not, in characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.revise.matching import Block, matching
from desk.revise.tidy_match import tidied
from desk.revise.tokens import Place, units


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text that stayed, or that took the place of other text: `start` up to `stop` in the old one, `begin` up to
    `end` in the new one, in code points. The stretches of two texts cover both without a gap."""

    same: bool
    start: int
    stop: int
    begin: int
    end: int


def stretches(old: Sequence[str], new: Sequence[str]) -> list[Stretch]:
    """Two texts, each of them given in one or more pieces that share no word, as stretches of the joined pieces.

    As much differs between one and the other as between the other and the one.
    """
    one, other = "".join(old), "".join(new)
    if one == other:
        return [Stretch(True, 0, len(one), 0, len(other))] if one else []
    if one > other:
        return [Stretch(each.same, each.begin, each.end, each.start, each.stop) for each in stretches(new, old)]
    if not one:
        return [Stretch(False, 0, 0, 0, len(other))]
    places, opposite = _units(old), _units(new)
    words, others = [one[a:b] for a, b in places], [other[a:b] for a, b in opposite]
    blocks = tidied(matching(words, others), words, others)
    pairs = [pair for block in blocks for pair in _wholes(block, places, opposite, one, other)]
    return _joined(_between(pairs, one, other))


def _wholes(
    block: Block, places: Sequence[Place], opposite: Sequence[Place], one: str, other: str
) -> Iterator[tuple[Place, Place]]:
    """A run of units as one where the white space in it is the same, too; else one after the other."""
    i, j, size = block
    whole, like = (places[i][0], places[i + size - 1][1]), (opposite[j][0], opposite[j + size - 1][1])
    if one[whole[0] : whole[1]] == other[like[0] : like[1]]:
        yield whole, like
    else:
        yield from zip(places[i : i + size], opposite[j : j + size], strict=True)


def _units(pieces: Sequence[str]) -> list[Place]:
    at, found = 0, []
    for piece in pieces:
        found += [(at + start, at + stop) for start, stop in units(piece)] if at else units(piece)
        at += len(piece)
    return found


def _between(pairs: Sequence[tuple[Place, Place]], one: str, other: str) -> Iterator[Stretch]:
    """The units that stayed and what is between them, of which white space at either end may have stayed, too."""
    at = to = 0
    for (start, stop), (begin, end) in [*pairs, ((len(one),) * 2, (len(other),) * 2)]:
        gap, opposite = one[at:start], other[to:begin]
        if gap == opposite:
            yield Stretch(True, at, stop, to, end)
        else:
            front = _white(gap, opposite)
            tail = _white(gap[front:][::-1], opposite[front:][::-1])
            yield Stretch(True, at, at + front, to, to + front)
            yield Stretch(False, at + front, start - tail, to + front, begin - tail)
            yield Stretch(True, start - tail, stop, begin - tail, end)
        at, to = stop, end


def _white(one: str, other: str) -> int:
    """With how much white space both begin."""
    found = 0
    for character, opposite in zip(one, other, strict=False):
        if character != opposite or not character.isspace():
            break
        found += 1
    return found


def _joined(parts: Iterator[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for part in parts:
        if part.start == part.stop and part.begin == part.end:
            continue
        if found and found[-1].same == part.same:
            found[-1] = Stretch(part.same, found[-1].start, part.stop, found[-1].begin, part.end)
        else:
            found.append(part)
    return found


def parted(parts: Sequence[Stretch], old: Sequence[int], new: Sequence[int]) -> list[list[Stretch]]:
    """The stretches piece by piece, of the side that came in several: `old` and `new` are where the pieces of each
    end. What stands on the other side, just where two pieces meet, goes to the first of them."""
    ends, pick = (old, _at_old) if len(old) > 1 else (new, _at_new)
    found: list[list[Stretch]] = []
    rest = list(parts)
    for end in ends[:-1]:
        here: list[Stretch] = []
        while rest and (rest[0].stop if pick is _at_old else rest[0].end) <= end:
            here.append(rest.pop(0))
        if rest and (rest[0].start if pick is _at_old else rest[0].begin) < end:
            first, rest[0] = pick(rest[0], end)
            here.append(first)
        found.append(here)
    return [*found, rest]


def _at_old(part: Stretch, at: int) -> tuple[Stretch, Stretch]:
    to = part.begin + at - part.start if part.same else part.end
    return Stretch(part.same, part.start, at, part.begin, to), Stretch(part.same, at, part.stop, to, part.end)


def _at_new(part: Stretch, to: int) -> tuple[Stretch, Stretch]:
    at = part.start + to - part.begin if part.same else part.stop
    return Stretch(part.same, part.start, at, part.begin, to), Stretch(part.same, at, part.stop, to, part.end)
