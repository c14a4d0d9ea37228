"""What all dialogs share: margins, a heading, and a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

_FRAME = 40  # px of what the system puts around a window, at most


class Dialog(QDialog):
    """A dialog with a heading. It belongs to its window, is opened with `open`, and is gone when closed."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(12)
        heading = plain(title, "title", wrap=True)
        self.column.addWidget(heading)

    def fit(self) -> None:
        """Be as high as the words need at this width, but for what scrolls no higher than the screen; to be called when
        they change."""
        self.column.activate()
        screen = self.screen().availableGeometry()
        least = self.column.totalMinimumHeightForWidth(self.width())
        height = max(least, min(self.column.totalHeightForWidth(self.width()), screen.height() - _FRAME))
        self.setMinimumHeight(height)
        self.resize(self.width(), height)
        if self.isVisible() and (over := self.frameGeometry().bottom() - screen.bottom()) > 0:
            self.move(self.x(), max(screen.top(), self.y() - over))

    def showEvent(self, event: QShowEvent) -> None:
        """Lines that wrap have their height only now."""
        super().showEvent(event)
        if self.column.hasHeightForWidth():
            self.fit()

    def button_row(self) -> QHBoxLayout:
        """A row at the foot; what is added stands at the right."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.column.addLayout(row)
        return row


def form(*rows: tuple[str, QWidget | QLayout]) -> QGridLayout:
    """Labels with their fields to the right of them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    grid.setColumnStretch(1, 1)
    for line, (title, field) in enumerate(rows):
        grid.addWidget(plain(title, "muted"), line, 0, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(field, QLayout):
            grid.addLayout(field, line, 1)
        else:
            grid.addWidget(field, line, 1)
    return grid


def plain(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Words that are shown as they are, whatever signs are in them."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label


def button(text: str, role: str = "") -> QPushButton:
    """A button; its name is what it says."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAccessibleName(text.removesuffix("…"))
    made.setAutoDefault(role == "primary")
    return made
