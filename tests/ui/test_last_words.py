"""The last words and the oldest texts: what is typed while the window leaves, what is read while somebody types."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from desk.library.journal import Entry, Journal, entry_of
from desk.library.library import Library
from desk.library.storing import stored
from desk.library.values import Saved
from desk.story.story import Story
from desk.ui.opening import open_library
from tests.ui.desk_window import WAIT, DeskWindow


def hold_up(library: Library) -> threading.Event:
    """Keep the writer busy until this is set."""
    go_on = threading.Event()
    library._write(lambda _t: go_on.wait(WAIT / 1000))
    return go_on


def test_what_is_typed_while_the_window_waits_to_leave_is_saved(desk_window: DeskWindow) -> None:
    QTest.keyClicks(desk_window.room.page, "First. ")
    go_on = hold_up(desk_window.library)
    with desk_window.qtbot.waitSignal(desk_window.session.ended, timeout=WAIT):
        desk_window.window.close()
        QTest.keyClicks(desk_window.room.page, "Last. ")
        go_on.set()
    desk_window.session.finish()
    with Library.open(desk_window.library.path) as library:
        assert library.article("start-here").story.body.text.startswith("First. Last. ")


def test_what_is_typed_while_the_journal_takes_the_rest_is_kept(
    desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> Future[Saved]:
        failed: Future[Saved] = Future()
        failed.set_exception(OSError(5, "Input/output error"))
        return failed

    monkeypatch.setattr(desk_window.library, "save_draft", fails)
    QTest.keyClicks(desk_window.room.page, "First. ")
    go_on = threading.Event()
    desk_window.room.journal._thread.submit(go_on.wait, WAIT / 1000)
    with desk_window.qtbot.waitSignal(desk_window.session.ended, timeout=WAIT):
        desk_window.window.close()
        desk_window.qtbot.wait(100)
        QTest.keyClicks(desk_window.room.page, "Last. ")
        go_on.set()
    desk_window.session.finish()
    (entry,) = Journal(desk_window.library.path).entries()
    assert entry.text.body.startswith("First. Last. ")


def test_the_journal_knows_which_words_are_just_on_their_way(desk_window: DeskWindow) -> None:
    manuscript, qtbot = desk_window.room.manuscript, desk_window.qtbot
    QTest.keyClicks(desk_window.room.page, "A")
    qtbot.waitUntil(lambda: manuscript.save_state.kind == "saved", timeout=WAIT)
    journal = Journal(desk_window.library.path)
    go_on = hold_up(desk_window.library)
    QTest.keyClicks(desk_window.room.page, "First. ")
    manuscript.flush()
    first = stored(manuscript.story).hash
    QTest.keyClicks(desk_window.room.page, "Last. ")
    kept: list[Entry] = []

    def is_kept() -> bool:
        kept[:] = journal.entries()
        return bool(kept) and kept[0].text.body.startswith("AFirst. Last. ")

    qtbot.waitUntil(is_kept, timeout=WAIT)
    go_on.set()
    assert kept[0].after == (first,)


def test_an_article_that_was_saved_while_it_was_read_again_is_not_shown_as_it_was(desk_window: DeskWindow) -> None:
    room = desk_window.room
    older = desk_window.library.article("start-here")
    QTest.keyClicks(room.page, "New. ")
    desk_window.save()
    desk_window.qtbot.waitUntil(lambda: room.manuscript.save_state.kind == "saved", timeout=WAIT)
    room._on_read(None, older)  # it was read before that save, and comes now
    desk_window.qtbot.waitUntil(lambda: room._opening is None, timeout=WAIT)
    assert room.manuscript.story.body.text.startswith("New. ")


def test_a_text_of_the_journal_that_cannot_be_read_keeps_no_window_shut(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.desk") as library:
        row = library.create(Story(headline="Pilots strike")).result()
    journal = Journal(library.path)
    entry = entry_of(library.path, row.id, Story(headline="Typed last"), row.version, 0)
    path = journal.keep(replace(entry, slug="typed"))
    path.write_text(path.read_text("utf-8").replace('\\"headline', '\\"of_a_newer_desk'), "utf-8")
    opened = open_library(library.path)
    opened.library.close()
    assert opened.waiting == ()  # nothing that cannot be shown
    assert path.exists()
