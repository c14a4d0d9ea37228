"""From the least that differs between two texts to what people read easily.

After the "semantic cleanup" of Neil Fraser's diff-match-patch, with words for its characters and with a bound: what
is given up of a match may never make a change more than a quarter longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from desk.revise.matching import Block

_ENDS = frozenset(".!?…。！？")
_CLOSES = frozenset("”’\"'»)]」』")
_CLAUSE = frozenset(",;:–—、，；")
_PAIRS = frozenset({("(", ")"), ("[", "]"), ("“", "”"), ('"', '"'), ("‘", "’"), ("«", "»"), ("„", "“"), ("–", "–")})
_LITTLE = 3  # letters: words of this length are mostly articles and prepositions
_FARTHEST = 200  # units over which a change is moved at most
_SHARE = 0.25  # by which a change may grow
_FEW = 8  # words: shorter texts are not said to be wholly other
_PHRASE = 4  # words in a row that are no coincidence


def tidied(blocks: Sequence[Block], one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """The matching runs of two sequences of units as a reader would have them; again in order and none empty."""
    ends = [(0, 0, 0), *blocks, (len(one), len(other), 0)]
    for at in range(1, len(ends)):
        _slide(ends, at, one, other)
    kept = _without_islands(ends, one, other)
    return [] if _is_other(kept, one, other) else kept


def is_word(unit: str) -> bool:
    """Whether a unit counts as a word."""
    return unit.isalnum() or any(map(str.isalnum, unit))


def words_in(units: Sequence[str]) -> int:
    """How many of the units are words."""
    return sum(map(is_word, units))


def _slide(ends: list[Block], at: int, one: Sequence[str], other: Sequence[str]) -> None:
    """Moves what was only put in, or only taken out, before block `at` to where it reads best."""
    (i, j, size), (k, m, length) = ends[at - 1], ends[at]
    if (i + size < k) == (j + size < m):
        return
    units, start, stop = (one, i + size, k) if i + size < k else (other, j + size, m)
    low = 0
    # A block of which nothing is left would make two changes one, but where there is no other beyond it.
    most = min(size if i == j == 0 else size - 1, _FARTHEST)
    while low < most and units[start - low - 1] == units[stop - low - 1]:
        low += 1
    high = 0
    ends_here = (k + length, m + length) == (len(one), len(other))
    most = min(length if ends_here else length - 1, _FARTHEST)
    while high < most and units[start + high] == units[stop + high]:
        high += 1
    if low or high:
        by = max(range(-low, high + 1), key=lambda by: (_score(units, start + by, stop + by), by))
        ends[at - 1], ends[at] = (i, j, size + by), (k + by, m + by, length - by)


def _score(units: Sequence[str], start: int, stop: int) -> int:
    """How well the units from `start` up to `stop` can be read as a piece of their own."""
    first, last = units[start], units[stop - 1]
    begins = start == 0 or units[start - 1] in _ENDS or (start > 1 and _is_end(units[start - 1], units[start - 2]))
    finishes = last in _ENDS or (stop - start > 1 and _is_end(last, units[stop - 2]))
    if begins and (finishes or stop == len(units)):
        return 16
    if (first, last) in _PAIRS and stop - start > 1:
        return 8
    if last in _CLAUSE:
        return 4 if is_word(first) else 0
    if first in _CLAUSE:
        return 3
    return is_word(first) + is_word(last) + (len(first) <= _LITTLE < len(last))


def _is_end(unit: str, before: str) -> bool:
    return unit in _CLOSES and before in _ENDS


def _without_islands(ends: Sequence[Block], one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """The blocks without stray little words amid changes that are larger."""
    kept = [ends[0]]
    # Words that were changed since the last block that was kept, and matches given up among them, counted twice.
    changed = given_up = 0
    largest = 0
    for before, block, after in zip(ends, ends[1:], [*ends[2:], None], strict=False):
        gone, come = _gap(before, block, one, other)
        changed, largest = changed + gone + come, max(largest, gone, come)
        if after is None:
            break
        if block[2] <= _LITTLE:
            words = [unit for unit in one[block[0] : block[0] + block[2]] if is_word(unit)]
            ahead = _gap(block, after, one, other)
            cost = given_up + 2 * len(words)
            if (
                all(len(word) <= _LITTLE for word in words)
                and min(largest, max(ahead)) > 2 * len(words) + (not words)
                and cost <= _SHARE * (changed + sum(ahead))
            ):
                given_up = cost
                continue
        kept.append(block)
        changed = given_up = largest = 0
    return [block for block in kept if block[2]]


def _gap(before: Block, after: Block, one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    (i, j, size), (k, m, _) = before, after
    return words_in(one[i + size : k]), words_in(other[j + size : m])


def _is_other(blocks: Sequence[Block], one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts have only words in common that any two texts have."""
    longest = sorted(blocks, key=lambda block: -block[2])
    if not longest or any(_has_phrase(one[i : i + size]) for i, _, size in longest):
        return False
    same = sum(words_in(one[i : i + size]) for i, _, size in longest)
    total = words_in(one) + words_in(other)
    # All that was given up, here and with the islands, is no more than a fifth of what is then said to be changed.
    return total >= _FEW and 2 * same <= total * _SHARE / (1 + _SHARE) / 2


def _has_phrase(units: Sequence[str]) -> bool:
    return len(units) >= _PHRASE and len([*islice(filter(is_word, units), _PHRASE)]) == _PHRASE
