"""How much two texts have in common, and which of many are each other's, in time that grows with their length only."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.revise.shapes import Shape
from desk.revise.tokens import words_and_signs

ALIKE = 0.3  # from here on a block is likely another one, changed
_PHRASE = 4  # words and signs
_ALL_PAIRS = 2_500  # so many pairs are all looked at
_RARE = 8  # else those that share a word which is in no more than this many
_BEST = 4  # and of these the best

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """The words of something. `weight` is their letters, each word once, so that articles and prepositions weigh
    little. `phrases` are some words in a row, which two texts seldom share by accident. `key` makes two things one
    that have it in common, as the picture of a figure."""

    shape: Shape
    words: frozenset[str]
    weight: int
    phrases: frozenset[tuple[str, ...]]
    key: str = ""


def profile(shape: Shape) -> Profile:
    """What is needed to compare something with others."""
    text = words_and_signs(shape.words)
    words, phrases = frozenset(text), frozenset(zip(*(text[by:] for by in range(_PHRASE)), strict=False))
    key = shape.traits.get("picture", "") or shape.traits.get("url", "")
    return Profile(shape, words, weight(words), phrases, key)


def weight(words: frozenset[str]) -> int:
    """How much words weigh."""
    return sum(map(len, words))


def likeness(one: Profile, other: Profile) -> float:
    """From 0 for nothing in common, or what cannot become one another, to 1 for the same words."""
    if one.shape.family is not other.shape.family:
        return 0.0
    if one.key and one.key == other.key:
        return 1.0
    total = one.weight + other.weight
    return 2 * weight(one.words & other.words) / total if total else 0.0


def candidates(old: Sequence[Profile], new: Sequence[Profile], least: float) -> dict[Pair, float]:
    """Pairs that are at least so much alike, with how much they are."""
    found = {(i, j): likeness(old[i], new[j]) for i, near in enumerate(related(old, new, _BEST)) for j in near}
    return {pair: like for pair, like in found.items() if like >= least}


def related(old: Sequence[Profile], new: Sequence[Profile], most: int) -> Sequence[Sequence[int]]:
    """For each of the old ones the new ones that it is worth comparing with, in order: all where they are few, else
    no more than `most`."""
    if len(old) * len(new) <= _ALL_PAIRS:
        return [range(len(new))] * len(old)
    where: defaultdict[str, list[int]] = defaultdict(list)
    for j, each in enumerate(new):
        for word in _marks(each):
            where[word].append(j)
    found: list[Sequence[int]] = []
    for each in old:
        votes: Counter[int] = Counter()
        for word in _marks(each):
            if len(there := where.get(word, ())) <= _RARE:
                for j in there:
                    votes[j] += len(word)
        found.append(sorted(j for j, _ in votes.most_common(most)))
    return found


def _marks(each: Profile) -> frozenset[str]:
    return each.words | {each.key} if each.key else each.words


def in_order(pairs: Mapping[Pair, float]) -> list[Pair]:
    """Of these pairs those that keep the order of both sides and together weigh most."""
    # The best chain that ends at each number of the other side: rising in numbers and in weight.
    ends: list[int] = []
    chains: list[tuple[float, int]] = []
    before: list[int] = []
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    for at, pair in enumerate(ordered):
        place = bisect_left(ends, pair[1])
        total, last = chains[place - 1] if place else (0.0, -1)
        total += pairs[pair]
        before.append(last)
        stop = place
        while stop < len(ends) and chains[stop][0] <= total:
            stop += 1
        if stop > place or stop == len(ends) or ends[stop] != pair[1]:
            ends[place:stop], chains[place:stop] = [pair[1]], [(total, at)]
    found = []
    at = chains[-1][1] if chains else -1
    while at >= 0:
        found.append(ordered[at])
        at = before[at]
    return found[::-1]
