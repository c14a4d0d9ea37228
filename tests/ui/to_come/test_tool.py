"""What is still to come, as a person meets it: on the page, at the window's foot, before it goes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from desk.library.values import State
from desk.story.body import Body, Figure, Note, Paragraph, spans
from desk.story.story import Correction, Story
from desk.ui.dialogs.export import ExportDialog
from desk.ui.theme import LIGHT
from desk.ui.to_come.dialog import ToComeDialog
from desk.ui.to_come.tool import marks
from desk.ui.work import Job
from desk.ui.workflow.gate_dialog import FindingRow
from tests.ui.desk_window import WAIT, DeskWindow, words_of

BODY = Body(
    (
        Paragraph(spans("Nothing here.")),
        Note(spans("Ask TK")),
        Paragraph(spans("Of 😀 them TK TK left.")),
        Figure("https://a.example/1.png", "", spans("[TK: who]"), "Ann"),
    )
)
STORY = Story(headline="Ferry TK", slug="ferry", body=BODY)
WHOLE = Story(headline="Ferry", slug="whole", body=Body((Paragraph(spans("All is said.")),)))


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    desk_window.open(desk_window.library.create(STORY).result().id)
    desk_window.qtbot.waitUntil(lambda: counter(desk_window).text() == "3 TK", timeout=WAIT)
    return desk_window


def counter(desk: DeskWindow) -> QPushButton:
    return desk.window.status.to_come


def selected(desk: DeskWindow) -> str:
    page = desk.room.page
    caret = desk.room.manuscript.caret
    return (page.fields.field(caret.field) or page).textCursor().selectedText()


def state_of(desk: DeskWindow) -> State:
    row = desk.room.manuscript.article
    assert row is not None
    return desk.library.article(row.id).row.state


def dialog_of(desk: DeskWindow) -> ToComeDialog:
    desk.qtbot.waitUntil(lambda: bool(desk.window.findChildren(ToComeDialog)), timeout=WAIT)
    (dialog,) = desk.window.findChildren(ToComeDialog)
    assert isinstance(dialog, ToComeDialog)
    return dialog


def test_marks_are_counted_as_qt_counts() -> None:
    (mark,) = marks("Of 😀 them TK\u00a0TK left.")
    assert (mark.start, mark.stop) == (11, 16)
    assert len(marks("TK\u2028TK")) == 2
    assert marks("ATKO") == []


def test_they_are_marked_on_the_page(desk: DeskWindow) -> None:
    picture = desk.room.page.head.headline.viewport().grab().toImage()
    wanted = QColor(LIGHT.warning_tint).name()
    points = ((x, y) for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3))
    assert any(picture.pixelColor(x, y).name() == wanted for x, y in points)


def test_they_are_counted_as_one_writes(qtbot: QtBot, desk: DeskWindow) -> None:
    page = desk.room.page
    page.put_caret(0, 0)
    QTest.keyClicks(page, "TK ")
    qtbot.waitUntil(lambda: counter(desk).text() == "4 TK", timeout=WAIT)
    desk.do("undo")
    qtbot.waitUntil(lambda: counter(desk).text() == "3 TK", timeout=WAIT)
    desk.open(desk.library.create(WHOLE).result().id)
    qtbot.waitUntil(counter(desk).isHidden, timeout=WAIT)


def test_f4_goes_from_one_to_the_next_and_round(qtbot: QtBot, desk: DeskWindow) -> None:
    page = desk.room.page
    page.setFocus()
    page.put_caret(0, 0)
    for words in ("TK TK", "[TK: who]", "TK"):
        desk.do("next_to_come")
        qtbot.waitUntil(lambda words=words: selected(desk) == words, timeout=WAIT)  # type: ignore[misc]
    assert page.head.headline.hasFocus()
    desk.do("next_to_come")
    qtbot.waitUntil(page.hasFocus, timeout=WAIT)
    QTest.keyClicks(page, "eleven")
    assert "Of 😀 them eleven left." in desk.room.manuscript.story.body.text


def test_f4_says_when_nothing_is_left(qtbot: QtBot, desk: DeskWindow) -> None:
    desk.open(desk.library.create(WHOLE).result().id)
    desk.do("next_to_come")
    qtbot.waitUntil(lambda: desk.window.toast.sentence == "Nothing is left to come.", timeout=WAIT)


def test_the_counter_lists_them_and_enter_goes_there(qtbot: QtBot, desk: DeskWindow) -> None:
    QTest.mouseClick(counter(desk), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Ferry TK\tHeadline",
        "Of 😀 them TK TK left.\tBody",
        "[TK: who]\tCaption",
    ]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(menu, key)
    qtbot.waitUntil(lambda: selected(desk) == "TK TK", timeout=WAIT)


def test_handing_over_shows_them_first_and_leads_there(qtbot: QtBot, desk: DeskWindow) -> None:
    desk.do("state_in_review")
    dialog = dialog_of(desk)
    assert "3 things are still to come" in words_of(dialog)
    assert "Caption: “[TK: who]”" in words_of(dialog)
    assert desk.window.toolbar.state.text() == "Draft"
    desk.press("Go there", dialog)
    qtbot.waitUntil(lambda: selected(desk) == "TK", timeout=WAIT)
    assert state_of(desk) is State.DRAFT
    qtbot.waitUntil(lambda: not desk.window.findChildren(ToComeDialog), timeout=WAIT)


def test_a_row_of_the_list_leads_to_its_own_place(qtbot: QtBot, desk: DeskWindow) -> None:
    desk.do("state_in_review")
    rows = [one for one in dialog_of(desk).findChildren(QPushButton) if one.text().startswith("Body")]
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: selected(desk) == "TK TK", timeout=WAIT)


def test_it_can_be_handed_over_anyway_and_back_without_a_question(qtbot: QtBot, desk: DeskWindow) -> None:
    desk.do("state_in_review")
    desk.press("Hand over anyway", dialog_of(desk))
    qtbot.waitUntil(lambda: desk.window.toolbar.state.text() == "In review", timeout=WAIT)
    assert state_of(desk) is State.IN_REVIEW
    qtbot.waitUntil(lambda: not desk.window.findChildren(ToComeDialog), timeout=WAIT)
    desk.press("Undo", desk.window.toast)
    qtbot.waitUntil(lambda: desk.window.toolbar.state.text() == "Draft", timeout=WAIT)
    assert not desk.window.findChildren(ToComeDialog)


def test_the_dialog_may_be_left(qtbot: QtBot, desk: DeskWindow) -> None:
    desk.do("state_submitted")
    desk.press("Cancel", dialog_of(desk))
    qtbot.waitUntil(lambda: not desk.window.findChildren(ToComeDialog), timeout=WAIT)
    assert state_of(desk) is State.DRAFT
    assert desk.window.toolbar.state.text() == "Draft"


def test_what_is_said_beside_the_page_leads_to_its_panel(qtbot: QtBot, desk: DeskWindow) -> None:
    correction = Correction("It was TK.", datetime(2026, 5, 3, tzinfo=UTC))
    desk.open(desk.library.create(Story(headline="Right", corrections=(correction,))).result().id)
    desk.do("tab_history")
    desk.do("state_in_review")
    dialog = dialog_of(desk)
    assert "Something is still to come" in words_of(dialog)
    desk.press("Go there", dialog)
    assert desk.room.side is not None
    qtbot.waitUntil(lambda: desk.room.services.looks.store.settings.side_tab == "details", timeout=WAIT)


def test_export_lists_them_and_leads_there(qtbot: QtBot, desk: DeskWindow) -> None:
    desk.do("export")
    (dialog,) = desk.window.findChildren(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    qtbot.waitUntil(lambda: dialog.go.text() == "Export anyway", timeout=WAIT)
    (row, *_others) = [one for one in dialog.findChildren(FindingRow) if "“TK TK”" in one.text()]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: selected(desk) == "TK TK", timeout=WAIT)


def test_who_looks_at_the_source_is_led_to_the_page(qtbot: QtBot, desk: DeskWindow) -> None:
    source, page = desk.room.tools.source, desk.room.page
    for action in ("next_to_come", "find"):
        desk.do("source_view")
        qtbot.waitUntil(lambda: source.is_shown, timeout=WAIT)
        desk.do(action)
        qtbot.waitUntil(page.isVisible, timeout=WAIT)
    assert desk.room.tools.find.bar.field.hasFocus()


def test_an_article_that_was_left_meanwhile_hands_over_no_other(qtbot: QtBot, desk: DeskWindow) -> None:
    other = desk.library.create(replace(WHOLE, slug="other")).result().id
    desk.open(desk.library.create(WHOLE).result().id)
    desk.do("state_in_review")
    desk.room.manuscript.open(desk.library.article(other))
    qtbot.waitUntil(lambda: not desk.room.services.work.findChildren(Job), timeout=WAIT)
    assert state_of(desk) is State.DRAFT
