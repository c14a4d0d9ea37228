"""The pictures of the page: read and scaled off the window's thread, kept while they may be wanted."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from desk.formats.base import MediaSource
from desk.ui.work import Work

KEPT = 64  # pictures
_WIDEST = 1520  # px, of a wide column at 200 per cent
_KINDS = frozenset({b"png", b"jpeg", b"gif", b"webp", b"tiff", b"bmp"})
MOST_PIXELS = 100_000_000  # what is decoded at all, so that a small file cannot ask for all memory


class Pictures(QObject):
    """Gives pictures by their reference, as wide as the page wants them. `arrived` carries the reference of one
    that was not there at once."""

    arrived = Signal(str)

    def __init__(self, media: MediaSource, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media = media
        self._work = work
        self._kept: OrderedDict[str, QImage] = OrderedDict()
        self._asked: set[str] = set()

    def get(self, reference: str) -> QImage | None:
        """The picture; a null image where there is none to be had; None while it is being read."""
        if not reference.startswith("media:"):
            return QImage()
        image = self._kept.get(reference)
        if image is not None:
            self._kept.move_to_end(reference)
        elif reference not in self._asked:
            self._asked.add(reference)
            self._work.run(
                partial(_read, self._media, reference),
                partial(self._on_read, reference),
                partial(self._on_failed, reference),
            )
        return image

    def _on_read(self, reference: str, image: QImage) -> None:
        self._asked.discard(reference)
        self._kept[reference] = image
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit(reference)

    def _on_failed(self, reference: str, _error: Exception) -> None:
        self._on_read(reference, QImage())


def _read(media: MediaSource, reference: str) -> QImage:
    data = media(reference)
    buffer = QBuffer()
    buffer.setData(QByteArray(data or b""))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    # Qt would draw other kinds too, which nobody checked before they were kept.
    if bytes(reader.format().data()) not in _KINDS or not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > _WIDEST:
        reader.setScaledSize(size.scaled(QSize(_WIDEST, 1 << 20), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
