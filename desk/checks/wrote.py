"""How much of a story each person wrote, of the words that still stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desk.checks.copied import Stretch, Words, in_rows, units_of
from desk.revise.review.authorship import Authorship
from desk.revise.review.hand import Hand

_BETWEEN = 2  # words of others in a passage that is somebody's all the same


@dataclass(frozen=True, slots=True)
class Share:
    """How many words somebody wrote, the longest passage of them, and when they wrote last."""

    who: str
    count: int
    longest: Stretch
    at: datetime | None = None

    def and_of(self, other: Share) -> Share:
        """Of one person under two names."""
        longest = max(self.longest, other.longest, key=lambda each: each.count)
        return Share(self.who, self.count + other.count, longest, _later(self.at, other.at))


def shares(written: Authorship, words: Words, copied: Iterable[Stretch] = ()) -> tuple[Share, ...]:
    """Who wrote how much of a plain story. What was `copied` from elsewhere nobody wrote here; a hand without a name
    is nobody's."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for stretch in copied:
        taken.setdefault(stretch.block, []).append((stretch.start, stretch.stop))
    found: dict[str, Share] = {}
    for number, text in enumerate(words.texts):
        hands = _hands(written, number, text)
        own = [
            None if _is_within(start, taken.get(number, ())) else hands.get(start) for start, _ in words.places[number]
        ]
        for who in dict.fromkeys(hand.who for hand in own if hand):
            theirs = [hand if hand and hand.who == who else None for hand in own]
            rows = in_rows(number, words.places[number], [*map(bool, theirs)], _BETWEEN)
            at = max((hand.at for hand in theirs if hand and hand.at), default=None)
            share = Share(who, sum(each.count for each in rows), max(rows, key=lambda each: each.count), at)
            found[who] = found[who].and_of(share) if who in found else share
    return tuple(sorted(found.values(), key=lambda share: -share.count))


def _hands(written: Authorship, number: int, text: str) -> dict[int, Hand]:
    """Whose the word is that begins at a place of a block; without those of nobody."""
    if not text:
        return {}
    theirs = zip(units_of(text), written.blocks[number][1:], strict=False)
    return {start: unit.wrote for (start, _), unit in theirs if unit.wrote.who}


def _is_within(at: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(start <= at < stop for start, stop in ranges)


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max(filter(None, (one, other)), default=None)
