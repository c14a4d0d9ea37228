"""Small cards over the page, beside the words they are about. One that floats there never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QGraphicsDropShadowEffect, QTextEdit, QWidget

GAP = 8  # px between the words and the card
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_AWAY = frozenset({QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.MouseButtonPress})
_MARGIN = 4  # px that are free at the edges of the viewport


class PageCard(QFrame):
    """How a card over the page looks, and that it is not the page: neither clicks nor keys go through it."""

    def __init__(self, name: str, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(22)
        shadow.setOffset(0, 4)
        shadow.setColor(QColor(0, 0, 0, 56))
        self.setGraphicsEffect(shadow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is pressed upon one of its buttons is never typed into the page."""
        press_with(event, self)
        event.accept()


class Floating(PageCard):
    """A card in the viewport of a view. Escape, typing and leaving the view take it away; `left` tells of that."""

    left = Signal()

    def __init__(self, view: QTextEdit, name: str) -> None:
        super().__init__(name, view.viewport())
        self._view = view
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def leave(self) -> None:
        """Be gone."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """While it is there it hears of the keys."""
        super().showEvent(event)
        self._view.installEventFilter(self)
        self._view.viewport().installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """A key costs nothing while it is not."""
        super().hideEvent(event)
        self._view.removeEventFilter(self)
        self._view.viewport().removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape is for the card and nobody else; a click on the page and going elsewhere take it away too."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self.leave()
            event.accept()
            return True
        if event.type() in _AWAY:
            self.leave()
        return super().eventFilter(watched, event)

    def stand_by(self, words: QRect, *, above: bool) -> bool:
        """Show it above these words, or below them, on whichever side there is room; whether there is any."""
        self.adjustSize()
        room, size = self._view.viewport().rect(), self.size()
        over, under = words.top() - GAP - size.height(), words.bottom() + GAP
        fits_over, fits_under = over >= _MARGIN, under + size.height() <= room.bottom() - _MARGIN
        if not fits_over and not fits_under:
            self.leave()
            return False
        top = over if fits_over and (above or not fits_under) else under
        middle = words.center().x() - size.width() // 2 if above else words.left()
        left = max(_MARGIN, min(middle, room.right() - size.width() - _MARGIN))
        self.move(left, top)
        self.show()
        self.raise_()
        return True


def press_with(event: QKeyEvent, card: QWidget) -> bool:
    """Let Return press the button of a card that has the keyboard, as Space does; whether it did."""
    button = QApplication.focusWidget()
    if event.key() not in _ENTER or not isinstance(button, QAbstractButton) or not card.isAncestorOf(button):
        return False
    button.click()
    return True
