from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.revise.runs import Became, Run, counted, new_spans, old_spans, parted_runs, runs
from desk.story.body import Mark, Span, Spans, spans

texts = st.text(st.sampled_from("ab .,c\n’éx\u0301"), max_size=6)
marked: st.SearchStrategy[Spans] = st.lists(
    st.builds(
        Span,
        texts,
        st.sampled_from([frozenset(), frozenset({Mark.STRONG})]),
        st.sampled_from(["", "https://a.example"]),
    ),
    max_size=4,
).map(lambda found: spans(*found))


@given(marked, marked)
def test_both_texts_can_be_read_off_the_runs(old: Spans, new: Spans) -> None:
    found = runs(old, new)
    assert old_spans(found) == old
    assert new_spans(found) == new
    assert all(run.became is Became.SAME for run in found) == (old == new)
    assert all(run.text for run in found)
    for run in found:
        differs = (run.marks, run.link) != (run.old_marks, run.old_link)
        assert differs == (run.became is Became.REFORMATTED)
    back = runs(new, old)
    assert counted(found, Became.ADDED) == counted(back, Became.REMOVED)


@given(st.lists(marked, min_size=1, max_size=3), marked)
def test_the_runs_of_parts_hold_the_parts(several: list[Spans], one: Spans) -> None:
    joined = parted_runs(several, [one])
    assert [old_spans(each) for each in joined] == several
    assert spans(*(span for each in joined for span in new_spans(each))) == one
    split = parted_runs([one], several)
    assert [new_spans(each) for each in split] == several
    assert spans(*(span for each in split for span in old_spans(each))) == one


def told(old: str, new: str) -> str:
    return "".join(_SIGN[run.became].format(run.text) for run in runs(spans(old), spans(new)))


_SIGN = {Became.SAME: "{}", Became.ADDED: "[+{}]", Became.REMOVED: "[-{}]"}


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        # Whole words, and the space beside them.
        ("the ferry stops", "the ferry stopped", "the ferry [-stops][+stopped]"),
        ("It rained.", "It rained again.", "It rained[+ again]."),
        ("It rained again.", "It rained.", "It rained[- again]."),
        ("one  two", "one two", "one [- ]two"),
        # A change begins where a sentence or a clause does.
        ("The cat sat. The dog ran.", "The dog ran.", "[-The cat sat. ]The dog ran."),
        ("Ann came. Ann left.", "Ann came. Ann sang. Ann left.", "Ann came. [+Ann sang. ]Ann left."),
        ("bread, wine and salt", "bread, cheese, wine and salt", "bread, [+cheese, ]wine and salt"),
        ("He (they say) left.", "He (they say) (he says) left.", "He (they say) [+(he says) ]left."),
        # A little word that happens to be in both goes with what it stands among.
        (
            "The board met behind locked doors in the old customs house until dawn",
            "The board let nobody see or hear the people who voted until dawn",
            "The board [-met behind locked doors in the old customs house]"
            "[+let nobody see or hear the people who voted] until dawn",
        ),
        # Yet not where what changed is hardly more than that.
        ("a fast and red car", "a slow and blue car", "a [-fast][+slow] and [-red][+blue] car"),
        # Texts that have only such words in common are other texts.
        (
            "Nobody had told the crew of it, they say.",
            "Rain is due in the west by noon, with gales.",
            "[-Nobody had told the crew of it, they say.][+Rain is due in the west by noon, with gales.]",
        ),
    ],
)
def test_changes_are_shown_as_people_read_them(old: str, new: str, shown: str) -> None:
    assert told(old, new) == shown


@given(st.lists(st.sampled_from("a b of the and harbour pilots 3 . ,".split()), max_size=30).map(" ".join), st.data())  # noqa: SIM905
def test_to_be_read_easily_costs_a_quarter_more_words_at_most(old: str, data: st.DataObject) -> None:
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415

    words = old.split()
    others = data.draw(st.lists(st.sampled_from([*words, "new", "lamp", "."]), max_size=30))
    new = " ".join(others)
    found = runs(spans(old), spans(new))
    marked = counted(found, Became.ADDED) + counted(found, Became.REMOVED)
    # The least that can be said of words and signs; what counts are the words among them.
    same = LCSseq.editops(words, others).as_matching_blocks()
    stayed = sum(word.isalnum() for block in same for word in words[block.a : block.a + block.size])
    least = sum(map(str.isalnum, words)) + sum(map(str.isalnum, others)) - 2 * stayed
    assert marked <= 1.25 * least + 2 * sum(not word.isalnum() for word in [*words, *others])


def test_marks_that_were_switched_and_links() -> None:
    strong, both = frozenset({Mark.STRONG}), frozenset({Mark.STRONG, Mark.EMPHASIS})
    old = spans("The ", Span("last", strong), Span(" ferry", link="https://a.example"))
    new = spans("The ", Span("last", both), Span(" ferry", link="https://b.example"))
    same, on, linked = runs(old, new)
    assert same == Run(Became.SAME, "The ")
    assert (on.text, on.switched_on, on.switched_off) == ("last", frozenset({Mark.EMPHASIS}), frozenset())
    assert (linked.text, linked.old_link, linked.link) == (" ferry", "https://a.example", "https://b.example")
