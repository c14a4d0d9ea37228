"""The lead picture: what it is, and the words with it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desk.formats.base import MediaSource
from desk.story.body import Figure, clean_line, text_of
from desk.ui.inspector.fields import Field, LineField, ProseField
from desk.ui.inspector.parts import button, label
from desk.ui.inspector.retext import retext
from desk.ui.services import Looks

_HEIGHT = 150  # px of the small picture, at most
_GONE = "The picture is not in this library. Its words are kept."


class LeadField(Field):
    """The picture that stands before the text, with alternative text, caption and credit.

    `picture_requested` is the wish to choose one from a file; the answer comes through `put`.
    """

    picture_requested = Signal()

    def __init__(self, media: MediaSource, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__("lead", "Lead picture", parent)
        self._media = media
        self._work = looks.work
        self._value: Figure | None = None
        self._shown = ""
        self._image = QImage()
        self.small = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.small.setAccessibleName(self.tr("The lead picture"))
        self.said = label(self.tr("No lead picture."), "muted", wrap=True)
        self.choose = button(self.tr("Choose a picture…"))
        self.choose.setIcon(looks.icons.icon("image"))
        self.remove = button(self.tr("Remove"), "quiet", self.tr("Remove the lead picture"))
        self.alt = ProseField(
            "alt", self.tr("Alternative text"), self.tr("What it shows, for readers who cannot see it")
        )
        self.caption = ProseField("caption", self.tr("Caption"))
        self.credit = LineField("credit", self.tr("Picture credit"), self.tr("Wei Sung / Agency"))
        self._words = (self.alt, self.caption, self.credit)
        self._lay_out()
        for field in self._words:
            field.edited.connect(self._on_word_edited)
        self.choose.clicked.connect(self.picture_requested)
        self.remove.clicked.connect(self._on_remove_clicked)
        self._show()

    def _lay_out(self) -> None:
        self.column.setSpacing(8)
        self.column.addWidget(self.small)
        self.column.addWidget(self.said)
        for field in self._words:
            self.column.addWidget(field)
        foot = QHBoxLayout()
        foot.addWidget(self.choose)
        foot.addWidget(self.remove)
        foot.addStretch()
        self.column.addLayout(foot)
        self.setFocusProxy(self.choose)

    def show_value(self, value: object) -> None:
        """Show a figure or None."""
        assert value is None or isinstance(value, Figure)
        self._value = value
        self._show()

    def put(self, reference: str) -> None:
        """Take this picture; words that are there are kept."""
        self._take(replace(self._value or Figure(), picture=reference))

    def say_trouble(self, error: Exception) -> None:
        """Say why a picture was not taken."""
        self.said.setText(str(error))
        self.said.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the small picture into the card."""
        super().resizeEvent(event)
        self._fit()

    def _take(self, value: Figure | None) -> None:
        self._value = value
        self._show()
        self.decided.emit(self.name, value)

    def _show(self) -> None:
        figure = self._value
        for field in self._words:
            field.setVisible(figure is not None)
        self.remove.setVisible(figure is not None)
        self.choose.setText(self.tr("Choose another picture…") if figure else self.tr("Choose a picture…"))
        self.choose.setAccessibleName(self.choose.text())
        if figure is not None:
            self.alt.show_value(figure.alt)
            self.caption.show_value(text_of(figure.caption))
            self.credit.show_value(figure.credit)
        reference = figure.picture if figure else ""
        if reference != self._shown:
            self._shown = reference
            self._image = QImage()
            self._fit()
            if reference.startswith("media:"):
                self._work.run(partial(_read, self._media, reference), partial(self._put_image, reference))
        self._say()

    def _say(self) -> None:
        if self._value is None:
            self.said.setText(self.tr("No lead picture."))
        elif not self._shown.startswith("media:"):
            self.said.setText(self._shown)
        self.said.setVisible(self._value is None or not self._shown.startswith("media:"))

    def _put_image(self, reference: str, image: QImage) -> None:
        if reference != self._shown:
            return
        self._image = image
        self._fit()
        if image.isNull():
            self.said.setText(self.tr(_GONE))
            self.said.show()

    def _fit(self) -> None:
        self.small.setVisible(not self._image.isNull())
        if not self._image.isNull():
            ratio = self.devicePixelRatioF()
            room = QSize(max(60, self.width()), _HEIGHT) * ratio
            pixmap = QPixmap.fromImage(
                self._image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            )
            pixmap.setDevicePixelRatio(ratio)
            self.small.setPixmap(pixmap)

    @Slot(str, object)
    def _on_word_edited(self, name: str, value: str) -> None:
        figure = self._value or Figure()
        if name == "caption":
            self._value = replace(figure, caption=retext(figure.caption, value))
        elif name == "alt":
            self._value = replace(figure, alt=clean_line(value))
        else:
            self._value = replace(figure, credit=value)
        self.edited.emit(self.name, self._value)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self._take(None)
        self.choose.setFocus()


def _read(media: MediaSource, reference: str) -> QImage:
    """A small picture of what the library holds; a null image where it holds none. On a thread of work."""
    data = media(reference)
    if data is None:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(1200, 3 * _HEIGHT), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
