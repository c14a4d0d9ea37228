"""All shortcuts, from the declared actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desk.ui.actions import Menu, in_menu
from desk.ui.dialogs.base import Dialog, button, plain


class ShortcutsDialog(Dialog):
    """Two columns of menus with their actions' keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Keyboard shortcuts", parent)
        self.resize(760, 560)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(40)
        menus = list(Menu)
        for part in (menus[:4], menus[4:]):
            column = QVBoxLayout()
            column.setSpacing(16)
            for menu in part:
                column.addLayout(_keys(menu))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setAccessibleName("Keyboard shortcuts")
        self.column.addWidget(area, 1)
        close = button("Close", "primary")
        close.clicked.connect(self.accept)
        self.button_row().addWidget(close)


def _keys(menu: Menu) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    with_keys = [action for action in in_menu(menu) if action.shortcut]
    if with_keys:
        grid.addWidget(plain(menu.value, "strong"), 0, 0)
    for line, action in enumerate(with_keys, start=1):
        keys = QKeySequence(action.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        grid.addWidget(plain(action.title.removesuffix("…")), line, 0)
        grid.addWidget(plain(keys, "muted"), line, 1, Qt.AlignmentFlag.AlignRight)
    return grid
