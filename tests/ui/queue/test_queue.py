"""The editors' queue, as an editor with a busy night uses it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.library.values import State
from desk.story.body import Body, Paragraph, spans
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.workflow.note_dialog import NoteDialog
from tests.ui.desk_window import WAIT, DeskWindow

PILOTS, TOLL, SCHOOLS = "Harbour pilots refuse night landings", "Council weighs a toll", "Two schools, one teacher"


def said(desk: DeskWindow, place: int) -> str:
    model = desk.room.articles.model
    return str(model.index(place).data(Qt.ItemDataRole.AccessibleTextRole))


def submit(desk: DeskWindow, *headlines: str) -> list[str]:
    """Stories that somebody else hands in, and Mara sees none of them."""
    library = desk.library
    library.set_state(library.article("harbour-pilots").row.id, State.READY).result()  # the sample
    library.who = "Ilse Brandt"
    body = Body((Paragraph(spans("The guild met on Sunday.")),))
    credits_ = (Credit("Ilse Brandt", role=Role.BY),)
    stories = [Story(headline=one, body=body, credits=credits_, target_words=20) for one in headlines]
    ids = [library.create(story).result().id for story in stories]
    for article in ids:
        library.take_step(article, State.SUBMITTED, desk.room.services.house).result()
    library.who = "Mara Quist"
    return ids


def test_an_editor_works_through_what_waits(qtbot: QtBot, desk_window: DeskWindow) -> None:
    desk, room, library = desk_window, desk_window.room, desk_window.library
    room.tools.queue.glance.setInterval(0)
    pilots, toll, schools = submit(desk, PILOTS, TOLL, SCHOOLS)
    qtbot.waitUntil(
        lambda: "To review 3" in [chip.text() for chip in room.articles.search.chips.rows.chips], timeout=WAIT
    )

    desk.do("queue")
    qtbot.waitUntil(lambda: desk.listed() == [PILOTS, TOLL, SCHOOLS], timeout=WAIT)
    view = room.articles.view
    qtbot.waitUntil(lambda: desk.window.focusWidget() is view, timeout=WAIT)
    assert room.manuscript.article is not None
    assert room.manuscript.article.id != pilots, "nothing is opened unasked"
    assert room.articles.search.queue.said.text() == "3 waiting · 3 unread"
    assert said(desk, 0).startswith(f"Unread, {PILOTS}, Ilse Brandt, submitted, ")
    assert "5 of 20 words" in said(desk, 0)

    with qtbot.waitSignal(room.manuscript.opened, timeout=WAIT):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert room.manuscript.article.id == pilots
    qtbot.waitUntil(lambda: said(desk, 0).startswith(PILOTS), timeout=WAIT)
    desk.do("next_unread")
    qtbot.waitUntil(lambda: said(desk, 1).startswith(TOLL), timeout=WAIT)
    assert room.manuscript.article.id == toll

    # Meanwhile the author goes on, and asks something.
    library.who = "Ilse Brandt"
    found = library.article(pilots)
    longer = replace(found.story, body=Body((Paragraph(spans("The guild met again on Sunday.")),)))
    library.save_draft(pilots, longer, 0, found.row.version).result()
    library.comment(pilots, "Four lamps or four masts?", question=True).result()
    library.who = "Mara Quist"
    new = "1 open question, since you looked 1 word added and 1 new comment"
    qtbot.waitUntil(lambda: said(desk, 0).startswith("Unread") and said(desk, 0).endswith(new), timeout=WAIT)

    # What she takes on is hers; what goes on to the next state leaves the queue.
    desk.do("state_in_review")
    qtbot.waitUntil(lambda: any("in review with you" in said(desk, place) for place in range(3)), timeout=WAIT)
    desk.do("only_mine")
    qtbot.waitUntil(lambda: desk.listed() == [TOLL], timeout=WAIT)
    desk.do("state_draft")
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(NoteDialog)), timeout=WAIT)
    (dialog,) = desk.window.findChildren(NoteDialog)
    dialog.note.setPlainText("Say who pays.")
    dialog.go.click()
    qtbot.waitUntil(room.articles.empty.isVisible, timeout=WAIT)
    assert room.articles.empty.sentence == "You are reviewing nothing."
    desk.press("Show all that waits")
    qtbot.waitUntil(lambda: desk.listed() == [PILOTS, SCHOOLS], timeout=WAIT)

    # A search looks among what waits, as everywhere.
    QTest.keyClicks(room.articles.search.field, "pilots")
    qtbot.waitUntil(lambda: desk.listed() == [PILOTS], timeout=WAIT)
    QTest.keyClick(room.articles.search.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.listed() == [PILOTS, SCHOOLS], timeout=WAIT)

    # All that is chosen is what is listed, and no more.
    view.setFocus()
    room.articles.choose_everything()
    assert [row.id for row in room.articles.selected] == [pilots, schools]
    assert not room.articles.everything
    desk.do("queue")
    qtbot.waitUntil(lambda: TOLL in desk.listed(), timeout=WAIT)
    assert room.articles.search.chip == "All"
