"""Tables in the window: the picker of a new one's size, the bar over the active one, its context menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu

from desk.ui.action_set import ActionSet
from desk.ui.editor.page import EditorPage
from desk.ui.editor.table.bar import TableBar
from desk.ui.editor.table.changing import TableChanges
from desk.ui.editor.table.picker import SizePicker

# What is offered for a table; "" draws a line. The bar leaves out what is seldom done.
IN_MENU = (
    "row_above", "row_below", "column_left", "column_right", "", "remove_row", "remove_column", "", "header_row",
    "remove_table",
)  # fmt: skip
IN_BAR = (
    "row_above", "row_below", "column_left", "column_right", "", "header_row", "", "remove_row", "remove_column",
    "remove_table",
)  # fmt: skip


class TableTool(QObject):
    """Joins the window's actions to the tables of a page."""

    def __init__(self, page: EditorPage, actions: ActionSet) -> None:
        super().__init__(page)
        self._page = page
        self._actions = actions
        self._picker: SizePicker | None = None
        self.changes = TableChanges(page.tables, page.edits, page.commands)
        self.bar = TableBar(page, [actions[name] if name else None for name in IN_BAR])
        page.tables.changed.connect(self._on_table_changed)
        page.tables.menu_requested.connect(self._on_menu_requested)

    def ask_size(self) -> None:
        """Ask how large the new table is to be, at the caret."""
        if self._picker is not None:
            self._picker.dismiss()
        page = self._page
        picker = SizePicker(page.bridge.styles.tokens, page.viewport())
        picker.closed.connect(self._on_picker_closed)
        picker.picked.connect(self.changes.insert)
        writing = page.writing
        words = writing.cursorRect()
        words.moveTopLeft(writing.viewport().mapTo(page.viewport(), words.topLeft()))
        picker.open_at(words, page.viewport().rect())
        self._picker = picker

    @Slot(bool)
    def _on_picker_closed(self, has_focus: bool) -> None:
        self._picker = None
        if has_focus:
            self._page.setFocus()

    @Slot()
    def _on_table_changed(self) -> None:
        now = self._page.tables.current
        self._actions.check("header_row", now is not None and now[1].header)

    @Slot(object)
    def _on_menu_requested(self, menu: QMenu) -> None:
        menu.addSeparator()
        for name in IN_MENU:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
