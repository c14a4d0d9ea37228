"""The last words and the oldest texts: what is typed while the window leaves, what is read while somebody types."""

from __future__ import annotations

import threading
from concurrent.futures import Future

import pytest
from PySide6.QtTest import QTest

from desk.library.journal import Journal
from desk.library.library import Library
from desk.library.values import Saved
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
    desk_window.room.journal._submit(lambda: bool(go_on.wait(WAIT / 1000)))
    with desk_window.qtbot.waitSignal(desk_window.session.ended, timeout=WAIT):
        desk_window.window.close()
        desk_window.qtbot.wait(100)
        QTest.keyClicks(desk_window.room.page, "Last. ")
        go_on.set()
    desk_window.session.finish()
    (entry,) = Journal(desk_window.library.path).entries()
    assert entry.text.body.startswith("First. Last. ")


def test_an_article_that_was_saved_while_it_was_read_again_is_not_shown_as_it_was(desk_window: DeskWindow) -> None:
    room = desk_window.room
    older = desk_window.library.article("start-here")
    QTest.keyClicks(room.page, "New. ")
    future = room.manuscript.flush()
    assert future is not None
    desk_window.qtbot.waitUntil(lambda: room.manuscript.save_state.kind == "saved", timeout=WAIT)
    room._on_read(None, older)  # it was read before that save, and comes now
    desk_window.qtbot.waitUntil(lambda: room._opening is None, timeout=WAIT)
    assert room.manuscript.story.body.text.startswith("New. ")
