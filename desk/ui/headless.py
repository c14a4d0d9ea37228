"""A picture of the window without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication

from desk import paths
from desk.errors import Unwritable
from desk.ui.opening import in_background, open_library
from desk.ui.room import Room
from desk.ui.settings import Settings, SettingsStore
from desk.ui.start import SETTINGS, Session, make_app, make_looks
from desk.ui.theme import Scheme

SIZE = (1600, 1000)  # px
PATIENCE = 20_000  # ms after which the picture is taken whatever is missing in it
_SETTLE = 400  # ms for the last of the painting

Scene = Callable[[Session], None]  # what a person does before the picture is taken


class _Shot(QObject):
    """Takes the picture once the editor and the preview have painted, and what `scene` did is to be seen too."""

    def __init__(self, session: Session, file: Path, scene: Scene | None) -> None:
        super().__init__()
        self._session = session
        self._file = file
        self._scene = scene
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._patience.timeout.connect(self._on_patience_ended)
        self._settle.timeout.connect(self._on_settled)
        self._patience.start()
        session.room_ready.connect(self._on_room)
        self.saved = False

    @Slot(object)
    def _on_room(self, room: Room) -> None:
        room.side_made.connect(self._on_side_made)
        room.articles.model.filled.connect(self._on_listed)

    @Slot()
    def _on_side_made(self) -> None:
        room = self._session.room
        if room is not None and room.side is not None:
            room.side.preview.page_shown.connect(self._settle.start)

    @Slot()
    def _on_listed(self) -> None:
        room = self._session.room
        if room is not None and not room.articles.model.total:
            self._settle.start()  # there is no page to wait for

    @Slot()
    def _on_settled(self) -> None:
        scene, self._scene = self._scene, None
        if scene is not None:
            scene(self._session)
            self._settle.start()
        else:
            self._take()

    @Slot()
    def _on_patience_ended(self) -> None:
        self._take()

    def _take(self) -> None:
        self._patience.stop()
        self._settle.stop()
        self.saved = self._session.window.grab().save(str(self._file), "PNG")
        QApplication.exit(0)


def draw(
    library: Path,
    target: str,
    file: Path,
    *,
    size: tuple[int, int] = SIZE,
    theme: str = "",
    scene: Scene | None = None,
) -> int:
    """Draw the window as it stands on this library into a PNG file; shows nothing. Gives the exit code.

    `size` is in px; `theme` is "light", "dark" or "" for the one that was chosen. Raises `WorldError` where the
    library cannot be opened or the file not be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    opening = in_background(partial(open_library, library))
    app = make_app(sys.argv[:1])
    kept = SettingsStore(paths.config_dir() / SETTINGS).settings
    scheme = Scheme(theme) if theme else kept.theme
    looks = make_looks(app, SettingsStore(Path(os.devnull), Settings(theme=scheme)))
    opening.result()
    session = Session(looks, asks=False)
    session.window.resize(QSize(*size))
    shot = _Shot(session, file, scene)
    session.begin(opening, library, target)
    try:
        app.exec()
    finally:
        session.window.may_close = True
        session.window.close()
        session.finish()
    if not shot.saved:
        raise Unwritable(f"“{file}” could not be written. Nothing was left there.")
    return 0
