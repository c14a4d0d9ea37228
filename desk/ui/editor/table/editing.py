"""Which cell of which table is edited, and how one gets from one to the next.

The view of a cell lies over the page only while somebody writes in it. What is typed is in the story at once; so
whatever happens to the table, to the theme or to the focus, there is nothing that could be lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer, Signal, Slot
from PySide6.QtGui import QPainter

from desk.story.body import BodyChange, Spans, Table
from desk.story.tables import even, filled, size, with_cell
from desk.ui.editor.commands import CaretState
from desk.ui.editor.edits import END
from desk.ui.editor.lines import Part
from desk.ui.editor.styles import part_of
from desk.ui.editor.table.cell import CellEditor
from desk.ui.editor.table.drawing import RING, draw_guides, draw_ring
from desk.ui.editor.table.geometry import TableGeometry
from desk.ui.editor.table.layout import Place, TableLayouts
from desk.ui.editor.table.mouse import TableMouse
from desk.ui.editor.table.travel import Travel, spoken
from desk.ui.editor.turning import side_of_language
from desk.ui.undo import Caret, CellCaret

if TYPE_CHECKING:
    from desk.ui.editor.body_view import BodyView
    from desk.ui.editor.objects import BlockObjects

_ROOM = 12  # px that are to be seen above and below the caret


class TableEditing(QObject):
    """Opens cells of the tables of one view.

    Facts: `changed` says that another table or cell is the active one, or none, or that it has other rows;
    `moved` that the active table stands elsewhere. Wishes: `gone` to go on to the line above (-1) or below (1) the
    table, at a place across the page; `menu_requested` carries the menu of a cell, to be added to.
    """

    changed = Signal()
    moved = Signal()
    gone = Signal(int, int)
    menu_requested = Signal(object)
    typed = Signal(str)  # in the cell that is edited, as `BodyView.typed`

    def __init__(self, view: BodyView, objects: BlockObjects, layouts: TableLayouts) -> None:
        super().__init__(view)
        self._view = view
        self.geometry = TableGeometry(view, objects)
        view.inks.cells = self.geometry.drawn
        self.mouse = TableMouse(self, view)
        self._travel = Travel(self)
        self._layouts = layouts
        self._cell: CellEditor | None = None  # made when it is first needed
        self._index: int | None = None
        self._place: Place = (0, 0)
        self._selected: int | None = None
        self._is_moving = False
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(self.caret_went)
        manuscript = view.manuscript
        manuscript.opened.connect(self.leave)
        manuscript.opened.connect(self._on_language_known)
        manuscript.closed.connect(self.leave)
        manuscript.story_changed.connect(self._on_story_changed)
        self._on_language_known()
        view.verticalScrollBar().valueChanged.connect(self._fit)
        view.document().documentLayout().documentSizeChanged.connect(self._fit)

    @property
    def editor(self) -> CellEditor | None:
        """The view of the cell that is edited, or None."""
        return self._cell if self._index is not None else None

    @property
    def current(self) -> tuple[int, Table, Place | None] | None:
        """The active table, as the number of its block and its value, and the cell that is edited; the cell is None
        where the table is selected as a whole."""
        index = self._index if self._index is not None else self._view.edits.selected_object()
        table = self.geometry.table(index)
        if index is None or table is None:
            return None
        return index, table, self._place if self._index is not None else None

    @property
    def box(self) -> QRectF | None:
        """Where the active table stands in the viewport."""
        now = self.current
        if now is None:
            return None
        return self.geometry.box(now[0], now[1])

    def state(self) -> CaretState | None:
        """What is so where the caret is, if that is in a cell. A cell is no kind of block."""
        if self._cell is None or self._index is None:
            return None
        return replace(self._cell.commands.state(), kind="", thing="Table")

    def open(self, index: int, place: Place, position: int = 0, anchor: int | None = None) -> None:
        """Edit a cell of the table of this block, with the selection here."""
        table = self.geometry.table(index)
        if table is None:
            return
        rows, columns = size(table)
        if not rows or not columns:
            return
        place = min(max(place[0], 0), rows - 1), min(max(place[1], 0), columns - 1)
        cell = self._editor()
        if (index, place) != (self._index, self._place):
            self._settle()
        self._index, self._place = index, place
        self._is_moving = True
        self._hold_caret(index)
        self._show(table)
        cell.put_caret(position, position if anchor is None else anchor)
        self._is_moving = False
        cell.show()
        cell.raise_()
        self._view.setFocusProxy(cell)
        cell.setFocus()
        self._view.caret.go()
        self._note_caret()
        self._reveal()
        self.changed.emit()

    def show_caret(self, caret: Caret) -> bool:
        """Go where undo or redo want the person to be, if that is in a cell."""
        self._view.read_typed()
        if caret.cell is None:
            self.leave()
            return False
        index = self._view.edits.spot(caret.position).index
        if self.geometry.table(index) is None:
            return False
        self.open(index, (caret.cell.row, caret.cell.column), caret.cell.position, caret.cell.anchor)
        return True

    @Slot()
    def leave(self) -> None:
        """Edit no cell any more. The page's caret is at the table."""
        cell, index = self._cell, self._index
        if cell is None or index is None:
            return
        had_focus = cell.hasFocus()
        self._settle()
        self._index = None
        self._view.setFocusProxy(None)  # type: ignore[arg-type]
        if had_focus:
            self._view.setFocus()
        cell.hide()
        self._view.viewport().update()
        self.changed.emit()

    def select(self) -> None:
        """Select the table of the cell as a whole."""
        index = self._index
        self.leave()
        if index is not None:
            self._view.edits.select_object(self.geometry.line(index))
            self._view.ensureCursorVisible()

    def put(self, after: Table, place: Place, position: int = 0) -> None:
        """Put a table in place of the active one, as one step of undo, and edit this cell of it."""
        now = self.current
        if now is None:
            return
        self._view.typist.typed("cell", " ")
        self._apply(now[0], after, CellCaret(*place, position, position))
        self.open(now[0], place, position)

    def exchange(self, after: Table) -> None:
        """Put a table of the same size in place of the active one, and leave the caret."""
        now = self.current
        if now is None:
            return
        index, _, place = now
        if place is not None:
            caret = self._cell_caret()
            self._apply(index, after, caret)
            self.open(index, place, caret.position, caret.anchor)
        else:
            edits = self._view.edits
            here, anchor = edits.spot(edits.cursor.position()), edits.spot(edits.cursor.anchor())
            edits.put(index, index + 1, (after,), here, anchor)
            self.changed.emit()

    @Slot()
    def caret_went(self) -> None:
        """The page's caret moved: where it is at no table any more, nobody is in its cell; another object may be
        the selected one."""
        view = self._view
        if self._index is not None:
            line = view.textCursor().blockNumber()
            if not self._is_moving and view.bridge.block_index(line) != self._index:
                self.leave()
        elif self._selected is not None or view.textCursor().hasSelection():
            selected = view.edits.selected_object() if self._is_at_object() else None
            if selected != self._selected:
                self._selected = selected
                self.changed.emit()

    def follow(self, change: BodyChange | None) -> None:
        """The body was changed by somebody else; the cell that is edited shows what is there now."""
        index = self._index
        if change is None or index is None:
            return
        moved = index + change.new_stop - change.old_stop
        if change.old_stop <= index or (change.start <= index and self.geometry.table(index) is None):
            index = moved
        table = self.geometry.table(index)
        rows, columns = size(table) if table is not None else (0, 0)
        if table is None or self._place[0] >= rows or self._place[1] >= columns:
            self.leave()
            return
        self._index = index
        self._is_moving = True
        self._hold_caret(index)
        self._show(table)
        self._is_moving = False
        self.changed.emit()

    def restyle(self) -> None:
        """The page looks otherwise now, and was written anew."""
        if self._index is not None:
            self.follow(BodyChange(self._index, self._index + 1, self._index + 1))

    def paint(self, painter: QPainter) -> None:
        """Paint around the cell that is edited."""
        now = self.current
        if now is None or now[2] is None:
            return
        layout = self.geometry.layout(now[1])
        corner = self.geometry.corner(now[0], layout)
        tokens = self._view.bridge.styles.tokens
        draw_guides(painter, corner, layout, tokens)
        draw_ring(painter, corner, layout, now[2], tokens)

    def _is_at_object(self) -> bool:
        return part_of(self._view.textCursor().blockFormat()) is Part.OBJECT

    def _editor(self) -> CellEditor:
        if self._cell is None:
            view = self._view
            cell = CellEditor(self._layouts.look(head=False), view.layers, view.typist, view.viewport())
            cell.hide()
            cell.edited.connect(self._on_edited)
            cell.caret_moved.connect(self._on_caret_moved)
            cell.formats_changed.connect(self._on_formats_changed)
            cell.left.connect(self._travel.go)
            cell.cells_pasted.connect(self._on_cells_pasted)
            cell.menu_requested.connect(self.menu_requested)
            cell.typed.connect(self.typed)
            cell.undo_requested.connect(view.undo_requested)
            cell.redo_requested.connect(view.redo_requested)
            self._cell = cell
        return self._cell

    def _hold_caret(self, index: int) -> None:
        """Keep the page's caret at the table, so that commands of the page know where they are."""
        edits = self._view.edits
        position = self.geometry.line(index).position()
        if edits.cursor.hasSelection() or edits.cursor.position() != position:
            edits.go(position)

    def _settle(self) -> None:
        """The columns of a table are as wide as its words want them, once a cell is left."""
        table = self.geometry.table(self._index)
        if table is not None and self._index is not None:
            before = self.geometry.layout(table)
            self._layouts.forget(table, self.geometry.width)
            if self.geometry.layout(table).across != before.across:
                line = self.geometry.line(self._index)
                self._view.document().markContentsDirty(line.position(), line.length())

    def _show(self, table: Table) -> None:
        row, column = self._place
        cell = self._editor()
        words: Spans = even(table).rows[row][column]
        cell.show_words(words, self._layouts.look(head=table.header and row == 0))
        cell.setAccessibleName(spoken(table, self._place))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """Lay the view of the cell over its cell."""
        now, cell = self.current, self._cell
        if now is None or self._view.bridge.is_writing:  # in the midst of that nothing stands where it will
            return
        if cell is not None and now[2] is not None:
            layout = self.geometry.layout(now[1])
            cell.set_around(layout.side)
            x, top, bottom = layout.pads
            cell.set_pads(x - RING, top - RING, bottom - RING)
            box = layout.box(now[2]).translated(self.geometry.corner(now[0], layout)).toRect()
            box.adjust(RING, RING, -RING, -RING)
            # Words that an input method is still making are in no layout but the view's own.
            box.setHeight(max(box.height(), int(cell.document().size().height())))
            if cell.geometry() != box:
                cell.setGeometry(box)
                self._view.viewport().update()
        self.moved.emit()

    def _apply(self, index: int, after: Table, caret: CellCaret, group: str = "", *, resized: bool = True) -> None:
        view = self._view
        change = BodyChange(index, index + 1, index + 1)
        bridge = view.edits.bridge
        if not bridge.exchange(index, after, resized=resized):
            bridge.apply(change, bridge.body.replaced(index, index + 1, (after,)))
        story = replace(view.manuscript.story, body=bridge.body)
        view.manuscript.edit(story, view, group, caret=self._caret(index, caret), body=change)

    def _caret(self, index: int, cell: CellCaret) -> Caret:
        position = self.geometry.line(index).position()
        return Caret("body", position, position, cell)

    def _cell_caret(self) -> CellCaret:
        cursor = self._editor().textCursor()
        return CellCaret(*self._place, cursor.position(), cursor.anchor())

    def _note_caret(self) -> None:
        if self._index is not None and not self._is_moving:
            self._view.manuscript.caret = self._caret(self._index, self._cell_caret())
        self._view.tell_state()

    def _reveal(self) -> None:
        """Scroll the page so that the caret is to be seen."""
        cell, view = self._editor(), self._view
        caret = cell.cursorRect()
        top = cell.viewport().mapTo(view.viewport(), caret.topLeft()).y()
        bottom = top + caret.height()
        bar, height = view.verticalScrollBar(), view.viewport().height()
        if top < _ROOM:
            bar.setValue(bar.value() + top - _ROOM)
        elif bottom > height - _ROOM:
            bar.setValue(bar.value() + bottom - height + _ROOM)

    @Slot(str)
    def _on_edited(self, group: str) -> None:
        index, cell = self._index, self._cell
        table = self.geometry.table(index)
        if index is None or cell is None or table is None:
            return
        after = with_cell(table, *self._place, cell.words)
        was = self.geometry.layout(table)
        now = self._layouts.follow(table, after, self.geometry.width)
        resized = (was.across, was.down, was.side) != (now.across, now.down, now.side)
        self._apply(index, after, self._cell_caret(), group, resized=resized)
        self._fit()
        self._reveal()

    @Slot()
    def _on_caret_moved(self) -> None:
        if self._index is not None and not self._is_moving:
            self._note_caret()
            self._reveal()

    @Slot()
    def _on_formats_changed(self) -> None:
        self._fit()
        self._view.tell_state()

    @Slot()
    def _on_language_known(self) -> None:
        side = side_of_language(self._view.manuscript.story.language)
        if side != self._layouts.around:
            self._layouts.around = side
            self._fit()
            self._view.viewport().update()

    @Slot()
    def _on_story_changed(self) -> None:
        self._on_language_known()
        # An object that was selected may be gone without the caret having moved.
        if self._selected is not None:
            self._looking.start()

    @Slot(object)
    def _on_cells_pasted(self, cells: tuple[tuple[Spans, ...], ...]) -> None:
        table = self.geometry.table(self._index)
        if table is None:
            return
        row, column = self._place
        last = row + len(cells) - 1, column + len(cells[-1]) - 1
        self.put(filled(table, row, column, cells), last, END)
