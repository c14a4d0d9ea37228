from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from desk.revise.likeness import in_order
from desk.revise.matching import matching, rising

letters = st.text(st.sampled_from("abc"), max_size=40)


@given(letters, letters, st.sampled_from([1_000_000, 30, 4, 0]))
def test_what_is_said_to_match_does_and_is_in_order(one: str, other: str, most: int) -> None:
    at, to = 0, 0
    for number, (i, j, size) in enumerate(matching(one, other, most)):
        assert size > 0
        assert i >= at
        assert j >= to
        assert number == 0 or (i, j) != (at, to)
        assert one[i : i + size] == other[j : j + size]
        at, to = i + size, j + size


@given(letters, letters)
def test_no_more_could_match(one: str, other: str) -> None:
    assert sum(size for _, _, size in matching(one, other)) == LCSseq.similarity(one, other)


def test_what_is_too_long_is_parted_at_what_is_there_once() -> None:
    rng = random.Random(3)
    one = [rng.randrange(5_000) for _ in range(20_000)]
    other = [number if rng.random() > 0.01 else -1 for number in one]
    stayed = sum(1 for a, b in zip(one, other, strict=True) if a == b)
    assert sum(size for _, _, size in matching(one, other)) >= 0.99 * stayed


@pytest.mark.parametrize("kinds", [1, 2, 30, 100_000])
def test_texts_that_are_hard_to_compare_end_all_the_same(kinds: int) -> None:
    rng = random.Random(kinds)
    one, other = ([rng.randrange(kinds) for _ in range(size)] for size in (60_000, 70_000))
    found = matching(one, other)
    assert all(one[i : i + size] == other[j : j + size] for i, j, size in found)


@given(st.lists(st.integers(0, 20), max_size=12))
def test_the_longest_rising_numbers(numbers: list[int]) -> None:
    found = rising(numbers)
    assert found == sorted(set(found))
    picked = [numbers[at] for at in found]
    assert picked == sorted(set(picked))
    best = [1] * len(numbers)
    for at, number in enumerate(numbers):
        best[at] = 1 + max((best[k] for k in range(at) if numbers[k] < number), default=0)
    assert len(found) == max(best, default=0)


weights = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 9).map(float), max_size=14)


@given(weights)
def test_the_heaviest_pairs_in_order(pairs: dict[tuple[int, int], float]) -> None:
    found = in_order(pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))

    def best(at: int, to: int) -> float:
        return max((weight + best(i + 1, j + 1) for (i, j), weight in pairs.items() if i >= at and j >= to), default=0)

    assert sum(pairs[pair] for pair in found) == best(0, 0)
