"""Leaves the paragraph that is being written at full strength, and paints the page's colour thinly over the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui.editor.body_view import BodyView
from desk.ui.editor.field import Field
from desk.ui.editor.furniture import Foot, Head

STRENGTH = 0.66  # of the page's colour over what is dimmed
_PADDING = 5  # px around a paragraph: bars and grounds of notes stand out of their lines


class Dimming(QObject):
    """Paints over body, head and foot; nothing in the document is changed."""

    def __init__(self, view: BodyView, head: Head, foot: Foot) -> None:
        super().__init__(view)
        self._view = view
        self._fields = (*head.fields, foot.contribution)
        self._veils = (_Veil(self, head), _Veil(self, foot))
        self._lines = (0, 0)
        self.field: Field | None = None  # where the person is; None for the body

    def set_on(self, *, on: bool) -> None:
        """Begin or end."""
        view = self._view
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        for signal in (view.cursorPositionChanged, view.selectionChanged, app.focusChanged):
            if on:
                signal.connect(self._on_moved)
            else:
                signal.disconnect(self._on_moved)
        view.veil = self.paint if on else None
        for veil in self._veils:
            veil.setVisible(on)
        if on:
            self._look()
        self._repaint()

    @property
    def colour(self) -> QColor:
        """What is painted over the rest."""
        colour = self._view.bridge.styles.tokens.color("page")
        colour.setAlphaF(STRENGTH)
        return colour

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint over what is above and below the paragraph, in an area of the body's viewport."""
        top, bottom = self._clear(area) if self.field is None else (area.bottom(), area.bottom())
        for part in (
            QRectF(area.left(), area.top(), area.width(), top - area.top()),
            QRectF(area.left(), bottom, area.width(), area.bottom() - bottom),
        ):
            if part.height() > 0:
                painter.fillRect(part, self.colour)

    def _clear(self, area: QRectF) -> tuple[float, float]:
        """From where to where the body is at full strength, as far as it is in the area."""
        view, document = self._view, self._view.document()
        layout, scrolled = document.documentLayout(), view.verticalScrollBar().value()
        first, last = self._lines
        # Lines beyond what is to be seen are not asked where they are: Qt would lay them out.
        lowest = view.cursorForPosition(QPoint(0, int(area.bottom()))).blockNumber()
        if lowest < first:
            return area.bottom(), area.bottom()
        top = layout.blockBoundingRect(document.findBlockByNumber(first)).top() - scrolled - _PADDING
        if lowest < last:
            return max(top, area.top()), area.bottom()
        bottom = layout.blockBoundingRect(document.findBlockByNumber(last)).bottom() - scrolled + _PADDING
        return min(max(top, area.top()), area.bottom()), min(max(bottom, area.top()), area.bottom())

    @Slot()
    def _on_moved(self) -> None:
        before = (self._lines, self.field)
        self._look()
        if before != (self._lines, self.field):
            self._repaint()

    def _look(self) -> None:
        view = self._view
        # Somebody who is in a dialog is still where they were on the page.
        here = QApplication.focusWidget()
        if here is view or here in self._fields:
            self.field = None if here is view else next(field for field in self._fields if field is here)
        cursor, document, bridge = view.textCursor(), view.document(), view.bridge
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        first, last = (document.findBlock(end).blockNumber() for end in ends)
        # A picture and its caption are one, and so are the words of a pull quote and who said them.
        start, stop = bridge.block_index(first), bridge.block_index(last)
        self._lines = (min(first, bridge.first_line(start)), max(last, bridge.first_line(stop + 1) - 1))

    def _repaint(self) -> None:
        self._view.viewport().update()
        for veil in self._veils:
            veil.update()


class _Veil(QWidget):
    """Lies over head or foot and lets through the field that the person is in."""

    def __init__(self, dimming: Dimming, over: Head | Foot) -> None:
        super().__init__(over)
        self._dimming = dimming
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as what it lies over."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.resize(watched.size())
        return super().eventFilter(watched, event)

    def setVisible(self, visible: bool) -> None:
        """Over all that stands there."""
        self.resize(self._over.size())
        super().setVisible(visible)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim everything but one field."""
        painter, field = QPainter(self), self._dimming.field
        area = QRegion(event.rect())
        if field is not None and field.parentWidget() is self._over:
            area -= QRegion(field.geometry())
        painter.setClipRegion(area)
        painter.fillRect(event.rect(), self._dimming.colour)
