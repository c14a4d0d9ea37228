"""Backups in the window: made by themselves, listed, looked into, taken instead; and a library that was damaged."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk.errors import WorldError
from desk.library import backup as backups
from desk.library import salvage
from desk.library.backup import Looked, Watch, back_up, room_of
from desk.library.backup_names import BY_HAND, backups_of
from desk.library.library import Library
from desk.library.wanted import Sort, Wanted
from desk.samples import install_samples
from desk.ui.backups.dialog import BackupsDialog
from desk.ui.backups.keeper import last_backup
from desk.ui.backups.report import SalvageDialog
from desk.ui.backups.window import BackupWindow, InsteadDialog
from desk.ui.dialogs.trouble import TroubleDialog
from desk.ui.mending import MendingState
from desk.ui.notices import Card
from desk.ui.opening import Mending, in_background, mended, open_library, replaced
from desk.ui.services import Looks
from desk.ui.start import Session
from tests.ui.desk_window import WAIT, DeskWindow, _let_go, begin, words_of


def open_list(desk_window: DeskWindow) -> BackupsDialog:
    desk_window.do("open_backup")
    (dialog,) = desk_window.window.findChildren(BackupsDialog)
    desk_window.qtbot.waitUntil(lambda: dialog.said.text() != "Looking for backups…", timeout=WAIT)
    return dialog


@contextmanager
def looking(desk_window: DeskWindow) -> Iterator[BackupWindow]:
    """A backup that was made and opened from the list; it is closed before the other window is."""
    back_up(desk_window.library.path, BY_HAND)
    dialog = open_list(desk_window)
    QTest.mouseClick(dialog.open_, Qt.MouseButton.LeftButton)
    tool = desk_window.room.tools.backups
    desk_window.qtbot.waitUntil(lambda: bool(tool.windows), timeout=WAIT)
    (window,) = tool.windows
    desk_window.qtbot.waitUntil(lambda: window.page.shown_story is not None, timeout=2 * WAIT)
    yield window
    if shiboken6.isValid(window):
        window.close()
        desk_window.qtbot.waitUntil(lambda: not shiboken6.isValid(window), timeout=WAIT)


def test_the_backups_are_listed_with_their_time_size_and_articles(desk_window: DeskWindow) -> None:
    back_up(desk_window.library.path, BY_HAND)
    dialog = open_list(desk_window)
    cells = [dialog.table.item(0, column) for column in range(4)]
    texts = [cell.text() for cell in cells if cell is not None]
    assert texts[0].startswith("Today, ")
    assert texts[1:] == [str(desk_window.library.rows().total), texts[2], "made by hand"]
    assert texts[2].endswith(" MB")
    QTest.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    desk_window.qtbot.waitUntil(lambda: dialog.table.rowCount() == 2, timeout=WAIT)
    assert dialog.chosen == backups_of(desk_window.library.path)[0]
    dialog.reject()


def test_without_a_backup_the_list_says_so(desk_window: DeskWindow) -> None:
    dialog = open_list(desk_window)
    assert "no backup yet" in dialog.said.text()
    assert not dialog.open_.isEnabled()
    dialog.reject()


@pytest.mark.browser
def test_a_backup_is_shown_and_nothing_in_it_can_be_changed(desk_window: DeskWindow) -> None:
    with looking(desk_window) as looked:
        assert "This is the backup of" in words_of(looked)
        assert "Nothing here can be changed" in words_of(looked)
        before = looked.backup.path.read_bytes()
        titles = [looked.articles.model.row_at(place).title for place in range(looked.articles.model.rowCount())]
        assert sorted(titles) == sorted(desk_window.listed())
        QTest.keyClicks(looked, "words that go nowhere")
        QTest.keyClick(looked.articles.view, Qt.Key.Key_Delete)
        assert looked.backup.path.read_bytes() == before


@pytest.mark.browser
def test_the_window_of_a_backup_is_no_larger_than_the_screen(desk_window: DeskWindow) -> None:
    with looking(desk_window) as looked:
        room = looked.screen().availableGeometry()
        assert looked.width() <= max(room.width(), looked.minimumSizeHint().width())
        assert looked.height() < room.height()  # it has a title bar


def test_an_article_is_copied_into_the_library_of_today(desk_window: DeskWindow) -> None:
    with looking(desk_window) as looked:
        row = looked.manuscript.article
        assert row is not None
        story = desk_window.library.article(row.id)
        desk_window.library.save_draft(row.id, looked.manuscript.story.__class__(), 0, story.row.version).result()
        with desk_window.qtbot.waitSignal(looked.copied, timeout=WAIT) as copied:
            QTest.mouseClick(looked.copy, Qt.MouseButton.LeftButton)
        assert copied.args is not None
        ((made,),) = copied.args
        assert desk_window.library.article(made.id).story.body == looked.manuscript.story.body
        assert "beside the one" in looked.toast.sentence


@pytest.mark.browser
def test_several_articles_are_copied_in_one_go_and_nothing_else_is_offered(desk_window: DeskWindow) -> None:
    with looking(desk_window) as looked:
        looked.articles.view.selectAll()
        ids = [row.id for row in looked.articles.selected]
        assert not looked.articles.bulk.isVisible(), "none of its buttons could do anything here"
        assert looked.copy.text() == f"Copy these {len(ids)} articles into the library of today"
        desk_window.library.bin(ids[:2]).result()
        desk_window.library.empty_bin(ids[:2]).result()
        with desk_window.qtbot.waitSignal(looked.copied, timeout=WAIT):
            QTest.mouseClick(looked.copy, Qt.MouseButton.LeftButton)
        assert f"2 back with their history, {len(ids) - 2} there already" in looked.toast.sentence
        assert set(ids) == set(desk_window.library.every_id(Wanted()))
        desk_window.qtbot.waitUntil(looked.copy.isEnabled, timeout=WAIT)


@pytest.mark.browser
def test_a_backup_is_taken_instead(desk_window: DeskWindow) -> None:
    with looking(desk_window) as looked:
        path = looked.backup.path
        QTest.mouseClick(looked.instead, Qt.MouseButton.LeftButton)
        (dialog,) = looked.findChildren(InsteadDialog)
        assert "is kept" in words_of(dialog)
        with desk_window.qtbot.waitSignal(desk_window.session.ended, timeout=WAIT):
            desk_window.press("Use this one", dialog)
        library = desk_window.library.path
        assert desk_window.session.next == ("open", "--library", str(library), "--instead", str(path))
        desk_window.session.finish()
        opened = replaced(library, path)
        assert opened.replaced is not None
        assert opened.replaced.kept in {one.path for one in backups_of(library)}
        opened.library.close()


def test_a_backup_is_made_by_itself_and_none_when_nothing_changed(desk_window: DeskWindow) -> None:
    keeper = desk_window.room.tools.backups.keeper
    path = desk_window.library.path
    with desk_window.qtbot.waitSignal(keeper.made, timeout=WAIT):
        keeper.look()
    (made,) = backups_of(path)
    desk_window.close()
    desk_window.session.finish()
    assert backups_of(path) == (made,)
    assert last_backup(path, timedelta(0)) is None


def test_on_leaving_one_is_made_if_it_is_due(desk_window: DeskWindow) -> None:
    path = desk_window.library.path
    desk_window.close()
    desk_window.session.finish()
    assert len(backups_of(path)) == 1


def test_a_failure_is_said_once(desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "_SPARE", 1 << 60)
    keeper = desk_window.room.tools.backups.keeper
    with desk_window.qtbot.waitSignal(keeper.failed, timeout=WAIT):
        keeper.look()
    desk_window.wait_for("No backup could be made", "too little room")
    keeper.look()
    desk_window.qtbot.waitUntil(lambda: keeper._job is None, timeout=WAIT)
    cards = [card for card in desk_window.window.page_pane.findChildren(Card) if "No backup" in card.sentences[0]]
    assert len(cards) == 1


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(random.Random(3).randbytes(3000))


def test_a_damaged_library_is_mended_when_it_is_opened(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        install_samples(library)
        titles = {row.title for row in library.rows().rows}
    damage(path)
    session = Session(looks)
    qtbot.addWidget(session.window, before_close_func=_let_go)
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        session.begin(in_background(partial(open_library, path, mend=True)), path, "")
    (dialog,) = session.window.findChildren(SalvageDialog)
    assert "was damaged" in words_of(dialog)
    assert "was not thrown away" in words_of(dialog)
    focused = dialog.focusWidget()
    assert isinstance(focused, QPushButton)  # Return goes on, and does not land in the list of articles
    assert focused.text() == "Go on"
    assert session.room is not None
    assert {row.title for row in session.room.services.library.rows().rows} == titles
    dialog.accept()
    session.finish()


def test_the_mending_shows_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the last moment before the new library takes the damaged one's place, too."""
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        install_samples(library)
    damage(path)
    before = path.read_bytes()
    held, go_on = threading.Event(), threading.Event()

    def hold(file: Path, watch: Watch | None = None, named: Path | None = None) -> Looked:
        held.set()
        assert go_on.wait(WAIT / 1000)
        return backups.look_through(file, watch, named)

    monkeypatch.setattr(salvage, "look_through", hold)
    session, mending = Session(looks), Mending()
    qtbot.addWidget(session.window, before_close_func=_let_go)
    opening = in_background(partial(open_library, path, mend=True, mending=mending))
    session.begin(opening, path, "", mending)
    pane = session.window.page_pane
    qtbot.waitUntil(lambda: held.is_set() and isinstance(pane.content, MendingState), timeout=WAIT)
    assert isinstance(pane.content, MendingState)
    assert "damaged" in pane.content.sentence.text()
    QTest.mouseClick(pane.content.stop, Qt.MouseButton.LeftButton)
    assert "stays as it was" in pane.content.sentence.text()
    go_on.set()
    qtbot.waitUntil(lambda: bool(session.window.findChildren(TroubleDialog)), timeout=WAIT)
    (dialog,) = session.window.findChildren(TroubleDialog)
    assert "The mending was stopped." in dialog.sentence.text()
    assert "nothing of it was changed" in dialog.sentence.text()
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part" or "salvage" in one.name] == []
    assert "The mending was stopped." in capsys.readouterr().err
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    assert session.window.findChildren(SalvageDialog)
    session.finish()


def test_whoever_closes_the_window_leaves_nothing_half_mended(
    qtbot: QtBot, looks: Looks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        install_samples(library)
    damage(path)
    before, held = path.read_bytes(), threading.Event()

    def hold(file: Path, watch: Watch | None = None, named: Path | None = None) -> Looked:
        assert watch is not None
        held.set()
        while True:
            watch(0, 0)
            threading.Event().wait(0.01)

    monkeypatch.setattr(salvage, "look_through", hold)
    session, mending = Session(looks), Mending()
    qtbot.addWidget(session.window, before_close_func=_let_go)
    opening = in_background(partial(open_library, path, mend=True, mending=mending))
    session.begin(opening, path, "", mending)
    qtbot.waitUntil(lambda: held.is_set() and mending.is_under_way, timeout=WAIT)
    session.finish()
    assert not mending.is_under_way
    assert path.read_bytes() == before
    assert not [one.name for one in tmp_path.iterdir() if "salvage" in one.name]
    assert isinstance(opening.exception(WAIT / 1000), WorldError)


def test_where_the_list_cannot_be_read_it_is_offered_at_once(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        install_samples(library)
    with closing(sqlite3.connect(path)) as connection:
        (size,) = connection.execute("PRAGMA page_size").fetchone()
        wanted = "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_articles_binned_title_key_number_state'"
        (page,) = connection.execute(wanted).fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    session = begin(qtbot, looks, path)
    qtbot.waitUntil(lambda: session.room is not None, timeout=WAIT)
    room = session.room
    assert room is not None
    qtbot.waitUntil(lambda: room.articles.model.rowCount() > 0, timeout=WAIT)
    room.articles.model.show(replace(room.articles.filter, sort=Sort.HEADLINE))
    qtbot.waitUntil(lambda: any("damaged in places" in one for one in said_in(session)), timeout=WAIT)
    session.finish()


def said_in(session: Session) -> list[str]:
    return [line for card in session.window.page_pane.findChildren(Card) for line in card.sentences]


def test_damage_that_shows_later_is_offered_to_be_mended(desk_window: DeskWindow) -> None:
    desk_window.room.tools.backups.keeper.damaged.emit(("row 3 missing from index",))
    desk_window.wait_for("damaged in places", "The damaged file is kept")
    with desk_window.qtbot.waitSignal(desk_window.session.ended, timeout=WAIT):
        desk_window.press("Mend it now")
    assert desk_window.session.next[-1] == "--mend"
    path = desk_window.library.path
    desk_window.session.finish()
    opened = mended(path)
    assert opened.salvaged is not None
    assert opened.salvaged.all_whole
    opened.library.close()


def test_how_much_room_they_take_is_set(desk_window: DeskWindow) -> None:
    dialog = open_list(desk_window)
    desk_window.qtbot.waitUntil(lambda: dialog.room.isEnabled() and dialog.room.currentText() == "5 GB", timeout=WAIT)
    QTest.keyClick(dialog.room, Qt.Key.Key_Down)
    desk_window.qtbot.waitUntil(lambda: room_of(desk_window.library.path) == 10_000_000_000, timeout=WAIT)
    dialog.reject()


def test_a_library_that_is_gone_comes_back_from_its_newest_backup(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    path = tmp_path / "library.desk"
    with Library.open(path, who="Ilse Brandt") as library:
        install_samples(library)
        back_up(path)
    path.unlink()
    session = begin(qtbot, looks, path, lock=True)
    qtbot.waitUntil(lambda: bool(session.window.findChildren(TroubleDialog)), timeout=WAIT)
    (dialog,) = session.window.findChildren(TroubleDialog)
    assert "backups of it are" in dialog.sentence.text()
    assert not path.exists()
    with qtbot.waitSignal(session.room_ready, timeout=WAIT):
        QTest.mouseClick(dialog.backup, Qt.MouseButton.LeftButton)
    assert session.room is not None
    assert session.room.services.library.rows().total == 4
    session.finish()
