"""A quiet button whose words wrap."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from desk.ui.words import from_left

_ICON = 15  # px


class WrappingButton(QPushButton):
    """Looks like a line of text with a small picture, and is a button to the keyboard and to those who hear it."""

    def __init__(self, text: str, icon: QIcon, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        picture = QLabel()
        picture.setPixmap(icon.pixmap(QSize(_ICON, _ICON)))
        self._said = text
        self._words = QLabel(from_left(text), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._words.setProperty("role", role)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)  # beside the picture, where a line is more than high enough
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(8)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        for child in (picture, self._words):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def text(self) -> str:
        """Its words."""
        return self._said

    def hasHeightForWidth(self) -> bool:
        """The words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        return self._words.heightForWidth(max(40, width - 8 - 8 - _ICON)) + 8

    def sizeHint(self) -> QSize:
        """As high as the words need."""
        width = self.width() if self.width() > 60 else 360
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """May be narrow."""
        return QSize(80, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width is another height."""
        super().resizeEvent(event)
        self.updateGeometry()
