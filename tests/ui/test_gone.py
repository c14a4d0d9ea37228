"""A library that was there before and is gone: a stick that was pulled out, a folder that was moved."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk import paths
from desk.errors import NotFound
from desk.library.journal import Journal, entry_of
from desk.library.library import Library
from desk.story.story import Story
from desk.ui.dialogs.trouble import TroubleDialog
from desk.ui.gone import refuse_gone
from desk.ui.opening import Opened
from desk.ui.services import Looks
from desk.ui.settings import Settings, write
from desk.ui.start import SETTINGS, Session
from tests.ui.desk_window import WAIT


@pytest.fixture
def gone(tmp_path: Path) -> Path:
    """The path of a library on a stick that is not connected."""
    return tmp_path / "stick" / "news.desk"


@pytest.fixture
def started(gone: Path) -> Iterator[subprocess.Popen[str]]:
    """Desk, started on it as a person starts it, who had it open before."""
    write(replace(Settings(), last_library=str(gone)), paths.config_dir() / SETTINGS)
    command = [sys.executable, "-m", "desk", "open", "--library", str(gone)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)


def test_no_new_library_is_made_in_place_of_one_that_is_gone(started: subprocess.Popen[str], gone: Path) -> None:
    assert started.stderr is not None
    said = next((line for line in started.stderr if line.startswith("desk: ")), "")
    assert "not there any more. No new one was made" in said
    assert not gone.parent.exists(), "a disk could not be connected there"


def test_words_that_wait_for_a_library_tell_that_there_was_one(gone: Path) -> None:
    refuse_gone(gone, "")
    journal = Journal(gone)
    journal.keep(entry_of(gone, "0190-a", Story(headline="Ferry"), 1, 0))
    with pytest.raises(NotFound, match="What you typed last is kept in") as told:
        refuse_gone(gone, "")
    assert str(journal.folder) in str(told.value)
    refuse_gone(gone, "", create=True)  # whoever asks for a new one gets it


def test_it_is_opened_once_it_is_there_again(qtbot: QtBot, looks: Looks, gone: Path, tmp_path: Path) -> None:
    Library.open(tmp_path / "aside" / "news.desk").close()
    looks.store.change(last_library=str(gone))
    opening: Future[Opened] = Future()
    opening.set_exception(NotFound("It is not there."))
    session = Session(looks)
    qtbot.addWidget(session.window)
    session.begin(opening, gone, "")

    def said() -> list[str]:
        return [one.sentence.text() for one in session.window.findChildren(TroubleDialog) if one.isVisible()]

    qtbot.waitUntil(lambda: bool(said()), timeout=WAIT)
    _again(session)
    qtbot.waitUntil(lambda: any("No new one was made" in one for one in said()), timeout=WAIT)
    assert not gone.parent.exists()
    shutil.move(tmp_path / "aside", gone.parent)
    _again(session)
    qtbot.waitUntil(lambda: session.room is not None, timeout=WAIT)
    session.window.may_close = True
    session.finish()


def _again(session: Session) -> None:
    dialog = next(one for one in session.window.findChildren(TroubleDialog) if one.isVisible())
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
