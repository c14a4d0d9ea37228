"""A card over the page that has the keyboard as long as it is open: it asks something about the words beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui.editor.floating import PageCard, press_with

GAP = 6  # px between the words and the card
_MARGIN = 8  # px that are free at the edges of the page that is seen


class Popover(PageCard):
    """Opens below words, or above them where there is no room below. Escape closes it, and so does going elsewhere
    in the window; from another window the person comes back to it.

    `closed` carries whether it has the keyboard, which is then to be taken back to the page. It comes before the card
    hides: what is hidden with the keyboard in it gives it to any other widget.
    """

    closed = Signal(bool)

    def __init__(self, name: str, viewport: QWidget) -> None:
        super().__init__(name, viewport)
        # A click between its parts would otherwise give the keyboard to the page.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._is_open = False
        self._words, self._room = QRect(), QRect()
        self.is_pinned = False  # stays although the keyboard goes elsewhere for a moment
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self._is_open

    def open_at(self, words: QRect, room: QRect) -> None:
        """Open beside these words, within this room; what is open already goes there."""
        if not self._is_open:
            self._is_open = True
            QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]
        self.place(words, room)
        self.show()
        self.raise_()
        self.take_focus()

    def place(self, words: QRect, room: QRect) -> None:
        """Stand by these words, which have moved perhaps."""
        self._words, self._room = words, room
        free = room.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = self.size_in(free.width())
        left = max(free.left(), min(words.left() - self.inset(), free.right() - size.width()))
        below, above = words.bottom() + GAP, words.top() - size.height() - GAP
        fits_below = below + max(size.height(), self.most_height()) < room.bottom()
        self.setGeometry(QRect(left, below if fits_below else max(free.top(), above), size.width(), size.height()))

    def place_again(self) -> None:
        """Fit what it says now, where it stands."""
        if self._is_open:
            self.place(self._words, self._room)

    def dismiss(self) -> None:
        """Close without an answer."""
        if not self._is_open:
            return
        self._is_open = False
        QApplication.instance().focusChanged.disconnect(self._on_focus_changed)  # type: ignore[union-attr]
        self.closed.emit(self._has_focus())
        self.hide()

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""
        raise NotImplementedError

    def size_in(self, _width: int) -> QSize:
        """How large it is, where this width is free (px)."""
        return self.sizeHint()

    def most_height(self) -> int:
        """How high it may become while it is open (px): it does not change sides."""
        return 0

    def inset(self) -> int:
        """How far its own words stand from its edge (px), if they are to stand below those of the page."""
        return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes, and Return presses the button upon which it is pressed."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            press_with(event, self)
        event.accept()

    def _has_focus(self) -> bool:
        focus: QWidget | None = self.window().focusWidget()  # of this window, though another one may be in front
        return focus is None or focus is self or self.isAncestorOf(focus)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self:
            if old is not None and self.isAncestorOf(old):
                old.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                self.take_focus()
        elif new is not None and not self.isAncestorOf(new) and not self.is_pinned:
            # Without a new one the person is in another window, and comes back.
            self.dismiss()
