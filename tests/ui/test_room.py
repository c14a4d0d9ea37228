"""The window as a whole: opening, writing, leaving, coming back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk import paths
from desk.errors import Unwritable
from desk.library.library import Library
from desk.library.values import Saved, State, Why
from desk.story.people import Credit
from desk.story.story import Story
from desk.ui.dialogs.unsaved import UnsavedDialog
from desk.ui.notices import NameBar
from desk.ui.saving import SaveKind, SaveState
from desk.ui.services import Looks
from desk.ui.settings import read
from tests.ui.desk_window import WAIT, DeskWindow, begin

COPY = """By Ilse Brandt

LISBON (Reuters) — The pilots stopped working at night on Sunday.

"We are not asking for the moon," said the guild's chair.

Wei Sung contributed.
"""


def title(desk: DeskWindow) -> str:
    return desk.window.windowTitle()


def saved(desk: DeskWindow) -> Callable[[], bool]:
    return lambda: desk.room.manuscript.save_state.kind is SaveKind.SAVED


def test_a_first_start_shows_the_guide_and_asks_for_a_name(qtbot: QtBot, desk_window: DeskWindow) -> None:
    assert title(desk_window) == "Start here: your first story — Desk"
    assert len(desk_window.listed()) >= 3
    (bar,) = desk_window.window.findChildren(NameBar)
    bar.field.setText("  Mara   Quist ")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk_window.library.setting("who") == "Mara Quist")
    assert desk_window.library.who == "Mara Quist"
    qtbot.waitUntil(lambda: desk_window.window.status.who.text() == "Mara Quist, editor", timeout=WAIT)
    assert [contact.name for contact in desk_window.library.directory().staff] == ["Mara Quist"]
    qtbot.waitUntil(lambda: not desk_window.window.findChildren(NameBar))


def test_the_guide_is_there_whenever_it_is_asked_for(qtbot: QtBot, desk_window: DeskWindow) -> None:
    guide = desk_window.library.article("start-here").row.id
    desk_window.open("bridge-toll")
    desk_window.library.bin([guide]).result()
    desk_window.do("guide")
    qtbot.waitUntil(lambda: title(desk_window) == "Start here: your first story — Desk", timeout=WAIT)
    qtbot.waitUntil(lambda: "Start here: your first story" in desk_window.listed(), timeout=WAIT)


def test_one_may_type_at_once_and_it_is_saved(qtbot: QtBot, desk_window: DeskWindow) -> None:
    page = desk_window.room.page
    assert desk_window.window.focusWidget() is page
    assert not page.textCursor().hasSelection()
    QTest.keyClicks(page, "Hello. ")
    assert desk_window.room.manuscript.save_state.kind is SaveKind.SAVING
    qtbot.waitUntil(saved(desk_window), timeout=WAIT)
    row = desk_window.room.manuscript.article
    assert row is not None
    assert desk_window.library.article(row.id).story.body.text.startswith("Hello. ")


def test_the_status_line_counts_and_names_the_language(qtbot: QtBot, desk_window: DeskWindow) -> None:
    before = int(desk_window.window.status.counts.text().split()[0])
    QTest.keyClicks(desk_window.room.page, "One two three ")
    qtbot.waitUntil(lambda: int(desk_window.window.status.counts.text().split()[0]) == before + 3, timeout=WAIT)
    language = desk_window.window.status.language
    assert language.text().startswith("English")
    QTest.mouseClick(language, Qt.MouseButton.LeftButton)
    focused = desk_window.window.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Language", "where it can be changed"
    qtbot.waitUntil(lambda: desk_window.window.status.versions.text() == "1 version", timeout=WAIT)


def test_a_new_story_begins_in_the_headline_with_its_author(qtbot: QtBot, desk_window: DeskWindow) -> None:
    desk_window.library.who = "Ilse Brandt"
    with qtbot.waitSignal(desk_window.room.manuscript.opened, timeout=WAIT):
        desk_window.do("new_story")
    focused = desk_window.window.focusWidget()
    assert focused is desk_window.room.page.head.headline
    QTest.keyClicks(focused, "Ferry")
    qtbot.waitUntil(lambda: desk_window.listed()[0] == "Ferry", timeout=WAIT)
    assert [credit.name for credit in desk_window.room.manuscript.story.credits] == ["Ilse Brandt"]


def test_moving_to_the_bin_opens_the_neighbour_and_undo_brings_it_back(qtbot: QtBot, desk_window: DeskWindow) -> None:
    before = desk_window.listed()
    with qtbot.waitSignal(desk_window.room.manuscript.opened, timeout=WAIT):
        desk_window.do("bin")
    qtbot.waitUntil(lambda: desk_window.listed() == before[1:], timeout=WAIT)
    assert title(desk_window).startswith(before[1])
    toast = desk_window.window.toast
    qtbot.waitUntil(toast.isVisible, timeout=WAIT)
    assert toast.sentence == "Moved to the bin."
    desk_window.press("Undo", toast)
    qtbot.waitUntil(lambda: desk_window.listed() == before, timeout=WAIT)
    qtbot.waitUntil(lambda: title(desk_window).startswith(before[0]), timeout=WAIT)


def test_undo_brings_an_article_back_into_the_search_that_it_was_found_by(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    field = desk_window.room.articles.search.field
    with qtbot.waitSignal(desk_window.room.articles.model.filled, timeout=WAIT):
        QTest.keyClicks(field, "bridge")
    qtbot.waitUntil(lambda: desk_window.room.articles.filter.query == "bridge", timeout=WAIT)
    qtbot.waitUntil(lambda: bool(desk_window.listed()), timeout=WAIT)
    before = desk_window.listed()
    desk_window.room.articles.view.selectAll()
    desk_window.do("bin")
    qtbot.waitUntil(lambda: desk_window.listed() == [], timeout=WAIT)
    qtbot.waitUntil(desk_window.window.toast.isVisible, timeout=WAIT)
    desk_window.press("Undo", desk_window.window.toast)
    qtbot.waitUntil(lambda: sorted(desk_window.listed()) == sorted(before), timeout=WAIT)
    assert field.text() == "bridge"


def test_the_bin_can_be_looked_into_and_emptied_by_putting_back(qtbot: QtBot, desk_window: DeskWindow) -> None:
    before = desk_window.listed()
    desk_window.room.articles.view.selectAll()
    desk_window.do("bin")
    qtbot.waitUntil(lambda: desk_window.listed() == [], timeout=WAIT)
    assert desk_window.room.manuscript.article is None
    assert desk_window.room.blank.isVisible()
    desk_window.do("show_bin")
    qtbot.waitUntil(lambda: desk_window.listed() == before, timeout=WAIT)
    desk_window.room.articles.view.selectAll()
    desk_window.do("put_back")
    qtbot.waitUntil(lambda: not desk_window.room.articles.filter.binned, timeout=WAIT)
    qtbot.waitUntil(lambda: sorted(desk_window.listed()) == sorted(before), timeout=WAIT)


def test_duplicating_opens_the_copy(qtbot: QtBot, desk_window: DeskWindow) -> None:
    with qtbot.waitSignal(desk_window.room.manuscript.opened, timeout=WAIT):
        desk_window.do("duplicate")
    row = desk_window.room.manuscript.article
    assert row is not None
    assert row.slug == "start-here-copy"


def test_a_state_is_set_shown_and_taken_back(qtbot: QtBot, desk_window: DeskWindow) -> None:
    desk_window.do("state_ready")
    qtbot.waitUntil(lambda: desk_window.window.toolbar.state.text() == "Ready", timeout=WAIT)
    row = desk_window.room.manuscript.article
    assert row is not None
    assert desk_window.library.article(row.id).row.state is State.READY
    assert not desk_window.window.actions_["state_ready"].isEnabled()
    assert desk_window.window.actions_["state_published"].isEnabled()
    qtbot.waitUntil(desk_window.window.toast.isVisible, timeout=WAIT)
    desk_window.press("Undo", desk_window.window.toast)
    qtbot.waitUntil(lambda: desk_window.window.toolbar.state.text() == "Draft", timeout=WAIT)


def test_of_an_article_that_was_saved_on_another_day_the_day_is_said(desk_window: DeskWindow) -> None:
    status = desk_window.window.status
    now = datetime.now().astimezone()
    status.show_saving(SaveState(SaveKind.SAVED, now))
    assert status.saved.text() == f"Saved {now:%H:%M:%S}"
    status.show_saving(SaveState(SaveKind.SAVED, datetime(2024, 3, 1, 22, 53, 8).astimezone()))
    assert status.saved.text() == "Saved 1 March 2024, 22:53"


def test_what_was_typed_last_is_in_the_version_that_is_handed_over(qtbot: QtBot, desk_window: DeskWindow) -> None:
    QTest.keyClicks(desk_window.room.page, "At the last moment. ")
    desk_window.do("state_ready")
    qtbot.waitUntil(lambda: desk_window.window.toolbar.state.text() == "Ready", timeout=WAIT)
    row = desk_window.room.manuscript.article
    assert row is not None
    newest = desk_window.library.revisions(row.id)[0]
    assert newest.why is Why.HANDED_OVER
    assert "At the last moment." in desk_window.library.revision_story(newest.id).body.text


def test_keeping_a_version_adds_one(qtbot: QtBot, desk_window: DeskWindow) -> None:
    QTest.keyClicks(desk_window.room.page, "More. ")
    desk_window.do("keep_version")
    qtbot.waitUntil(lambda: desk_window.window.status.versions.text() == "2 versions", timeout=WAIT)
    assert desk_window.room.tools.history.line.sentence.startswith("Checkpoint ")


def test_undo_and_redo_are_the_window_s(qtbot: QtBot, desk_window: DeskWindow) -> None:
    actions = desk_window.window.actions_
    assert not actions["undo"].isEnabled()
    before = desk_window.room.manuscript.story
    QTest.keyClicks(desk_window.room.page, "Word")
    desk_window.do("undo")
    assert desk_window.room.manuscript.story == before
    desk_window.do("redo")
    assert desk_window.room.manuscript.story.body.text.startswith("Word")


def test_marks_and_kinds_follow_the_caret(qtbot: QtBot, desk_window: DeskWindow) -> None:
    assert desk_window.window.toolbar.blocks.text() == "Paragraph"
    desk_window.do("heading")
    qtbot.waitUntil(lambda: desk_window.window.toolbar.blocks.text() == "Heading", timeout=WAIT)
    desk_window.do("bold")
    qtbot.waitUntil(desk_window.window.actions_["bold"].isChecked, timeout=WAIT)


def test_a_dropped_file_is_brought_in_and_what_was_recognised_is_said(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    file = tmp_path / "pilots.txt"
    file.write_text(COPY, "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(desk_window.room.manuscript.opened, timeout=WAIT):
        desk_window.window.dropEvent(drop)
    said = desk_window.wait_for("Brought in “pilots.txt”.")
    assert "Byline: By Ilse Brandt" in said
    assert "Contribution line: Wei Sung contributed." in said
    assert desk_window.room.manuscript.story.dateline.place == "LISBON"


def test_what_the_command_line_adds_is_seen_soon(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    desk_window.library.notice_others().result()
    with Library.open(tmp_path / "library.desk", who="Wei Sung") as other:
        other.create(Story(headline="From the command line")).result()
    qtbot.waitUntil(lambda: "From the command line" in desk_window.listed(), timeout=WAIT)


def test_a_credit_from_the_command_line_stands_on_the_open_page(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    room, line = desk_window.room, desk_window.room.page.foot.contribution
    desk_window.library.notice_others().result()
    before = line.toPlainText()
    with Library.open(tmp_path / "library.desk", who="Wei Sung") as other:
        credit = Credit("Petra Holm", place="Vestrand")
        row = other.article("start-here").row
        other.update_story(row.id, lambda s: replace(s, credits=(*s.credits, credit)), Why.CREDITED).result()
    qtbot.waitUntil(lambda: "Petra Holm in Vestrand" in line.toPlainText(), timeout=WAIT)
    assert "changed outside" in desk_window.window.toast.sentence
    QTest.keyClicks(room.page, "And on. ")
    qtbot.waitUntil(saved(desk_window), timeout=WAIT)
    article = desk_window.library.article(row.id)
    assert credit in article.story.credits
    assert article.story.body.text.startswith("And on. ")
    assert Why.OVERTAKEN not in [revision.why for revision in desk_window.library.revisions(row.id)]
    while room.manuscript.can_undo:
        room.manuscript.undo()
    assert line.toPlainText() == before


def test_an_article_that_is_not_there_is_said(desk_window: DeskWindow) -> None:
    desk_window.room.open_article("no-such-story")
    desk_window.wait_for("That did not work.", "no-such-story")
    assert desk_window.room.manuscript.article is not None


def test_what_is_being_opened_is_not_lost_to_the_newest(desk_window: DeskWindow) -> None:
    room = desk_window.room
    room.close_article()
    room.open_article("bridge-toll")  # as a file that came in at the start
    room._on_first_filled()  # and the list, which was asked before, has something now
    desk_window.qtbot.waitUntil(lambda: room.manuscript.article is not None and room._opening is None, timeout=WAIT)
    assert room.manuscript.article is not None
    assert room.manuscript.article.slug == "bridge-toll"


def test_the_window_comes_back_as_it_was(qtbot: QtBot, desk_window: DeskWindow, looks: Looks, tmp_path: Path) -> None:
    desk_window.open("bridge-toll")
    desk_window.do("toggle_list")
    desk_window.window.resize(780, 540)  # the screen of the tests is 800 wide
    desk_window.do("theme_dark")
    assert desk_window.close() == 0
    desk_window.session.finish()
    kept = read(tmp_path / "settings" / "window.json")
    assert (kept.theme, kept.list_shown) == ("dark", False)
    again = begin(qtbot, replace(looks, work=type(looks.work)()), tmp_path / "library.desk")
    qtbot.waitUntil(lambda: again.room is not None and again.room.manuscript.article is not None, timeout=WAIT)
    assert again.room is not None
    assert again.room.manuscript.article is not None
    assert again.room.manuscript.article.slug == "bridge-toll"
    assert again.window.height() == 540
    assert not again.window.list_pane.isVisible()
    again.finish()


def test_closing_saves_the_last_words_first(qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path) -> None:
    QTest.keyClicks(desk_window.room.page, "Last words. ")
    assert desk_window.close() == 0
    desk_window.session.finish()
    with Library.open(tmp_path / "library.desk") as library:
        assert library.article("start-here").story.body.text.startswith("Last words. ")


class FullDisk:
    """The library's writer on a disk that is full until somebody makes room."""

    def __init__(self, desk: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
        self._save = desk.library.save_draft
        self.full = True
        monkeypatch.setattr(desk.library, "save_draft", self.save_draft)

    def save_draft(
        self, article: str, story: Story, caret: int, version: int, baseline: Story | None = None
    ) -> Future[Saved]:
        if not self.full:
            return self._save(article, story, caret, version, baseline)
        future: Future[Saved] = Future()
        error = Unwritable("The disk is full. What was saved before is kept.")
        threading.Thread(target=future.set_exception, args=[error]).start()
        return future


def test_leaving_asks_only_where_nothing_can_be_written_at_all(
    qtbot: QtBot, desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = FullDisk(desk_window, monkeypatch)
    state = paths.state_dir()
    state.mkdir(parents=True, exist_ok=True)
    (state / "recovery").write_text("in the way", "utf-8")
    QTest.keyClicks(desk_window.room.page, "Words. ")
    desk_window.window.close()
    qtbot.waitUntil(lambda: bool(desk_window.window.findChildren(UnsavedDialog)), timeout=WAIT)
    assert desk_window.window.isVisible()
    (dialog,) = desk_window.window.findChildren(UnsavedDialog)
    assert desk_window.window.status.saved.text().startswith("Not saved: ")
    disk.full = False
    with qtbot.waitSignal(desk_window.session.ended, timeout=WAIT):
        desk_window.press("Try again", dialog)


def test_f6_goes_round_the_panes(desk_window: DeskWindow) -> None:
    window = desk_window.window

    def pane() -> str:
        return next(one.accessibleName() for one in window.panes if one.isAncestorOf(window.focusWidget()))

    start = pane()
    seen = [start]
    for _step in range(3):
        desk_window.do("next_pane")
        seen.append(pane())
    assert seen[-1] == start
    assert set(seen) == {"Articles", "Page", "Preview and inspector"}
    desk_window.do("previous_pane")
    assert pane() == seen[-2]


def test_the_palette_opens_over_the_window(qtbot: QtBot, desk_window: DeskWindow) -> None:
    desk_window.do("palette")
    popup = QGuiApplication.focusWindow()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)


INSIDE = {"QTabBar", "QComboBoxPrivateContainer", "QCalendarWidget", "QCalendarView"}
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit)


def test_every_control_has_a_name(desk_window: DeskWindow) -> None:
    nameless = [
        f"{type(control).__name__} in {type(control.parent()).__name__}"
        for kind in CONTROLS
        for control in desk_window.window.findChildren(kind)
        if not control.accessibleName() and not getattr(control, "text", str)() and not internal(control)
    ]
    assert nameless == []


def internal(control: QWidget) -> bool:
    """Parts that Qt makes inside its own controls."""
    parent = control.parent()
    return parent is not None and (
        isinstance(parent, QLineEdit | QComboBox) or parent.metaObject().className() in INSIDE
    )


def test_every_button_is_reached_by_the_keyboard(desk_window: DeskWindow) -> None:
    buttons = [one for one in desk_window.window.findChildren(QAbstractButton) if one.isVisible() and not internal(one)]
    assert [b.accessibleName() for b in buttons if not b.focusPolicy() & Qt.FocusPolicy.TabFocus] == []


def test_the_menu_of_a_row_offers_what_fits(qtbot: QtBot, desk_window: DeskWindow) -> None:
    view = desk_window.room.articles.view
    middle: QPoint = view.visualRect(desk_window.room.articles.model.index(0)).center()
    view.customContextMenuRequested.emit(middle)
    menus = [one for one in desk_window.window.findChildren(QWidget) if one.accessibleName() == "Article"]
    assert menus
    assert [action.objectName() for action in menus[0].actions()] == [
        *("export", "duplicate", "tag", "credit_many", "", "bin")
    ]
    menus[0].close()


def test_tab_goes_through_the_page_and_not_out_of_its_middle(desk_window: DeskWindow) -> None:
    page = desk_window.room.page
    head, foot = page.head, page.foot
    head.headline.setFocus()
    for expected in (head.deck, head.byline, head.dates, page, foot.contribution, foot.add):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
