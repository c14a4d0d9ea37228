"""Types into the real window until it is killed, and tells on its standard output what, and when.

Lines of JSON: "opened" with article, caret and text, when the window shows what was open last; "typing" with the same,
where the typing begins; then one "key" after each key that the window took, with the time.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from functools import partial
from pathlib import Path

from _watching import flat  # type: ignore[import-not-found]
from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest

from desk import paths
from desk.library.lock import WindowLock
from desk.ui.opening import in_background, open_library
from desk.ui.settings import SettingsStore
from desk.ui.start import SETTINGS, Session, make_app, make_looks

_LETTERS = "etaoinshrdlu"
_KEYS = {"\n": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}


def tell(what: str, **about: object) -> None:
    """One line, whole or not at all."""
    os.write(1, (json.dumps({"what": what, "at": time.time(), **about}) + "\n").encode())


class Typist(QObject):
    """Waits for the article that the window opens, then types."""

    def __init__(self, session: Session, seed: int, *, new: bool) -> None:
        super().__init__(session)
        self._session = session
        self._dice = random.Random(seed)
        self._new = new
        self._last = "\n"
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._on_key_due)
        session.room_ready.connect(self._on_room_ready)

    @Slot(object)
    def _on_room_ready(self) -> None:
        assert self._session.room is not None
        self._session.room.manuscript.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_opened(self) -> None:
        assert self._session.room is not None
        self._tell("opened")
        if self._new:
            self._new = False
            self._session.window.actions_["new_story"].trigger()
            return
        place = self._dice.choice((None, Qt.Key.Key_End, Qt.Key.Key_Home))
        page = self._session.room.page
        page.setFocus()
        if place is not None:
            QTest.keyClick(page, place, Qt.KeyboardModifier.ControlModifier)
        self._tell("typing")
        self._next.start(0)

    def _tell(self, what: str) -> None:
        assert self._session.room is not None
        manuscript = self._session.room.manuscript
        assert manuscript.article is not None
        text = flat(manuscript.story.body)
        tell(what, article=manuscript.article.id, caret=manuscript.caret.position, text=text)

    @Slot()
    def _on_key_due(self) -> None:
        assert self._session.room is not None
        letter = self._dice.choice(_LETTERS)
        if self._last.isalpha():
            letter = self._dice.choices((letter, " ", "\n"), (12, 2, 0.2))[0]
        self._last = letter
        page = self._session.room.page
        if letter in _KEYS:
            QTest.keyClick(page, _KEYS[letter])
        else:
            QTest.keyClicks(page, letter)
        tell("key", key=letter)
        pause = self._dice.choices((self._dice.randint(5, 60), self._dice.randint(60, 250), 700), (20, 4, 1))[0]
        self._next.start(pause)


def main(path: Path, seed: int, new: bool) -> int:
    """The window, until it is killed or closed."""
    lock = WindowLock(path)
    lock.acquire()
    opening = in_background(partial(open_library, path, mend=True))
    app = make_app(sys.argv[:1])
    session = Session(make_looks(app, SettingsStore(paths.config_dir() / SETTINGS)), lock, asks=False)
    session.watch.install()
    session.ended.connect(app.exit)
    typist = Typist(session, seed, new=new)
    session.begin(opening, path, "")
    try:
        return app.exec()
    finally:
        session.finish()
        del typist


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "new"))
