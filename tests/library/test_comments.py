"""Comments in a library: threads, and anchors that follow what is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.errors import NotFound, Refused
from desk.library.backup import back_up
from desk.library.copying import How, copy_article
from desk.library.library import Library
from desk.library.values import Change
from desk.revise.anchors import WHOLE_STORY, anchored_words, on_field, on_words
from desk.story.comments import Said
from desk.story.places import Place
from desk.story.story import Story
from tests.formats.bodies import body

STORY = Story(headline="The quay", body=body("The ferry is late.", "It rains on the quay."))
FERRY = on_words(STORY, Place("body", 0), 4, 9)


def made(library: Library, story: Story = STORY) -> str:
    return library.create(story).result().id


def typed(library: Library, article: str, story: Story) -> None:
    library.save_draft(article, story, 0, library.article(article).row.version).result()


def test_a_question_is_asked_answered_resolved_and_reopened(library: Library) -> None:
    article = made(library)
    told: list[Change] = []
    library.listen(told.append)
    asked = library.comment(article, "Which one?", anchor=FERRY, question=True, mentions=["Wei Sung"]).result()
    ((thread, anchor),) = [(each.thread, each.anchor) for each in library.comments(article)]
    assert (thread.opening, anchor) == (asked, FERRY)
    assert (asked.who, asked.mentions, thread.waits) == ("Maren Holt", ("Wei Sung",), True)
    library.who = "Wei Sung"
    library.answer(asked.id, Said.REPLIED, "The nine o'clock.", ["Maren Holt"]).result()
    (found,) = library.comments(article)
    assert (found.thread.waits, found.thread.people) == (False, ("Maren Holt", "Wei Sung"))
    done = library.answer(asked.id, Said.RESOLVED).result()
    assert library.answer(asked.id, Said.RESOLVED).result() == done  # it is resolved already
    assert library.comments(article)[0].thread.is_resolved
    library.answer(asked.id, Said.REOPENED, "Not quite.").result()
    assert [each.said for each in library.comments(article)[0].thread.records] == [
        *(Said.OPENED, Said.REPLIED, Said.RESOLVED, Said.REOPENED)
    ]
    assert library.comments(article)[0].thread.waits
    library.settle().result()
    assert told == [Change("comments", article)] * 4


def test_what_says_nothing_is_no_comment(library: Library) -> None:
    article = made(library)
    with pytest.raises(Refused, match="no words"):
        library.comment(article, " \n").result()
    asked = library.comment(article, "Why?", question=True).result()
    with pytest.raises(Refused, match="no words"):
        library.answer(asked.id, Said.REPLIED).result()
    with pytest.raises(NotFound):
        library.answer("none", Said.REPLIED, "Here.").result()
    with pytest.raises(NotFound):
        library.comment("none", "Here.").result()
    assert library.comments(article)[0].thread.waits


def test_anchors_follow_what_is_written_by_whomever(library: Library) -> None:
    article = made(library)
    library.comment(article, "Which?", anchor=FERRY).result()
    library.comment(article, "Too dull.", anchor=on_field("headline")).result()
    library.comment(article, "Nice.").result()
    moved = replace(STORY, body=body("It rains on the quay.", "Again the old ferry is late."))
    typed(library, article, moved)
    first, second, third = library.comments(article)
    assert anchored_words(first.anchor, moved) == "ferry"
    assert first.anchor.place == Place("body", 1)
    assert first.thread.anchor == FERRY  # as it was when it was put there
    assert (second.anchor, third.anchor) == (on_field("headline"), WHOLE_STORY)
    gone = replace(STORY, body=body("It rains on the quay."))
    library.checkpoint(article, gone).result()
    lost = library.comments(article)[0].anchor
    assert (lost.lost, anchored_words(lost, gone)) == (True, "ferry")
    library.checkpoint(article, STORY).result()
    assert library.comments(article)[0].anchor == FERRY


def test_an_anchor_is_put_on_what_is_before_somebody_and_not_kept_yet(library: Library) -> None:
    article = made(library)
    seen = replace(STORY, body=body("Today the ferry is late.", "It rains on the quay."))
    library.comment(article, "Which?", anchor=on_words(seen, Place("body", 0), 10, 15), on=seen).result()
    assert library.comments(article)[0].anchor == FERRY  # that text was never kept
    typed(library, article, seen)
    assert library.comments(article)[0].anchor.start == 10


def test_where_an_anchor_is_by_now_is_taken_from_who_had_it_open(library: Library) -> None:
    """Two sentences that are alike: only who saw them move knows which is which."""
    twice = replace(STORY, body=body("The ferry is late.", "The ferry is late."))
    article = made(library, twice)
    asked = library.comment(article, "Which?", anchor=FERRY).result()
    swapped = replace(STORY, body=body("The ferry is late.", "The ferry is late.", "It rains."))
    theirs = on_words(swapped, Place("body", 1), 4, 9)
    library.note_anchors(article, swapped, {asked.id: theirs}).result()
    typed(library, article, swapped)
    assert library.comments(article)[0].anchor == theirs
    typed(library, article, replace(swapped, deck="Noted on a text that is gone"))
    assert library.comments(article)[0].anchor == theirs
    typed(library, article, swapped)
    later = replace(swapped, body=body("It snows.", "The ferry is late.", "The ferry is late.", "It rains."))
    library.checkpoint(article, swapped).result()  # the text on which it was noted is kept, so it goes on from there
    typed(library, article, later)
    assert library.comments(article)[0].anchor.place == Place("body", 2)
    last = replace(later, deck="Again")
    typed(library, article, last)
    assert library.comments(article)[0].anchor.place == Place("body", 2)


def test_in_a_backup_anchors_follow_and_nothing_is_written(library: Library, path: Path) -> None:
    article = made(library)
    library.comment(article, "Which?", anchor=FERRY).result()
    library.checkpoint(article, replace(STORY, body=body("Today the ferry is late."))).result()
    backup = back_up(path).path
    before = backup.read_bytes()
    with Library.open(backup, still=True) as old:
        assert old.comments(article)[0].anchor.start == 10
    assert backup.read_bytes() == before
    library.bin([article]).result()
    library.empty_bin([article]).result()
    with Library.open(backup, still=True) as old:
        back = copy_article(old, article, library, "From a backup.")
    assert back.how is How.BACK
    assert library.comments(article)[0].anchor.start == 10
