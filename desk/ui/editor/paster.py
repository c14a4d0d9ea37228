"""Pasting and dropping into the body: who takes what the clipboard holds, and where it goes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desk.ui.editor.clipboard import files_in, from_mime, picture_in
from desk.ui.editor.edits import BodyEdits
from desk.ui.editor.pasting import paste

# Looks at what is about to be pasted, and says whether it has dealt with it: an address over selected words, say.
Taker = Callable[[QMimeData], bool]


class Paster(QObject):
    """Puts what is pasted or dropped where the caret is, as one step of undo.

    Wishes: `files_dropped` and `pictures_dropped` carry lists of paths, `picture_pasted` the bytes of a PNG.
    """

    files_dropped = Signal(list)
    pictures_dropped = Signal(list)
    picture_pasted = Signal(object)

    def __init__(
        self,
        edits: BodyEdits,
        one_step: Callable[[], AbstractContextManager[None]],
        mend: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self._one_step = one_step
        self._mend = mend
        self._takers: list[Taker] = []

    def add_taker(self, taker: Taker) -> None:
        """Ask this first whenever something is pasted with its marks; the one added last is asked first."""
        self._takers.insert(0, taker)

    def takes(self, source: QMimeData) -> bool:
        """Whether this can be pasted or dropped here."""
        return source.hasUrls() or source.hasImage() or source.hasText() or source.hasHtml()

    def take(self, source: QMimeData) -> None:
        """Paste or drop: words and blocks into the body; files and pictures are the window's to bring in."""
        if any(taker(source) for taker in self._takers):
            return
        pictures, files = files_in(source)
        if pictures:
            self.pictures_dropped.emit(pictures)
        if files:
            self.files_dropped.emit(files)
        if pictures or files:
            return
        if picture := picture_in(source):
            self.picture_pasted.emit(picture)
            return
        self._insert(source)

    def paste_plain(self) -> None:
        """Paste the words of the clipboard without their marks."""
        self._insert(QGuiApplication.clipboard().mimeData(), plain=True)

    def _insert(self, source: QMimeData, *, plain: bool = False) -> None:
        fragment = from_mime(source, plain=plain)
        if fragment is not None:
            with self._one_step():
                paste(self._edits, fragment)
                self._mend()
            self._edits.view.ensureCursorVisible()
