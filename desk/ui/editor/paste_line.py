"""The quiet line under what was pasted: what was kept, what was not, and what else could be done with it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon, QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk.ui.editor.floating import GAP, Floating

_PADDING = 12  # px beside the sentence
_INSET = 5  # px from a button's edge to its words
_MARGIN = 12  # px between the line and the foot of the page that is seen


class PasteLine(Floating):
    """One paste's line. It scrolls with the words and stays until it is answered, sent away or somebody writes on.

    Wishes: `plain_wanted` to have the words alone, `note_wanted` to have a note of what was left out.
    """

    plain_wanted = Signal()
    note_wanted = Signal()

    def __init__(self, view: QTextEdit, sentence: str, close: QIcon, *, has_note: bool) -> None:
        super().__init__(view, sentence)
        self._end = 0  # where the paste ends; a number, since to set the page anew would push a cursor along
        # A number stands on one line with what it counts.
        self._sentence = QLabel(re.sub(r"(?<=\d) ", "\u00a0", sentence))
        self._sentence.setContentsMargins(_INSET, 0, 0, 0)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setProperty("role", "meta")
        self._sentence.setWordWrap(True)
        self.plain = _button("Paste as plain text", "Ctrl+Shift+V")
        self.note = _button("Keep source as a note", "")
        self.note.setVisible(has_note)
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "tool")
        self.close_button.setIcon(close)
        self.close_button.setIconSize(QSize(14, 14))
        self.close_button.setAccessibleName("Close this message")
        self.close_button.setToolTip("Close  Esc")
        self._column = QVBoxLayout(self)
        self._lay_out()
        self._join()

    @property
    def sentence(self) -> str:
        """What it says."""
        return self._sentence.text().replace("\u00a0", " ")

    def open_at(self, end: int, *, make_room: bool) -> None:
        """Show it below the position where the paste ends, as wide as the column of words; with `make_room` the page
        is scrolled so that it is seen, which somebody who is elsewhere would not want."""
        self._end = end
        self._fit()
        below = self._top() + self.height() + _MARGIN
        bar = self._view.verticalScrollBar()
        if make_room:
            bar.setValue(bar.value() + max(0, below - self._view.viewport().height()))
        self.show()
        self._place()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.sentence))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape sends it away; clicks and a look into another window do not."""
        if isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize and watched is self._view.viewport():
            self._fit()
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape on one of the buttons goes back to the words."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Be gone; who was here with the keyboard is back in the words."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._view.setFocus()
        super().leave()

    def _lay_out(self) -> None:
        column = self._column
        column.setContentsMargins(_PADDING - _INSET, 8, 6, 6)
        column.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(self._sentence, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.plain)
        foot.addWidget(self.note)
        foot.addStretch(1)
        column.addLayout(head)
        column.addLayout(foot)
        for before, after in ((self._view, self.plain), (self.plain, self.note), (self.note, self.close_button)):
            QWidget.setTabOrder(before, after)

    def _join(self) -> None:
        self.plain.clicked.connect(self.plain_wanted)
        self.note.clicked.connect(self.note_wanted)
        self.close_button.clicked.connect(self.leave)
        self._view.verticalScrollBar().valueChanged.connect(self._place)
        self.left.connect(self.deleteLater)

    def _fit(self) -> None:
        """As wide as the words, and as high as the sentence then is."""
        self.setFixedWidth(self._view.lineWrapColumnOrWidth() - 2 * (self._gutter - _PADDING))
        self.setFixedHeight(self._column.heightForWidth(self.width()))

    @property
    def _gutter(self) -> int:
        return int(self._view.document().rootFrame().frameFormat().leftMargin())

    @Slot()
    def _place(self) -> None:
        self.move(self._gutter - _PADDING, self._top())

    def _top(self) -> int:
        end = QTextCursor(self._view.document())
        end.setPosition(min(self._end, self._view.document().characterCount() - 1))
        return self._view.cursorRect(end).bottom() + GAP


def _button(title: str, keys: str) -> QPushButton:
    button = QPushButton(title)
    button.setProperty("role", "link")
    button.setAccessibleName(title)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    if keys:
        button.setToolTip(f"{title}  {keys}")
    return button
