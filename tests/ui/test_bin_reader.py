"""An article in the bin is read before it is put back or emptied, and nothing is typed into it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk.formats.dates import print_date
from desk.library.library import Library
from desk.library.values import ArticleRow, State
from desk.story.body import Body, Paragraph, spans
from desk.story.house import House
from desk.story.story import Story
from desk.ui.bin_reader import until_sentence
from tests.ui.desk_window import WAIT, DeskWindow

LOST = Story(
    headline="The lost ferry", deck="Nobody saw it", slug="lost-ferry", body=Body((Paragraph(spans("It sank.")),))
)


@pytest.fixture
def in_bin(desk_window: DeskWindow, qtbot: QtBot) -> DeskWindow:
    """The bin is shown, and the one article in it chosen by a click."""
    row = desk_window.library.create(LOST).result()
    desk_window.library.bin([row.id]).result()
    desk_window.do("show_bin")
    view, model = desk_window.room.articles.view, desk_window.room.articles.model
    qtbot.waitUntil(lambda: desk_window.listed() == ["The lost ferry"], timeout=WAIT)
    with qtbot.waitSignal(desk_window.room.manuscript.opened, timeout=WAIT):
        place = view.visualRect(model.index(0)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: "It sank." in shown(desk_window), timeout=WAIT)
    return desk_window


def shown(desk: DeskWindow) -> str:
    return desk.room.tools.bin_reader.sheet.view.toPlainText()


def test_it_is_read_and_the_bar_says_until_when(in_bin: DeskWindow) -> None:
    sheet = in_bin.room.tools.bin_reader.sheet
    row = in_bin.room.manuscript.article
    assert row is not None
    assert in_bin.room.middle is sheet
    assert not in_bin.room.page.isVisible()
    assert all(words in shown(in_bin) for words in ("The lost ferry", "Nobody saw it", "It sank."))
    assert sheet.sentence.text() == until_sentence(row, in_bin.room.services.house)
    assert sheet.sentence.text().startswith("In the bin until ")


def test_nothing_can_be_typed_and_nothing_is_saved(in_bin: DeskWindow, qtbot: QtBot) -> None:
    manuscript = in_bin.room.manuscript
    QTest.keyClick(in_bin.room.articles.view, Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is in_bin.room.tools.bin_reader.sheet.view
    QTest.keyClicks(focused, "Typed over")
    QApplication.clipboard().setText("Pasted over")
    QTest.keyClick(focused, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "over" not in shown(in_bin)
    names = ("find", "replace", "bold", "keep_version", "state_ready", "source_view", "add_credit", "tag", "bin")
    assert not any(in_bin.window.actions_[name].isEnabled() for name in names)
    side = in_bin.room.side
    assert side is not None
    assert not side.details.isEnabled()
    assert not side.credits.isEnabled()
    manuscript.edit(Story(headline="Another"), None)  # whoever else might try
    assert manuscript.story == LOST
    assert not manuscript.outstanding()
    assert in_bin.library.article("lost-ferry").row.version == 1


def test_it_is_put_back_from_the_bar_and_written_on(in_bin: DeskWindow, qtbot: QtBot) -> None:
    room = in_bin.room
    in_bin.press("Put back")
    qtbot.waitUntil(lambda: room.middle is room.page and room.page.isVisible(), timeout=WAIT)
    row = room.manuscript.article
    assert row is not None
    assert (row.slug, row.binned) == ("lost-ferry", False)
    assert not room.articles.filter.binned
    assert room.side is not None
    assert room.side.details.isEnabled()
    room.page.focus_headline()
    QTest.keyClicks(room.page.head.headline, "Found: ")
    assert "Found: " in room.manuscript.story.headline


def test_leaving_the_bin_shows_what_was_open_before(in_bin: DeskWindow, qtbot: QtBot) -> None:
    room = in_bin.room
    in_bin.do("show_bin")
    qtbot.waitUntil(lambda: room.manuscript.article is not None and not room.manuscript.article.binned, timeout=WAIT)
    assert room.middle is room.page


def test_what_was_emptied_is_shown_no_more(in_bin: DeskWindow, qtbot: QtBot) -> None:
    row = in_bin.room.manuscript.article
    assert row is not None
    in_bin.library.empty_bin([row.id]).result()
    qtbot.waitUntil(lambda: in_bin.room.manuscript.article is None, timeout=WAIT)


def test_what_another_program_puts_into_the_bin_is_read_there(desk_window: DeskWindow, qtbot: QtBot) -> None:
    row = desk_window.room.manuscript.article
    assert row is not None
    desk_window.library.bin([row.id]).result()
    room = desk_window.room
    qtbot.waitUntil(lambda: room.middle is room.tools.bin_reader.sheet, timeout=WAIT)
    desk_window.library.unbin([row.id]).result()
    qtbot.waitUntil(lambda: room.middle is room.page, timeout=WAIT)


def test_what_is_typed_while_another_program_puts_it_into_the_bin_is_kept(
    desk_window: DeskWindow, qtbot: QtBot
) -> None:
    desk_window.open("bridge-toll")
    manuscript = desk_window.room.manuscript
    assert manuscript.article is not None
    article = manuscript.article.id
    QTest.keyClicks(desk_window.room.page, "Before. ")
    manuscript.flush()
    with Library.open(desk_window.library.path, who="Wei Sung") as elsewhere:
        elsewhere.bin([article]).result()
    QTest.keyClicks(desk_window.room.page, "Meanwhile. ")
    qtbot.waitUntil(lambda: manuscript.article is not None and manuscript.article.binned, timeout=WAIT)
    if desk_window.room.middle is desk_window.room.page:  # until it is noticed, one types on
        QTest.keyClicks(desk_window.room.page, "After.")
        assert "Meanwhile. After." in manuscript.story.body.text
    typed = manuscript.story.body.text
    qtbot.waitUntil(lambda: desk_window.library.article(article).story.body.text == typed, timeout=WAIT)
    assert "Before. Meanwhile. " in typed


def test_the_sentence_names_the_day() -> None:
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    row = ArticleRow("a", "a", "A", True, "", State.DRAFT, 1, at, at, 1, binned=True, binned_at=at)
    assert until_sentence(row, House()) == f"In the bin until {print_date(at + timedelta(30), House())}."
    assert until_sentence(replace(row, binned_at=None), House()) == "In the bin."
