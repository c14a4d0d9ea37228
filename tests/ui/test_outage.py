"""A library that cannot be written while somebody types: what they see, and that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desk import paths
from desk.errors import Unwritable
from desk.library import putting_back
from desk.library.backup import copy_to
from desk.library.journal import Entry, Journal, all_entries, entry_of
from desk.library.library import Library
from desk.library.putting_back import PutBack
from desk.library.values import Why
from desk.story.body import Body, Paragraph, spans
from desk.ui.opening import open_library
from desk.ui.outage_banner import OutageBanner
from desk.ui.saving import SaveKind, SaveState
from desk.ui.services import Looks
from tests.ui.desk_window import WAIT, DeskWindow, begin


class ReadOnly:
    """The library of a window, which can be made read-only and writable again."""

    def __init__(self, desk: DeskWindow) -> None:
        self.on = False
        self._library = desk.library
        self._library.settle().result()
        self._writing = self._library._database.writing
        sa.event.listen(self._writing, "connect", self._on_connect)

    def _on_connect(self, connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
        connection.cursor().execute(f"PRAGMA query_only = {'ON' if self.on else 'OFF'}")

    def set(self, *, on: bool) -> None:
        self.on = on
        self._library.settle().exception()
        self._writing.dispose()


@pytest.fixture
def disk(desk_window: DeskWindow) -> Iterator[ReadOnly]:
    made = ReadOnly(desk_window)
    yield made
    made.on = False


def type_in(desk: DeskWindow, text: str) -> None:
    QTest.keyClicks(desk.room.page, text)


def banner(desk: DeskWindow) -> OutageBanner:
    found: list[OutageBanner] = []

    def shown() -> bool:
        found[:] = [one for one in desk.window.findChildren(OutageBanner) if one.isVisible()]
        return bool(found)

    desk.qtbot.waitUntil(shown, timeout=WAIT)
    return found[0]


def kept(desk: DeskWindow) -> str:
    """What the journal has for the window's library."""
    return "\n".join(entry.text.body for entry in Journal(desk.library.path).entries())


def is_saved(desk: DeskWindow) -> bool:
    return desk.room.manuscript.save_state.kind is SaveKind.SAVED


def test_typing_goes_on_and_the_text_flows_back_by_itself(desk_window: DeskWindow, disk: ReadOnly) -> None:
    disk.set(on=True)
    type_in(desk_window, "Nothing is lost. ")
    shown = banner(desk_window)
    desk_window.qtbot.waitUntil(lambda: shown.place.isVisible() and "Nothing is lost." in kept(desk_window))
    assert shown.title.text() == "Not saved: the library is read-only."
    assert "Go on typing" in shown.sentence.text()
    assert "writable" in shown.sentence.text()
    line = desk_window.window.status.saved.text()
    assert line.startswith("Not saved: the library is read-only. Your text is in “")
    assert shown.place.text() in line
    type_in(desk_window, "Not even this. ")
    desk_window.qtbot.waitUntil(lambda: "Not even this." in kept(desk_window), timeout=WAIT)
    disk.on = False
    desk_window.qtbot.waitUntil(lambda: is_saved(desk_window), timeout=WAIT)
    assert desk_window.library.article("start-here").story.body.text.startswith("Nothing is lost. Not even this. ")
    desk_window.qtbot.waitUntil(lambda: not desk_window.window.findChildren(OutageBanner), timeout=WAIT)
    assert "Everything is saved." in desk_window.window.toast.sentence
    desk_window.qtbot.waitUntil(lambda: all_entries() == (), timeout=WAIT)
    assert desk_window.window.status.saved.text().startswith("Saved ")


def test_an_older_file_in_the_place_of_the_library_is_not_saved_into(desk_window: DeskWindow, tmp_path: Path) -> None:
    path, own, older = desk_window.library.path, tmp_path / "own.desk", tmp_path / "older.desk"
    copy_to(path, older)
    type_in(desk_window, "Written since. ")
    desk_window.qtbot.waitUntil(
        lambda: is_saved(desk_window) and "Written since" in desk_window.room.manuscript.story.body.text, timeout=WAIT
    )
    path.rename(own)
    older.rename(path)
    type_in(desk_window, "And this. ")
    shown = banner(desk_window)
    assert shown.title.text() == "Not saved: another file is in the library’s place."
    desk_window.qtbot.waitUntil(lambda: "Written since. And this." in kept(desk_window), timeout=WAIT)
    path.rename(older)
    own.rename(path)
    desk_window.qtbot.waitUntil(lambda: is_saved(desk_window), timeout=WAIT)
    assert desk_window.library.article("start-here").story.body.text.startswith("Written since. And this. ")


def test_the_next_start_puts_it_back_and_asks_nothing(
    qtbot: QtBot, looks: Looks, tmp_path: Path, desk_window: DeskWindow, disk: ReadOnly
) -> None:
    disk.set(on=True)
    type_in(desk_window, "Typed before the kill. ")
    banner(desk_window)
    qtbot.waitUntil(lambda: "before the kill" in kept(desk_window), timeout=WAIT)
    assert desk_window.close() == 0
    desk_window.session.finish()
    session = begin(qtbot, looks_again(looks), desk_window.library.path)
    again = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: session.room is not None and again.room.manuscript.article is not None, timeout=WAIT)
    assert again.room.manuscript.story.body.text.startswith("Typed before the kill. ")
    assert again.room.manuscript.caret.position == len("Typed before the kill. ")
    assert "in it now" in again.window.toast.sentence
    assert all_entries() == ()
    session.finish()


def test_a_library_that_still_cannot_be_written_shows_what_waits(
    qtbot: QtBot, looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.desk"
    open_library(path).library.close()
    with Library.open(path) as library:
        found = library.article("bridge-toll")
        story = replace(found.story, body=Body((Paragraph(spans("From before the kill.")),)))
        Journal(path).keep(entry_of(path, found.row.id, story, found.row.version, 4))
    monkeypatch.setattr(putting_back, "put_back", no_room)
    session = begin(qtbot, looks, path, "bridge-toll")
    desk = DeskWindow(qtbot, session)
    qtbot.waitUntil(lambda: session.room is not None and desk.room.manuscript.article is not None, timeout=WAIT)
    assert desk.room.manuscript.story.body.text == "From before the kill."
    qtbot.waitUntil(lambda: all_entries() == (), timeout=WAIT)
    assert desk.library.article("bridge-toll").story.body.text == "From before the kill."
    session.finish()


def no_room(_library: Library, _entry: Entry) -> PutBack:
    raise Unwritable("The disk is full.")


def looks_again(looks: Looks) -> Looks:
    """The looks of a second start: its threads are its own."""
    from desk.ui.work import Work  # noqa: PLC0415

    return replace(looks, work=Work())


def test_where_the_journal_cannot_be_written_the_text_can_be_taken_out(
    desk_window: DeskWindow, disk: ReadOnly, tmp_path: Path
) -> None:
    state = paths.state_dir()
    state.mkdir(parents=True, exist_ok=True)
    (state / "recovery").write_text("in the way", "utf-8")
    disk.set(on=True)
    type_in(desk_window, "Only here. ")
    shown = banner(desk_window)
    desk_window.qtbot.waitUntil(shown.copy.isVisible, timeout=WAIT)
    assert "only on the screen" in shown.sentence.text()
    assert "only on the screen" in desk_window.window.status.saved.text()
    desk_window.press("Copy the text", shown)
    assert "Only here. " in QGuiApplication.clipboard().text()
    desk_window.press("Save elsewhere…", shown)
    (dialog,) = desk_window.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "out.md"))
    dialog.reject()
    desk_window.qtbot.waitUntil((tmp_path / "out.md").exists, timeout=WAIT)
    assert "Only here. " in (tmp_path / "out.md").read_text("utf-8")
    disk.on = False
    desk_window.press("Try again", shown)
    desk_window.qtbot.waitUntil(lambda: is_saved(desk_window), timeout=WAIT)


def test_another_article_can_be_opened_meanwhile(desk_window: DeskWindow, disk: ReadOnly) -> None:
    disk.set(on=True)
    type_in(desk_window, "Left behind. ")
    banner(desk_window)
    desk_window.open("bridge-toll")
    assert banner(desk_window).isVisible()
    type_in(desk_window, "A second one. ")
    desk_window.qtbot.waitUntil(lambda: len(Journal(desk_window.library.path).entries()) == 2, timeout=WAIT)
    desk_window.qtbot.waitUntil(lambda: "2 articles wait" in banner(desk_window).sentence.text(), timeout=WAIT)
    disk.on = False
    desk_window.qtbot.waitUntil(lambda: not desk_window.window.findChildren(OutageBanner), timeout=2 * WAIT)
    for slug, words in (("start-here", "Left behind. "), ("bridge-toll", "A second one. ")):
        assert desk_window.library.article(slug).story.body.text.startswith(words)


def test_the_line_does_not_flicker_while_one_types(desk_window: DeskWindow) -> None:
    said: list[str] = []
    status = desk_window.window.status

    def listen(_state: SaveState) -> None:
        said.append(status.saved.text())

    desk_window.room.manuscript.save_state_changed.connect(listen)
    for word in ("One ", "two ", "three "):
        type_in(desk_window, word)
        with desk_window.qtbot.waitSignal(desk_window.room.manuscript.saved, timeout=WAIT):
            pass
    assert said
    assert all(line.startswith("Saved ") for line in said)


def test_that_a_save_takes_long_is_said(desk_window: DeskWindow) -> None:
    import sqlite3  # noqa: PLC0415

    other = sqlite3.connect(desk_window.library.path)
    other.execute("BEGIN IMMEDIATE")
    type_in(desk_window, "Waiting. ")
    status = desk_window.window.status
    desk_window.qtbot.waitUntil(lambda: status.saved.text() == "Saving…", timeout=WAIT)
    desk_window.qtbot.waitUntil(lambda: "Waiting." in kept(desk_window), timeout=WAIT)
    other.rollback()
    other.close()
    desk_window.qtbot.waitUntil(lambda: is_saved(desk_window), timeout=WAIT)
    desk_window.qtbot.waitUntil(lambda: kept(desk_window) == "", timeout=WAIT)


def test_who_was_in_the_headline_is_there_again(desk_window: DeskWindow) -> None:
    room = desk_window.room
    headline = room.page.head.headline
    headline.setFocus()
    QTest.keyClick(headline, Qt.Key.Key_Home)
    QTest.keyClicks(headline, "New")
    desk_window.qtbot.waitUntil(lambda: is_saved(desk_window), timeout=WAIT)
    room.manuscript.close()
    room.page.setFocus()
    room.start("start-here")
    desk_window.qtbot.waitUntil(lambda: room.manuscript.article is not None, timeout=WAIT)
    desk_window.qtbot.waitUntil(headline.hasFocus, timeout=WAIT)
    assert headline.textCursor().position() == 3


def test_the_caret_is_noted_though_nothing_is_typed(desk_window: DeskWindow) -> None:
    QTest.keyClick(desk_window.room.page, Qt.Key.Key_Right)
    QTest.keyClick(desk_window.room.page, Qt.Key.Key_Right)
    desk_window.qtbot.waitUntil(lambda: desk_window.library.article("start-here").caret == 2, timeout=WAIT)
    before = desk_window.library.article("start-here").row.version
    assert before == desk_window.room.manuscript.article.version  # type: ignore[union-attr]


def test_a_caret_that_moves_takes_nothing_back_that_somebody_else_wrote(desk_window: DeskWindow) -> None:
    with Library.open(desk_window.library.path, who="Wei Sung") as other:
        row = other.article("start-here").row
        other.update_story(row.id, lambda story: replace(story, deck="Theirs."), Why.CREDITED).result()
    QTest.keyClick(desk_window.room.page, Qt.Key.Key_Right)
    with desk_window.qtbot.waitSignal(desk_window.room.manuscript.story_changed, timeout=WAIT):
        pass  # the window takes it over
    assert desk_window.library.article("start-here").story.deck == "Theirs."
    assert Why.OVERTAKEN not in [one.why for one in desk_window.library.revisions(row.id)]


def test_what_is_remembered_is_written_while_the_window_is_open(desk_window: DeskWindow, looks: Looks) -> None:
    from desk.ui.settings import read  # noqa: PLC0415

    desk_window.open("bridge-toll")
    wanted = desk_window.library.article("bridge-toll").row.id
    file = looks.store._path
    desk_window.qtbot.waitUntil(lambda: read(file).last_article == wanted, timeout=WAIT)
    assert Path(read(file).last_library) == desk_window.library.path.resolve()


def test_a_session_that_ends_saves_before_it_returns(desk_window: DeskWindow) -> None:
    type_in(desk_window, "Last words. ")
    desk_window.session.save_now()
    with Library.open(desk_window.library.path) as library:
        assert library.article("start-here").story.body.text.startswith("Last words. ")
