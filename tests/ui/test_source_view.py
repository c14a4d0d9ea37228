"""The source view, as somebody uses it: there and back to the same place, and no word left behind."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desk.checks.finding import Finding, Severity
from desk.formats import markdown_source
from desk.formats.markdown import write_body
from desk.formats.markdown_source import read_source
from desk.library.library import Library
from desk.story.body import Body, Heading, Paragraph, Quote, Rule, spans
from desk.story.story import Story
from desk.ui.notices import ProgressBar
from desk.ui.saving import SaveKind
from desk.ui.source import tool
from desk.ui.source.tool import SHORT
from desk.ui.source.view import SourceView
from desk.ui.theme import Scheme
from tests.formats.bodies import body, em, strong
from tests.ui.desk_window import DeskWindow

Ctrl = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier

BODY = body(
    Paragraph(spans("The ", strong("harbour"), " is dark 😀 tonight.")),
    Heading(spans("What next")),
    Quote(spans("We wait.")),
    "The last words.",
)


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    row = desk_window.library.create(Story(headline="Lights", slug="lights", body=BODY)).result(10)
    desk_window.open(row.id)
    desk_window.window.activateWindow()
    desk_window.room.page.setFocus()
    return desk_window


def source(desk: DeskWindow) -> SourceView:
    """The source, once it is there."""
    if not desk.room.tools.source.is_shown:
        QTest.keyClick(desk.room.page, Qt.Key.Key_M, Ctrl | Shift)
        desk.qtbot.waitUntil(lambda: desk.room.tools.source.is_shown, timeout=10_000)
    return desk.room.tools.source.pane.view


def back(desk: DeskWindow) -> None:
    QTest.keyClick(desk.room.tools.source.pane.view, Qt.Key.Key_M, Ctrl | Shift)
    assert desk.room.middle is desk.room.page


def put_caret(desk: DeskWindow, behind: str) -> None:
    place = desk.room.page.document().find(behind).selectionEnd()
    desk.room.page.put_caret(place, place)


def in_source(view: SourceView, behind: str) -> None:
    cursor = QTextCursor(view.document())
    cursor.setPosition(view.document().find(behind).selectionEnd())
    view.setTextCursor(cursor)


def story(desk: DeskWindow) -> Body:
    found = desk.room.manuscript.story.body
    assert desk.room.page.bridge.read() == found
    return found


def test_it_shows_what_is_stored_and_says_so(desk: DeskWindow) -> None:
    view = source(desk)
    assert view.text() == write_body(BODY)
    assert view.hasFocus()
    assert desk.room.tools.source.pane.sentence.startswith("This is the text as it is stored")
    assert "Ctrl+Shift+M goes back" in desk.room.tools.source.pane.sentence
    assert desk.window.actions_["source_view"].isChecked()
    back(desk)
    assert desk.room.page.hasFocus()
    assert story(desk) is BODY or story(desk) == BODY
    assert not desk.room.manuscript.can_undo
    assert not desk.window.actions_["source_view"].isChecked()


@pytest.mark.parametrize("behind", ["The ", "harb", "😀 to", "What ne", "We wait.", "last"])
def test_the_caret_is_at_the_same_letter_there_and_back(desk: DeskWindow, behind: str) -> None:
    put_caret(desk, behind)
    place = desk.room.page.textCursor().position()
    view = source(desk)
    assert view.text()[: view.place()].endswith(behind)
    back(desk)
    assert desk.room.page.textCursor().position() == place


def test_the_caret_may_come_back_from_a_rule(desk_window: DeskWindow) -> None:
    """A block that has no words at all."""
    story = Story(headline="Lights", slug="lights", body=body("Before.", Rule(), "Behind."))
    desk_window.open(desk_window.library.create(story).result(10).id)
    desk_window.room.page.setFocus()
    view = source(desk_window)
    view.put_place(len("Before.\n\n") + 1)
    back(desk_window)
    page = desk_window.room.page
    assert page.textCursor().blockNumber() == 1
    assert not page.textCursor().hasSelection()


def test_what_is_typed_becomes_the_story_after_a_pause(desk: DeskWindow) -> None:
    put_caret(desk, "last words.")
    view = source(desk)
    with desk.qtbot.waitSignal(desk.room.manuscript.story_changed, timeout=10_000):
        QTest.keyClicks(view, " And *more*.")
    after = (*BODY.blocks[:3], Paragraph(spans("The last words. And ", em("more"), ".")))
    assert story(desk).blocks == after
    assert view.text().endswith("And *more*.\n")
    assert story(desk).blocks[0] is desk.room.page.bridge.body.blocks[0]
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.save_state.kind is SaveKind.SAVED, timeout=10_000)
    row = desk.room.manuscript.article
    assert row is not None
    assert desk.library.article(row.id).story.body.blocks == after


def test_going_back_takes_what_was_typed_along_and_the_caret(desk: DeskWindow) -> None:
    view = source(desk)
    in_source(view, "We wait.")
    QTest.keyClicks(view, " Still")
    back(desk)
    assert story(desk).blocks[2] == Quote(spans("We wait. Still"))
    cursor = desk.room.page.textCursor()
    assert cursor.block().text()[: cursor.positionInBlock()] == "We wait. Still"
    QTest.keyClick(desk.room.page, Qt.Key.Key_Z, Ctrl)
    assert story(desk) == BODY


def test_undo_and_redo_work_in_it(desk: DeskWindow) -> None:
    view = source(desk)
    in_source(view, "What next")
    QTest.keyClicks(view, "?")
    QTest.keyClick(view, Qt.Key.Key_Z, Ctrl)
    assert story(desk) == BODY
    assert view.text() == write_body(BODY)
    assert view.text()[: view.place()].endswith("What next")
    QTest.keyClick(view, Qt.Key.Key_Z, Ctrl | Shift)
    assert story(desk).blocks[1] == Heading(spans("What next?"))
    assert view.text()[: view.place()].endswith("What next?")
    assert desk.room.tools.source.is_shown
    assert QApplication.focusWidget() is view


def test_what_markdown_cannot_say_stays_text(desk: DeskWindow) -> None:
    view = source(desk)
    view.selectAll()
    QTest.keyClicks(view, "<!-- ask her again -->")
    back(desk)
    assert story(desk) == body("<!-- ask her again -->")


def test_another_article_keeps_what_was_typed(desk: DeskWindow) -> None:
    row = desk.room.manuscript.article
    assert row is not None
    view = source(desk)
    in_source(view, "last words.")
    QTest.keyClicks(view, " Kept")
    desk.open("start-here")
    assert desk.room.middle is desk.room.page
    desk.library.settle().result(10)
    desk.qtbot.waitUntil(
        lambda: desk.library.article(row.id).story.body.text.endswith("The last words. Kept"), timeout=10_000
    )
    desk.open(row.id)
    assert story(desk).text.endswith("The last words. Kept")
    assert source(desk).text() == write_body(story(desk))


def test_closing_the_window_keeps_what_was_typed(desk: DeskWindow) -> None:
    row = desk.room.manuscript.article
    assert row is not None
    view = source(desk)
    in_source(view, "last words.")
    QTest.keyClicks(view, " Kept")
    library = desk.library
    path = library.path
    assert desk.close() == 0
    with Library.open(path) as again:
        assert again.article(row.id).story.body.text.endswith("The last words. Kept")


def test_an_edit_from_elsewhere_is_shown_in_it(desk: DeskWindow) -> None:
    view = source(desk)
    in_source(view, "What ne")
    story_now = desk.room.manuscript.story
    other = body(*BODY.blocks[:3], "The very last words.")
    desk.room.manuscript.edit(replace(story_now, body=other), None)
    assert view.text() == write_body(other)


def test_commands_of_the_page_wait_for_the_page(desk: DeskWindow) -> None:
    source(desk)
    actions = desk.window.actions_
    for name in ("bold", "insert_rule", "smart_quotes", "paste_plain"):
        assert not actions[name].isEnabled(), name
    for name in ("export", "keep_version", "source_view"):
        assert actions[name].isEnabled(), name
    back(desk)
    desk.qtbot.waitUntil(actions["bold"].isEnabled, timeout=10_000)
    assert actions["insert_rule"].isEnabled()


def test_its_caret_is_to_be_seen_where_the_page_had_it(desk_window: DeskWindow) -> None:
    paragraphs = [f"Paragraph {number} has some words in it." for number in range(200)]
    row = desk_window.library.create(Story(headline="Long", body=body(*paragraphs))).result(10)
    desk_window.open(row.id)
    page = desk_window.room.page
    page.setFocus()
    put_caret(desk_window, "Paragraph 120 has")
    page.ensureCursorVisible()
    view = source(desk_window)
    assert view.viewport().rect().intersects(view.cursorRect())
    assert view.text()[: view.place()].endswith("Paragraph 120 has")
    in_source(view, "Paragraph 30 has")
    view.ensureCursorVisible()
    back(desk_window)
    assert page.viewport().rect().intersects(page.cursorRect())
    assert page.textCursor().block().text().startswith("Paragraph 30 ")


def test_it_follows_the_theme(desk: DeskWindow) -> None:
    view = source(desk)
    theme = desk.room.services.looks.theme
    theme.choose(Scheme.DARK)
    assert view.palette().text().color() == theme.tokens.color("ink")


def test_an_empty_story_can_be_written_there(desk_window: DeskWindow) -> None:
    row = desk_window.library.create(Story(headline="Empty")).result(10)
    desk_window.open(row.id)
    view = source(desk_window)
    assert view.text() == ""
    QTest.keyClicks(view, "## Head\r\rWords")
    QTest.keyClick(view, Qt.Key.Key_Return)
    back(desk_window)
    assert story(desk_window) == body(Heading(spans("Head")), "Words")


def test_no_line_is_cut_off(desk: DeskWindow) -> None:
    view = source(desk)
    for width in (1600, 900, 1200):
        desk.window.resize(width, 800)
        QApplication.sendPostedEvents()
        assert view.document().textWidth() <= view.viewport().width()
        assert view.lineWrapColumnOrWidth() > 100


def test_the_bar_to_find_leads_back_to_the_page(desk: DeskWindow) -> None:
    desk.do("find")
    bar = desk.room.tools.find.bar
    QTest.keyClicks(bar.field, "harbour")
    desk.qtbot.waitUntil(lambda: bar.count.text() == "1 of 1", timeout=10_000)
    desk.do("source_view")
    desk.qtbot.waitUntil(lambda: desk.room.tools.source.is_shown, timeout=10_000)
    bar.field.setFocus()
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.room.middle is desk.room.page, timeout=10_000)
    assert desk.room.page.textCursor().selectedText() == "harbour"
    assert bar.field.hasFocus()


def test_what_a_check_found_is_shown_on_the_page(desk: DeskWindow) -> None:
    source(desk)
    desk.room.page_work.go_to(Finding("tk", Severity.WARNING, "body", "Still to come.", 2))
    assert desk.room.middle is desk.room.page
    assert desk.room.page.textCursor().block().text() == "We wait."
    assert desk.room.page.hasFocus()


LONG = tuple(f"Paragraph {number} has some words in it, and then a few more." for number in range(800))


@pytest.fixture
def long_desk(desk_window: DeskWindow) -> DeskWindow:
    """One in which the story is long enough that nobody is to wait for it."""
    row = desk_window.library.create(Story(headline="Long", body=body(*LONG))).result(10)
    desk_window.open(row.id)
    desk_window.window.activateWindow()
    desk_window.room.page.setFocus()
    assert len(write_body(body(*LONG))) > 2 * SHORT
    return desk_window


def on_page_again(desk: DeskWindow) -> None:
    desk.qtbot.waitUntil(lambda: desk.room.middle is desk.room.page, timeout=10_000)


@pytest.fixture
def reading_threads(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of every reading of a source, whether it took place on the window's thread."""
    found: list[bool] = []

    def read(text: str) -> Body:
        found.append(threading.current_thread() is threading.main_thread())
        return read_source(text)

    monkeypatch.setattr(markdown_source, "read_source", read)
    return found


def test_leaving_a_long_source_reads_what_was_typed_elsewhere(
    long_desk: DeskWindow, reading_threads: list[bool]
) -> None:
    put_caret(long_desk, "Paragraph 700 has")
    view = source(long_desk)
    assert view.text()[: view.place()].endswith("Paragraph 700 has")
    QTest.keyClicks(view, " indeed")
    QTest.keyClick(view, Qt.Key.Key_M, Ctrl | Shift)
    assert long_desk.room.tools.source.is_shown, "until that is read"
    QTest.keyClicks(view, " very")
    on_page_again(long_desk)
    cursor = long_desk.room.page.textCursor()
    assert cursor.block().text()[: cursor.positionInBlock()] == "Paragraph 700 has indeed very"
    assert reading_threads
    assert not any(reading_threads)
    assert story(long_desk).blocks[700] == Paragraph(spans(LONG[700].replace("has", "has indeed very")))
    assert not long_desk.window.actions_["source_view"].isChecked()


def test_undo_in_a_long_source_reads_what_was_typed_elsewhere(
    long_desk: DeskWindow, reading_threads: list[bool]
) -> None:
    view = source(long_desk)
    QTest.keyClicks(view, "Indeed ")
    QTest.keyClick(view, Qt.Key.Key_Z, Ctrl)
    long_desk.qtbot.waitUntil(lambda: view.text() == write_body(body(*LONG)), timeout=10_000)
    assert reading_threads
    assert not any(reading_threads)


def test_what_is_typed_on_the_page_while_the_source_opens_is_in_it(long_desk: DeskWindow) -> None:
    put_caret(long_desk, "Paragraph 799 has")
    QTest.keyClick(long_desk.room.page, Qt.Key.Key_M, Ctrl | Shift)
    typed = ""
    while not long_desk.room.tools.source.is_shown:
        if len(typed) < 12:
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, Qt.Key.Key_X)
            typed += "x"
        QTest.qWait(1)
    view = source(long_desk)
    assert f"Paragraph 799 has{typed} some" in view.text()
    assert view.text()[: view.place()].endswith(f"Paragraph 799 has{typed}")
    assert view.text() == write_body(story(long_desk))


def test_opening_and_leaving_can_be_cancelled(long_desk: DeskWindow) -> None:
    found, action = long_desk.room.tools.source, long_desk.window.actions_["source_view"]
    bars = long_desk.window.page_pane
    long_desk.do("source_view")
    bars.findChildren(ProgressBar)[0].stop.click()
    long_desk.qtbot.waitUntil(lambda: not action.isChecked(), timeout=10_000)
    assert not found.is_shown
    QTest.keyClick(long_desk.room.page, Qt.Key.Key_M, Ctrl | Shift)
    QTest.keyClick(long_desk.room.page, Qt.Key.Key_M, Ctrl | Shift)
    long_desk.qtbot.waitUntil(lambda: not action.isChecked(), timeout=10_000)
    assert not found.is_shown
    view = source(long_desk)
    long_desk.qtbot.waitUntil(lambda: not bars.findChildren(ProgressBar), timeout=10_000)
    QTest.keyClicks(view, "Indeed ")
    long_desk.do("source_view")
    bars.findChildren(ProgressBar)[0].stop.click()
    long_desk.qtbot.waitUntil(lambda: not bars.findChildren(ProgressBar), timeout=10_000)
    assert found.is_shown
    assert action.isChecked()
    typed = Paragraph(spans("Indeed " + LONG[0]))
    long_desk.qtbot.waitUntil(lambda: story(long_desk).blocks[0] == typed, timeout=10_000)
    assert found.is_shown


def test_another_article_ends_the_opening(long_desk: DeskWindow) -> None:
    long_desk.do("source_view")
    long_desk.open("start-here")
    long_desk.qtbot.waitUntil(lambda: not long_desk.window.page_pane.findChildren(ProgressBar), timeout=10_000)
    assert long_desk.room.middle is long_desk.room.page
    assert not long_desk.window.actions_["source_view"].isChecked()
    assert source(long_desk).text() == write_body(story(long_desk))


def test_a_source_that_could_not_be_written_can_be_asked_for_again(
    desk: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_all: object) -> str:
        raise ValueError("the writer has a fault")

    with monkeypatch.context() as broken, desk.qtbot.captureExceptions() as raised:
        broken.setattr(tool, "body_text", fail)
        QTest.keyClick(desk.room.page, Qt.Key.Key_M, Ctrl | Shift)
        desk.qtbot.waitUntil(lambda: bool(raised), timeout=10_000)
    action = desk.window.actions_["source_view"]
    desk.qtbot.waitUntil(lambda: not action.isChecked(), timeout=10_000)
    assert source(desk).text() == write_body(BODY)


def test_its_menu_knows_what_can_be_taken_back(desk: DeskWindow) -> None:
    view = source(desk)

    def can() -> tuple[bool, bool]:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5)))
        QApplication.sendEvent(view.viewport(), event)
        menu = next(one for one in view.findChildren(QMenu) if one.isVisible())
        found = {action.text(): action.isEnabled() for action in menu.actions()}
        menu.close()
        QApplication.sendPostedEvents(menu, QEvent.Type.DeferredDelete)
        return found["Undo"], found["Redo"]

    assert can() == (False, False)
    QTest.keyClicks(view, "x")
    assert can() == (True, False)
    QTest.keyClick(view, Qt.Key.Key_Z, Ctrl)
    assert can() == (False, True)
