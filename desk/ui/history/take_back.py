"""The button in the margin of a comparison that takes a change back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QToolButton, QWidget

from desk.ui.icons import Icons

_SIZE = 26  # px


class TakeBackButton(QToolButton):
    """Stands at a change, outside of the column. The button over the page is for the keyboard."""

    def __init__(self, icons: Icons, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.setProperty("role", "tool")
        self.setIcon(icons.icon("rotate-ccw", "accent"))
        self.setIconSize(QSize(14, 14))
        self.setFixedSize(_SIZE, _SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def put(self, block: QTextBlock, box: QRectF, width: int, gutter: int, name: str) -> None:
        """Stand beside a block, which is at `box` in a page of this width; `name` tells what it does."""
        self.setToolTip(name)
        self.setAccessibleName(name)
        line = block.layout().lineAt(0)
        middle = box.top() + (line.height() if line.isValid() else 20) / 2
        beside = width - gutter + (gutter - _SIZE) // 2
        if block.textDirection() == Qt.LayoutDirection.RightToLeft:
            beside = (gutter - _SIZE) // 2
        self.move(beside, round(middle - _SIZE / 2))
        self.raise_()
