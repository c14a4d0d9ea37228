"""A whole window on a real library, for tests that work as a person does."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.library.lock import WindowLock
from desk.library.values import Saved
from desk.samples import GUIDE
from desk.ui.notices import Card
from desk.ui.opening import Opened, house_of, in_background, open_library
from desk.ui.room import Room
from desk.ui.services import Looks
from desk.ui.start import Session
from desk.ui.window import MainWindow

WAIT = 10_000  # ms


@dataclass
class DeskWindow:
    """A session whose window is shown, and the ways in which a person uses it."""

    qtbot: QtBot
    session: Session

    @property
    def window(self) -> MainWindow:
        return self.session.window

    @property
    def room(self) -> Room:
        assert self.session.room is not None
        return self.session.room

    @property
    def library(self) -> Library:
        return self.room.services.library

    def do(self, action: str) -> None:
        self.qtbot.waitUntil(self.window.actions_[action].isEnabled, timeout=WAIT)
        self.window.actions_[action].trigger()

    def open(self, ref: str) -> None:
        with self.qtbot.waitSignal(self.room.manuscript.opened, timeout=WAIT):
            self.room.open_article(ref)

    def save(self) -> Saved | None:
        """Wait until all that was typed is on disk; None: it was already."""
        future = self.room.manuscript.flush()
        return None if future is None else future.result(10)

    def listed(self) -> list[str]:
        model = self.room.articles.model
        return [model.row_at(place).title for place in range(model.rowCount())]

    def wait_for(self, *sentence: str) -> str:
        """Waits until a notice over the page says something with these words; gives all that it says."""
        found: list[str] = []

        def said() -> bool:
            cards = self.window.page_pane.findChildren(Card)
            found[:] = [" ".join(card.sentences) for card in cards if card.isVisible()]
            return any(all(words in one for words in sentence) for one in found)

        self.qtbot.waitUntil(said, timeout=WAIT)
        return next(one for one in found if all(words in one for words in sentence))

    def press(self, title: str, within: QWidget | None = None) -> None:
        """Click the button that says this."""
        buttons = (within or self.window).findChildren(QPushButton)
        button = next(one for one in buttons if one.text() == title and one.isVisible())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def close(self) -> int:
        with self.qtbot.waitSignal(self.session.ended, timeout=WAIT) as ended:
            self.window.close()
        assert ended.args is not None
        return int(ended.args[0])


def words_of(widget: QWidget) -> str:
    """Everything that the labels of a widget say."""
    return " ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def begin(
    qtbot: QtBot,
    looks: Looks,
    path: Path,
    target: str = "",
    *,
    lock: bool = False,
    opening: Callable[[], Opened] | None = None,
) -> Session:
    """A session whose library is being opened."""
    held = WindowLock(path) if lock else None
    if held is not None:
        held.acquire()
    opened: Future[Opened] = in_background(opening or partial(open_library, path))
    session = Session(looks, held)
    qtbot.addWidget(session.window, before_close_func=_let_go)
    session.begin(opened, path, target)
    return session


def copied(samples: Path, path: Path) -> Opened:
    """What `open_library` gives where there was no library, but that the samples are copied and not made."""
    shutil.copyfile(samples, path)
    library = Library.open(path)
    return Opened(library, house_of(library), GUIDE)


def _let_go(window: QWidget) -> None:
    assert isinstance(window, MainWindow)
    window.may_close = True
