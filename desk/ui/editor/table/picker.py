"""The grid in which the size of a new table is shown, with the mouse or with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from desk.ui.editor.popover import Popover
from desk.ui.tokens import Tokens

ROWS, COLUMNS = 8, 8  # that can be shown; more are added in the table
_START = 3, 3
_CELL, _GAP = 18, 3  # px
_STEP = _CELL + _GAP
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class SizeGrid(QWidget):
    """Squares, of which those of the table are filled. `picked` carries rows and columns, `changed` when others are
    shown."""

    picked = Signal(int, int)
    changed = Signal(int, int)

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self.size_shown = _START
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Room for all squares."""
        return QSize(COLUMNS * _STEP - _GAP, ROWS * _STEP - _GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows make the table larger and smaller, Enter takes it."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            down, right = _ARROWS[key]
            self._show_size(self.size_shown[0] + down, self.size_shown[1] + right)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.picked.emit(*self.size_shown)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The table reaches to the pointer."""
        self._show_at(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take this size."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._show_at(event.position().toPoint())
            self.picked.emit(*self.size_shown)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the squares; those of the first row as the head that it is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rows, columns = self.size_shown
        for row in range(ROWS):
            for column in range(COLUMNS):
                inside = row < rows and column < columns
                painter.setPen(QPen(self._tokens.color("accent" if inside else "line"), 1))
                ground = "accent" if inside and row == 0 else "accent_tint" if inside else "page"
                painter.setBrush(self._tokens.color(ground))
                box = QRectF(column * _STEP + 0.5, row * _STEP + 0.5, _CELL - 1, _CELL - 1)
                painter.drawRoundedRect(box, 3, 3)

    def _show_at(self, point: QPoint) -> None:
        self._show_size(point.y() // _STEP + 1, point.x() // _STEP + 1)

    def _show_size(self, rows: int, columns: int) -> None:
        size = min(max(rows, 1), ROWS), min(max(columns, 1), COLUMNS)
        if size != self.size_shown:
            self.size_shown = size
            self.update()
            self.changed.emit(*size)


class SizePicker(Popover):
    """A card with the grid, which opens once. `picked` carries rows and columns."""

    picked = Signal(int, int)

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__("Size of the table", parent)
        self.setObjectName("table_size")
        self.grid = SizeGrid(tokens, self)
        self.label = QLabel(self)
        self.label.setProperty("role", "meta")
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.grid)
        column.addWidget(self.label)
        self._say(*self.grid.size_shown)
        self.grid.changed.connect(self._say)
        self.grid.picked.connect(self._on_picked)
        self.closed.connect(self.deleteLater)

    def take_focus(self) -> None:
        """The arrows show the size."""
        self.grid.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(int, int)
    def _say(self, rows: int, columns: int) -> None:
        words = f"{rows} {'row' if rows == 1 else 'rows'}, {columns} {'column' if columns == 1 else 'columns'}"
        self.label.setText(words)
        self.grid.setAccessibleName(words)

    @Slot(int, int)
    def _on_picked(self, rows: int, columns: int) -> None:
        self.dismiss()
        self.picked.emit(rows, columns)
