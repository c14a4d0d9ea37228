"""Comments and questions as people use them, on words that change."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desk.errors import Unwritable
from desk.revise.anchors import on_words
from desk.story.body import Body, Figure, spans
from desk.story.comments import Comment
from desk.story.directory import Contact
from desk.story.places import Place
from desk.ui.editor.edits import Spot
from desk.ui.review.card_text import Offer
from tests.ui.desk_window import WAIT, DeskWindow
from tests.ui.review.reviewing import (
    ALT,
    CTRL,
    SECOND,
    article,
    key,
    panel,
    press,
    said,
    shows,
)


def test_a_question_is_asked_answered_and_resolved(desk: DeskWindow) -> None:
    page, tool = desk.room.page, desk.room.tools.reviewing
    page.setFocus()
    line = page.document().findBlockByNumber(1)
    at = line.position() + SECOND.index("four lamps")
    page.put_caret(at + 10, at)
    key(desk.window, Qt.Key.Key_M, CTRL | ALT)
    card = tool.commenting.card
    assert card is not None
    assert card.field.hasFocus()
    assert card.on.currentText() == "“four lamps”"
    QTest.keyClicks(card.field, "Four lamps or four masts?")
    card.question.click()
    key(card.field, Qt.Key.Key_Return, CTRL)
    assert page.hasFocus()
    (*_, question, _last) = shows(desk, 4)
    assert "question, blocks Ready, “four lamps”, Four lamps or four masts?" in question
    desk.qtbot.waitUntil(lambda: len(desk.room.tools.review.comments) == 1, timeout=WAIT)
    key(desk.window, Qt.Key.Key_Return, CTRL | ALT)  # the caret is in its words
    assert tool.commenting.card is not None
    QTest.keyClicks(tool.commenting.card.field, "Lamps.")
    tool.commenting.card.post.click()
    desk.qtbot.waitUntil(lambda: any("Lamps." in each for each in said(desk)), timeout=WAIT)
    (mark,) = desk.room.tools.review.comments
    assert (mark.place.block, mark.start, mark.stop) == (1, SECOND.index("four lamps"), SECOND.index("four lamps") + 10)
    press(desk, 2, Offer.RESOLVE)
    shows(desk, 3)
    panel(desk).filters.resolved.click()
    (done,) = shows(desk, 1)
    assert "Resolved by Mara Quist" in done
    press(desk, 0, Offer.REOPEN)
    shows(desk, 0)
    panel(desk).filters.open.click()
    shows(desk, 4)


def test_a_comment_whose_words_go_says_on_which_it_was(desk: DeskWindow) -> None:
    review, manuscript = desk.room.tools.review, desk.room.manuscript
    anchor = on_words(manuscript.story, Place("body", 1), SECOND.index("four lamps"), SECOND.index("four lamps") + 10)
    desk.library.comment(article(desk), "Which lamps?", anchor=anchor, on=manuscript.story).result()
    desk.library.comment(article(desk), "A good one.").result()
    cards = shows(desk, 5)
    assert "whole story, A good one." in cards[0]
    assert any("“four lamps”, Which lamps?" in card for card in cards)
    assert len(review.comments) == 1
    blocks = manuscript.story.body.blocks
    manuscript.edit(replace(manuscript.story, body=Body((blocks[0], blocks[2]))), None)
    cards = shows(desk, 6)
    assert any("Its words are gone: “four lamps”" in card for card in cards)
    assert not review.comments
    manuscript.undo()
    cards = shows(desk, 5)
    assert any("“four lamps”, Which lamps?" in card for card in cards)


def test_what_cannot_be_written_waits_in_its_card(desk: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    commenting = desk.room.tools.reviewing.commenting
    refused: Future[Comment] = Future()
    refused.set_exception(Unwritable("The disk is full."))
    with monkeypatch.context() as patched:
        patched.setattr(desk.library, "comment", lambda *_given, **_named: refused)
        desk.room.page.focus_headline()
        desk.do("comment")
        assert commenting.card is not None
        QTest.keyClicks(commenting.card.field, "Is that so?")
        commenting.card.post.click()
        desk.wait_for("The disk is full.")
    desk.do("comment")
    assert commenting.card is not None
    assert commenting.card.text == "Is that so?"
    commenting.card.post.click()
    assert "Is that so?" in shows(desk, 4)[1]


def test_names_are_completed_and_what_was_written_waits(desk: DeskWindow) -> None:
    commenting = desk.room.tools.reviewing.commenting
    desk.library.put_contacts([Contact("Tomás Arroyo"), Contact("Ilse Brandt")]).result()
    desk.qtbot.waitUntil(lambda: len(desk.room.tools.review.directory.contacts) == 2, timeout=WAIT)
    desk.room.page.focus_headline()
    desk.do("comment")
    card = commenting.card
    assert card is not None
    QTest.keyClicks(card.field, "Right, @tom")
    assert card.field.is_completing
    popup = card.field.completer.popup()
    assert popup is not None
    key(popup, Qt.Key.Key_Return)
    assert card.text == "Right, @Tomás Arroyo"
    key(card.field, Qt.Key.Key_Z, CTRL)
    assert card.text == "Right, @tom"
    key(card.field, Qt.Key.Key_Y, CTRL)
    key(card.field, Qt.Key.Key_Escape)
    assert commenting.card is None
    desk.do("comment")
    card = commenting.card
    assert card is not None
    assert card.text == "Right, @Tomás Arroyo"
    assert card.on.currentText() == "Headline"
    card.post.click()
    (cards_first, *_rest) = shows(desk, 4)
    assert "headline, Right, @Tomás Arroyo" in " ".join((cards_first, *_rest))
    (thread,) = desk.room.tools.review.conversations.threads
    assert thread.thread.opening.mentions == ("Tomás Arroyo",)


def test_a_picture_is_commented_on_as_such_and_the_card_is_gone_through_by_tab(desk: DeskWindow) -> None:
    manuscript, page = desk.room.manuscript, desk.room.page
    picture = Figure("https://a.example/1.png", "A ferry", spans("At sea"))
    body = manuscript.story.body
    manuscript.edit(replace(manuscript.story, body=body.replaced(1, 1, (picture,))), None)
    page.setFocus()
    at = page.edits.position(Spot(1))
    page.put_caret(at + 1, at)
    assert page.edits.selected_object() == 1
    desk.do("comment")
    card = desk.room.tools.reviewing.commenting.card
    assert card is not None
    assert card.on.currentText() == "Picture 1"
    for widget in (card.field, card.question):
        assert widget.hasFocus()
        key(widget, Qt.Key.Key_Tab)
