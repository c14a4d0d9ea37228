"""Icons of one family, drawn in the colours of the theme in force."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desk.ui.theme import Theme

# The family is drawn in lines of 2 on a grid of 24; at 16 px somewhat finer lines sit better beside Inter.
_STROKE = (b'stroke-width="2"', b'stroke-width="1.9"')


class Icons:
    """Makes icons by their file name in a folder of SVGs drawn with `currentColor`.

    An icon asks the theme for its colour each time it is painted, so it follows a change of theme. Its file is read
    when it is painted first: most stand in menus that nobody has opened yet.
    """

    def __init__(self, folder: Path, theme: Theme) -> None:
        self._folder = folder
        self._theme = theme
        self._files = frozenset(path.name for path in folder.iterdir())
        self._sources: dict[str, bytes] = {}

    def icon(self, name: str, token: str = "muted") -> QIcon:
        """The icon of this name in a token's colour; the ink colour where the pointer or a check is on it.
        Raises FileNotFoundError.
        """
        if f"{name}.svg" not in self._files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), f"{name}.svg")
        return QIcon(_Engine(partial(self._source, name), token, self._theme))

    def names(self) -> tuple[str, ...]:
        """Every icon there is."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.svg")))

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_bytes().replace(*_STROKE)
        return self._sources[name]


class _Engine(QIconEngine):
    def __init__(self, source: Callable[[], bytes], token: str, theme: Theme) -> None:
        super().__init__()
        self._source = source
        self._token = token
        self._theme = theme

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        token = self._token
        if mode == QIcon.Mode.Disabled:
            token = "faint"
        elif token == "muted" and (mode == QIcon.Mode.Active or state == QIcon.State.On):
            token = "ink"
        colour = getattr(self._theme.tokens, token).encode()
        drawing = QSvgRenderer(QByteArray(self._source().replace(b"currentColor", colour)))
        drawing.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        return _Engine(self._source, self._token, self._theme)
