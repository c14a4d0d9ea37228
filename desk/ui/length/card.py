"""The small card over the status line: all that is known of the length, and the target."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from desk.story.counts import Count
from desk.story.plurals import counted
from desk.ui.dialogs.base import plain

WIDTH = 300  # px
MOST_WORDS = 1_000_000
_ROWS = ("Words", "Characters", "Without spaces", "Paragraphs", "Reading time")


class LengthCard(QFrame):
    """Closes by itself when somebody clicks elsewhere or presses Escape. `target_edited` carries a number of words."""

    target_edited = Signal(int)

    def __init__(self, target: int, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self.setAccessibleName("Length")
        self.setFixedWidth(WIDTH)
        self._place = QRect()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        self._head = plain("Selected", "meta")
        self._grid.addWidget(self._head, 0, 1, Qt.AlignmentFlag.AlignRight)
        self.figures = {title: self._row(line, title) for line, title in enumerate(_ROWS, 1)}
        line = QFrame()
        line.setProperty("role", "line")
        column.addWidget(line)
        column.addLayout(self._target_row(target))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        column.addWidget(self.progress)
        self.so_far = plain("", "meta")
        column.addWidget(self.so_far)

    def show_length(self, whole: Count, selected: Count | None, target: int) -> None:
        """Show these."""
        for title, (part, figure) in self.figures.items():
            figure.setText(_figure(title, whole))
            part.setText(_figure(title, selected) if selected is not None and title != "Reading time" else "")
        self._head.setVisible(selected is not None)
        self.progress.setVisible(bool(target))
        self.so_far.setVisible(bool(target))
        if target:
            self.progress.setRange(0, target)
            self.progress.setValue(min(whole.words, target))
            left = target - whole.words
            self.so_far.setText(f"{counted(left, 'word')} to go" if left > 0 else _reached(-left))
        if self.isVisible():
            self._fit()

    def open_over(self, place: QRect) -> None:
        """Open above a place of the screen, where the target can be typed at once."""
        self._place = place
        self._fit()
        self.show()
        self.target.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fit(self) -> None:
        """As high as what it says, upwards from its place."""
        self.adjustSize()
        self.move(self._place.topLeft() - QPoint(0, self.height() + 6))

    def _row(self, line: int, title: str) -> tuple[QLabel, QLabel]:
        part, figure = plain("", "muted"), plain("")
        self._grid.addWidget(plain(title, "muted"), line, 0)
        for column, label in enumerate((part, figure), 1):
            self._grid.addWidget(label, line, column, Qt.AlignmentFlag.AlignRight)
        return part, figure

    def _target_row(self, target: int) -> QHBoxLayout:
        self.target = QLineEdit(str(target or ""))
        self.target.setAccessibleName("Words to write")
        self.target.setPlaceholderText("no target")
        self.target.setValidator(QIntValidator(0, MOST_WORDS, self))
        self.target.setFixedWidth(110)
        self.target.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.target.selectAll()
        self.target.textEdited.connect(self._on_target_edited)
        self.target.returnPressed.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(plain("Words to write"), 1)
        row.addWidget(self.target)
        return row

    @Slot(str)
    def _on_target_edited(self, text: str) -> None:
        self.target_edited.emit(int(text) if text.isdecimal() else 0)


def _reached(over: int) -> str:
    return f"{counted(over, 'word')} over" if over else "As long as it is to be"


def _figure(title: str, count: Count) -> str:
    match title:
        case "Words":
            return f"{count.words:,}"
        case "Characters":
            return f"{count.characters:,}"
        case "Without spaces":
            return f"{count.characters - count.spaces:,}"
        case "Paragraphs":
            return f"{count.paragraphs:,}"
        case _:
            return f"{count.minutes:,} min"
