"""Words that came and went are counted the same, whether lines that are in both are looked into or not."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from desk.library.amounts import amount, lines_of
from desk.library.storing import Stored
from desk.library.values import Amount

lines = st.lists(st.lists(st.sampled_from(["one", "two", "three", "—", "four."]), max_size=5).map(" ".join), max_size=6)


@given(lines, lines)
def test_only_words_count_wherever_they_stand(before: list[str], after: list[str]) -> None:
    were, are = (Counter(word for line in each for word in line.split() if word != "—") for each in (before, after))
    found = amount(*(lines_of(Stored("{}", "\n".join(each))) for each in (before, after)))
    assert found == Amount((are - were).total(), (were - are).total())


@given(lines)
def test_what_only_moved_is_nothing(text: list[str]) -> None:
    there, back = (lines_of(Stored("{}", "\n".join(each))) for each in (text, text[::-1]))
    assert amount(there, back) == Amount()


def test_the_lines_above_the_body_count_and_what_readers_do_not_see_does_not() -> None:
    before = lines_of(Stored('{"headline":"Old words","slug":"old"}', "- A **strong** [quay](https://a.example/b)"))
    after = lines_of(Stored('{"headline":"New words","slug":"new"}', "> A strong [quay](https://a.example/c)"))
    assert amount(before, after) == Amount(1, 1)
