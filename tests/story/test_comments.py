"""Threads, from records in any order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk.story.anchor import WHOLE_STORY, on_field
from desk.story.comments import Comment, Said, Thread, mentioned, open_questions, opened, threads

NOW = datetime(2026, 5, 3, 12, tzinfo=UTC)
EDITOR, REPORTER = "Maren Holt", "Ilse Brandt"


def number(at: int) -> str:
    return f"01a20644-e612-712c-85da-{at:012d}"


def asked(at: int = 1, *, is_question: bool = True) -> Comment:
    return opened(
        number(at), "a", EDITOR, NOW, anchor=on_field("headline"), text="Which ministry?", is_question=is_question
    )


def then(at: int, said: Said, who: str = REPORTER, text: str = "", thread: int = 1) -> Comment:
    return Comment(number(at), "a", number(thread), said, who, NOW + timedelta(at), text)


def one(*records: Comment) -> Thread:
    (thread,) = threads(records)
    return thread


def test_a_question_waits_until_somebody_else_answers() -> None:
    assert one(asked()).waits
    assert one(asked(), then(2, Said.REPLIED, EDITOR, "Anybody?")).waits
    answered = one(asked(), then(2, Said.REPLIED, text="That of ports."))
    assert not answered.waits
    assert not answered.is_resolved
    assert [each.text for each in answered.replies] == ["That of ports."]


def test_a_question_that_is_resolved_or_no_question_does_not_wait() -> None:
    assert not one(asked(), then(2, Said.RESOLVED, EDITOR)).waits
    assert not one(asked(is_question=False)).waits


def test_a_question_that_is_reopened_waits_for_a_new_answer() -> None:
    records = [asked(), then(2, Said.REPLIED, text="Ports."), then(3, Said.RESOLVED, EDITOR), then(4, Said.REOPENED)]
    assert one(*records).waits
    assert not one(*records, then(5, Said.REPLIED, text="Ports and ferries.")).waits


def test_who_decided_last_holds() -> None:
    thread = one(asked(), then(2, Said.RESOLVED), then(3, Said.REOPENED), then(4, Said.RESOLVED, text="Done."))
    assert thread.is_resolved
    assert thread.decision == thread.records[-1]
    assert thread.replies == thread.records[-1:]


def test_a_reply_that_came_before_its_comment_is_shown_and_then_takes_its_place() -> None:
    reply = then(2, Said.REPLIED, text="Ports.")
    alone = one(reply)
    assert (alone.id, alone.anchor, alone.opening) == (number(1), WHOLE_STORY, reply)
    assert one(reply, asked()).opening == asked()


def test_nothing_stands_before_the_comment_whatever_the_clocks_say() -> None:
    early = then(0, Said.REPLIED, text="Ports.")
    assert one(early, asked()).records == (asked(), early)


def test_threads_are_in_the_order_in_which_they_were_opened() -> None:
    found = threads([asked(5), then(6, Said.REPLIED, thread=3), asked(3), asked(4, is_question=False)])
    assert [thread.id for thread in found] == [number(3), number(4), number(5)]
    assert [thread.id for thread in open_questions(found)] == [number(5)]


def test_who_is_in_a_thread() -> None:
    records = (
        asked(),
        then(2, Said.REPLIED),
        Comment(number(3), "a", number(1), Said.REPLIED, EDITOR, NOW, "@Bo", mentions=("Bo Lind",)),
    )
    assert one(*records).people == (EDITOR, REPORTER, "Bo Lind")


records = st.lists(
    st.builds(
        lambda at, said, who, thread, text: (
            asked(thread) if said is Said.OPENED else then(at + 10, said, who, text, thread)
        ),
        st.integers(0, 6),
        st.sampled_from(Said),
        st.sampled_from([EDITOR, REPORTER]),
        st.integers(1, 3),
        st.sampled_from(["", "Yes.", "No."]),
    ),
    max_size=10,
)


@given(records, records, st.randoms())
def test_two_libraries_with_the_same_records_have_the_same_threads(
    mine: list[Comment], theirs: list[Comment], chance: object
) -> None:
    both = mine + theirs
    shuffled = both + mine
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert threads(both) == threads(theirs + mine) == threads(shuffled)
    # Nothing is left out, and what was folded can be folded again.
    folded = [record for thread in threads(both) for record in thread.records]
    assert {(record.thread, record.id) for record in folded} == {(record.thread, record.id) for record in both}
    assert threads(folded) == threads(both)


PEOPLE = [("Ilse Brandt", "IB"), ("Ilse Kern", ""), ("Maren Holt", "mh"), ("Bo", "")]


def test_who_is_mentioned() -> None:
    assert mentioned("@Maren, ask @IB or @ilse kern.", PEOPLE) == ("Maren Holt", "Ilse Brandt", "Ilse Kern")
    assert mentioned("@MH @Maren Holt", PEOPLE) == ("Maren Holt",)
    assert mentioned("@Bo’s copy", PEOPLE) == ("Bo",)


def test_who_is_not_mentioned() -> None:
    assert mentioned("@Ilse has it", PEOPLE) == ()  # there are two
    assert mentioned("write to me@maren.example, @Bob, @@Bo", PEOPLE) == ()
    assert mentioned("@Maren", []) == ()
