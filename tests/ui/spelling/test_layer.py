"""What becomes of the marks of a line while it is edited, without anybody who looks at it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desk.spelling.faults import Fault
from desk.story.pieces import utf16_length
from desk.ui.spelling.layer import _shifted

WORDS = st.lists(st.sampled_from(["wrng", "ship", "😀", "é", "harbr"]), max_size=8)
PUT = st.text(st.sampled_from("ab 😀."), max_size=4)


def faults_in(line: str) -> tuple[Fault, ...]:
    """Every "wrng" and "harbr" of a line is misspelt."""
    found, at = [], 0
    for word in line.split(" "):
        if word in {"wrng", "harbr"}:
            start = utf16_length(line[:at])
            found.append(Fault(start, start + len(word), word))
        at += len(word) + 1
    return tuple(found)


def at(line: str, fault: Fault) -> str:
    return line.encode("utf-16-le")[2 * fault.start : 2 * fault.stop].decode("utf-16-le", "replace")


@given(WORDS, PUT, st.data())
def test_a_mark_that_is_kept_lies_on_its_word(before_words: list[str], put: str, data: st.DataObject) -> None:
    before = " ".join(before_words)
    start = data.draw(st.integers(0, len(before)))
    stop = data.draw(st.integers(start, min(len(before), start + 3)))
    after = before[:start] + put + before[stop:]
    kept = _shifted(faults_in(before), before, after)
    assert [at(after, fault) for fault in kept] == [fault.word for fault in kept]
    assert len(faults_in(before)) - len(kept) <= 3


@given(WORDS, st.data())
def test_a_space_moves_all_marks_but_those_of_the_word_it_parts(words: list[str], data: st.DataObject) -> None:
    before = " ".join(words)
    place = data.draw(st.integers(0, len(before)))
    after = f"{before[:place]} {before[place:]}"
    kept = [fault.word for fault in _shifted(faults_in(before), before, after)]
    assert kept == [fault.word for fault in faults_in(after)]
