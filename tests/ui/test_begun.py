"""A new article while the library cannot be written: it is begun at once, and flows in by itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.library import putting_back
from desk.library.begun import begun_row
from desk.library.journal import Journal, all_entries, entry_of
from desk.library.library import Library
from desk.library.values import ArticleRow
from desk.story.story import Story
from desk.ui.articles.model import ROW
from desk.ui.opening import open_library
from desk.ui.services import Looks
from desk.ui.settings import SettingsStore
from tests.ui.desk_window import WAIT, DeskWindow, begin
from tests.ui.test_outage import ReadOnly, banner, disk, is_saved, kept, looks_again, no_room

__all__ = ["disk"]


def begin_story(desk: DeskWindow, headline: str, text: str) -> str:
    """As a person does it: Ctrl+N, a headline, Return, words. Gives its id."""
    before = desk.room.manuscript.article
    desk.do("new_story")
    row = desk.room.manuscript.article
    assert row is not None  # at once: nobody waits for a disk
    assert before is None or row.id != before.id
    head = desk.room.page.head.headline
    desk.qtbot.waitUntil(head.hasFocus, timeout=WAIT)
    QTest.keyClicks(head, headline)
    desk.room.page.setFocus()
    QTest.keyClicks(desk.room.page, text)
    return row.id


def first_row(desk: DeskWindow) -> ArticleRow:
    found: ArticleRow = desk.room.articles.model.index(0).data(ROW)
    return found


def test_a_new_article_is_begun_while_the_library_cannot_be_written(desk_window: DeskWindow, disk: ReadOnly) -> None:
    disk.set(on=True)
    article = begin_story(desk_window, "The dam broke", "Nothing is lost.")
    assert "wait" not in banner(desk_window).sentence.text()
    desk_window.qtbot.waitUntil(lambda: "Nothing is lost." in kept(desk_window), timeout=WAIT)
    line = desk_window.window.status.saved.text
    desk_window.qtbot.waitUntil(lambda: "Your text is in “" in line(), timeout=WAIT)
    assert line().startswith("Not saved: the library is read-only.")
    desk_window.qtbot.waitUntil(lambda: first_row(desk_window).title == "The dam broke", timeout=WAIT)
    assert not first_row(desk_window).is_kept
    assert "not in the library yet" in first_said(desk_window)
    assert article not in [row.id for row in desk_window.library.rows().rows]
    disk.on = False
    desk_window.qtbot.waitUntil(lambda: is_saved(desk_window), timeout=WAIT)
    found = desk_window.library.article("the-dam-broke")
    assert (found.row.id, found.story.body.text) == (article, "Nothing is lost.")
    desk_window.qtbot.waitUntil(lambda: first_row(desk_window).is_kept, timeout=WAIT)
    desk_window.qtbot.waitUntil(lambda: [row.id for row in rows(desk_window)].count(article) == 1, timeout=WAIT)
    desk_window.qtbot.waitUntil(lambda: all_entries() == (), timeout=WAIT)
    assert desk_window.library.revisions(article)[-1].who == desk_window.library.who


def first_said(desk: DeskWindow) -> str:
    return str(desk.room.articles.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))


def rows(desk: DeskWindow) -> list[ArticleRow]:
    model = desk.room.articles.model
    return [model.row_at(place) for place in range(model.rowCount())]


def test_one_can_leave_it_and_come_back_while_nothing_can_be_written(desk_window: DeskWindow, disk: ReadOnly) -> None:
    disk.set(on=True)
    first = begin_story(desk_window, "First", "One. ")
    second = begin_story(desk_window, "Second", "Two. ")
    desk_window.open("bridge-toll")
    desk_window.qtbot.waitUntil(lambda: {first, second} <= {row.id for row in rows(desk_window)}, timeout=WAIT)
    desk_window.open(first)
    assert desk_window.room.manuscript.story.body.text == "One. "
    line = desk_window.window.status.saved.text
    desk_window.qtbot.waitUntil(lambda: line().startswith("Not saved: the library is read-only."), timeout=WAIT)
    desk_window.room.page.setFocus()
    QTest.keyClick(desk_window.room.page, Qt.Key.Key_End)
    QTest.keyClicks(desk_window.room.page, "More.")
    desk_window.qtbot.waitUntil(lambda: "More." in kept(desk_window) and "Two." in kept(desk_window), timeout=WAIT)
    disk.on = False
    desk_window.qtbot.waitUntil(lambda: all_entries() == (), timeout=2 * WAIT)
    assert desk_window.library.article(first).story.body.text == "One. More."
    assert desk_window.library.article(second).story.body.text == "Two. "
    desk_window.qtbot.waitUntil(lambda: [row.id for row in rows(desk_window)].count(second) == 1, timeout=WAIT)


def test_what_needs_the_library_says_so_kindly(desk_window: DeskWindow, disk: ReadOnly) -> None:
    disk.set(on=True)
    begin_story(desk_window, "The dam broke", "Words.")
    banner(desk_window)
    desk_window.qtbot.waitUntil(lambda: not first_row(desk_window).is_kept, timeout=WAIT)
    toast = desk_window.window.toast
    for action in ("keep_version", "duplicate", "bin", "tag", "export", "state_ready"):
        toast.hide()
        desk_window.do(action)
        desk_window.qtbot.waitUntil(lambda: "is not in the library yet" in toast.sentence, timeout=WAIT)
    assert "The dam broke" in toast.sentence
    assert desk_window.room.manuscript.story.headline == "The dam broke"


def test_killed_in_that_state_the_next_start_has_it(
    qtbot: QtBot, looks: Looks, desk_window: DeskWindow, disk: ReadOnly, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.set(on=True)
    article = begin_story(desk_window, "The dam broke", "Typed before the kill.")
    qtbot.waitUntil(lambda: "before the kill." in kept(desk_window), timeout=WAIT)
    desk_window.close()
    desk_window.session.finish()
    path = desk_window.library.path
    with monkeypatch.context() as full:
        full.setattr(putting_back, "put_back", no_room)  # at the start it still cannot be written
        again = started(qtbot, looks, path)
    assert again.room.manuscript.article is not None
    assert again.room.manuscript.article.id == article
    assert again.room.manuscript.story.body.text == "Typed before the kill."
    qtbot.waitUntil(lambda: all_entries() == (), timeout=WAIT)
    assert again.library.article("the-dam-broke").row.id == article
    assert again.library.article(article).story.body.text == "Typed before the kill."
    again.session.finish()


def test_the_next_start_puts_it_into_a_library_that_can_be_written(
    qtbot: QtBot, looks: Looks, desk_window: DeskWindow, disk: ReadOnly
) -> None:
    disk.set(on=True)
    article = begin_story(desk_window, "The dam broke", "Typed before the kill.")
    qtbot.waitUntil(lambda: "before the kill." in kept(desk_window), timeout=WAIT)
    desk_window.close()
    desk_window.session.finish()
    again = started(qtbot, looks, desk_window.library.path)
    assert again.room.manuscript.article is not None
    assert again.room.manuscript.article.id == article
    assert again.room.manuscript.caret.position == len("Typed before the kill.")
    assert Journal(again.library.path).entries() == ()
    again.session.finish()


def started(qtbot: QtBot, looks: Looks, path: Path) -> DeskWindow:
    session = begin(qtbot, looks_again(looks), path)
    again = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: session.room is not None and again.room.manuscript.article is not None, timeout=WAIT)
    return again


def test_killed_before_it_was_noted_what_is_open_it_is_open_again(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    open_library(path).library.close()
    with Library.open(path) as library:
        looks.store.change(last_library=str(path.resolve()), last_article=library.article("bridge-toll").row.id)
        looks.store.write()
    story = Story(headline="The dam broke")
    row = begun_row(story)
    Journal(path).keep(entry_of(path, row.id, story, row.version, 0))
    again = started(qtbot, replace(looks, store=SettingsStore(looks.store._path)), path)
    assert again.room.manuscript.article is not None
    assert again.room.manuscript.article.slug == "the-dam-broke"
    again.session.finish()
