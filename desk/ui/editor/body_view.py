"""The body of a story in a text view: typing, commands, clipboard, drawn things; every edit goes to the manuscript."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desk.formats.base import MediaSource
from desk.story.body import Body, BodyChange
from desk.ui.editor.bridge import Bridge
from desk.ui.editor.caret import CaretView
from desk.ui.editor.clipboard import selected_fragment
from desk.ui.editor.commands import CaretState, Commands
from desk.ui.editor.decor import Decor, setting_of
from desk.ui.editor.edits import BodyEdits, object_at
from desk.ui.editor.ink_painting import InkPainter
from desk.ui.editor.inking import Inking
from desk.ui.editor.keys import Keys
from desk.ui.editor.landmarks import Landmarks
from desk.ui.editor.layers import Layers
from desk.ui.editor.laying import Laying
from desk.ui.editor.leaving import is_behind_link
from desk.ui.editor.lines import HOLDERS, Part
from desk.ui.editor.markdown_habits import WATCHED
from desk.ui.editor.mending import mend
from desk.ui.editor.menus import edit_menu, open_menu
from desk.ui.editor.objects import BlockObjects
from desk.ui.editor.painting import RowPainting
from desk.ui.editor.paster import Paster
from desk.ui.editor.pictures import Pictures
from desk.ui.editor.plain_keys import PlainKeys
from desk.ui.editor.reading import whole_position
from desk.ui.editor.stepping import Stepping
from desk.ui.editor.styles import OBJECT_TYPE, Styles, part_of
from desk.ui.editor.table.cell import CellEditor
from desk.ui.editor.table.drawing import TablePainter
from desk.ui.editor.table.editing import TableEditing
from desk.ui.editor.table.layout import TableLayouts
from desk.ui.manuscript import Manuscript
from desk.ui.services import Looks
from desk.ui.undo import Caret, Typist

_COMMAND_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class BodyView(CaretView):
    """Shows and edits the body of the manuscript's story.

    Facts: `state_changed` carries a `CaretState` for the toolbar. Wishes: `undo_requested` and `redo_requested`; those
    about what is pasted and dropped are the `paster`'s.
    """

    state_changed = Signal(object)
    undo_requested = Signal()
    redo_requested = Signal()
    typed = Signal(str)  # one of the characters that habits watch

    def __init__(self, manuscript: Manuscript, looks: Looks, media: MediaSource, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.manuscript = manuscript
        self.typist = Typist()
        self.state = CaretState()
        self.veil: Callable[[QPainter, QRectF], None] | None = None  # painted over everything but the caret
        self._edited = (0, 0, 0)
        self._is_editing = False
        self._is_noted = True  # whether the bridge knows of `_edited`
        self._group: str | None = None
        self._groups = 0
        self._prepare()
        self.bridge = Bridge(self.document(), styles := Styles(looks.theme.tokens, looks.store.settings.page_type))
        self.edits = BodyEdits(self, self.bridge, self._commit, self.read_typed)
        self.commands = Commands(self.edits)
        self.landmarks = Landmarks(self.edits, manuscript, self)
        self._keys = Keys(self.edits, self.commands)
        laying = Laying(self.edits, self.landmarks, manuscript, looks.work, self)
        way = self.edits, self.landmarks, laying, self.one_step, self._mend
        self.paster = Paster(*way, media=media, work=looks.work, parent=self)
        self.layers = Layers(self)
        self._plain_keys = PlainKeys(self, RowPainting(self, self.layers), self.read_typed)
        self._decor = Decor(self, self.edits, self.layers, styles)
        self.inks = InkPainter(self, Inking(self, partial(setting_of, self._decor), self.bridge.own_edit), self._styles)
        self._pictures = Pictures(media, looks.work, self)
        tables = TablePainter(TableLayouts(self._styles), self.layers)
        held = self.bridge.held.get
        self._objects = BlockObjects(held, self._pictures, tables, styles.tokens, looks.icons, parent=self)
        self.document().documentLayout().registerHandler(OBJECT_TYPE, self._objects)
        self._mending = QTimer(self, singleShot=True, interval=0)
        self._telling = QTimer(self, singleShot=True, interval=0)
        self.tables = TableEditing(self, self._objects, tables.layouts)
        self._stepping = Stepping(self.edits, self.tables)
        self._connect()

    def restyle(self, styles: Styles) -> None:
        """Set the words anew in these colours and this type."""
        self.read_typed()
        self.bridge.styles = self._decor.styles = styles
        self.set_caret_tokens(styles.tokens)
        self._objects.tokens, self._objects.type = styles.tokens, styles.type
        self.document().setDefaultFont(styles.look(Part.PARAGRAPH).font())
        cursor = self.textCursor()
        self.show_body(self.bridge.body, cursor.position(), cursor.anchor())
        self.tables.restyle()

    def show_body(self, body: Body, position: int, anchor: int) -> None:
        """Show another body, with the caret here."""
        edit = QTextCursor(self.document())
        edit.beginEditBlock()
        with self.bridge.own_edit():
            self.bridge.load(body)
            # The words pushed the caret along. Taken back later, it would have Qt lay out all of them to find
            # what it leaves; while the edit lasts there is no layout.
            caret = self.textCursor()
            caret.setPosition(0)
            self.setTextCursor(caret)
            edit.endEditBlock()
        if position or anchor:
            self.put_caret(position, anchor)

    def put_caret(self, position: int, anchor: int) -> None:
        """Put the selection here, as far as the text goes."""
        self.read_typed()
        cursor = self.textCursor()
        cursor.setPosition(whole_position(self.document(), anchor))
        cursor.setPosition(whole_position(self.document(), position), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self._leave_link()  # where the caret was put back nothing has moved, and nobody has left anything

    def set_words_width(self, width: int) -> None:
        """How wide the column of words is, for what is drawn in it."""
        self._objects.width = self._decor.width = width

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo goes through the whole story; some keys keep the structure; the rest is Qt's."""
        if self.types(event):
            return
        self.read_typed()
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.redo_requested.emit()
        elif event.key() == Qt.Key.Key_V and event.modifiers() == _CONTROL_SHIFT:
            self.paste_plain()
        else:
            if not self._stepping.press(event) and not self._keys.press(event):
                super().keyPressEvent(event)
            self._mend()
            self._leave_link()  # a key that leads nowhere, as End at the end, has Qt take the link's format anew
            if event.text() in WATCHED and not event.modifiers() & _COMMAND_KEYS:
                self.typed.emit(event.text())

    def types(self, event: QKeyEvent) -> bool:
        """Type a character where nothing but Qt is concerned: most keys are such, and they want to be fast."""
        text = event.text()
        if not text.isprintable() or not text or self._is_editing or event.modifiers() & _COMMAND_KEYS:
            return False
        cursor = self.textCursor()
        knows_line = self._plain_keys.goes_on(cursor)
        if cursor.hasSelection() or (not knows_line and part_of(cursor.blockFormat()) in HOLDERS):
            return False
        self._plain_keys.type(event, cursor)
        if text in WATCHED:
            self.typed.emit(text)
        return True

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A dead key or an input method types as any key does."""
        super().inputMethodEvent(event)
        self.inks.inking.composed()
        if event.commitString() in WATCHED:
            self.typed.emit(event.commitString())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002  as Qt has it
        """Tab goes to the next field, but in a list it moves the item."""
        return not self._keys.takes_tab(forward=next) and super().focusNextPrevChild(next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on something drawn selects it, or goes into it."""
        self.read_typed()
        if self.tables.mouse.press(event):
            return
        block = object_at(self, event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if block is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.edits.select_object(block)
        else:
            super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret is here now."""
        super().focusInEvent(event)
        self._note_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The toolbar has nothing to show any more."""
        super().focusOutEvent(event)
        self._telling.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and what belongs beside them."""
        area = QRectF(event.rect())
        seen = self._decor.seen_in(area)
        lines, marks = self._decor.beside(seen), self._decor.laid_on(seen, area)
        painter = QPainter(self.viewport())
        self._decor.paint_ground(painter, event.rect(), lines, marks)
        self.inks.paint_grounds(painter, inked := self.inks.seen(seen, area))
        self.paint_words(painter, event.rect())
        self.inks.paint(painter, inked)
        if lines:
            self._decor.paint(painter, lines)
            self.tables.paint(painter)
        self._decor.paint_strokes(painter, area, marks)
        if self.veil is not None:
            self.veil(painter, area)
        self.caret.paint(painter)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with text."""
        if not self.tables.mouse.context_menu(event):
            open_menu(edit_menu(self, self.undo_requested, self.redo_requested), self, event, self.layers)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied, cut or dragged away."""
        return self.paster.copied(selected_fragment(self.bridge, self.textCursor()))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether this can be pasted or dropped here."""
        return self.paster.takes(source)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped goes where it was dropped."""
        self.paster.drop(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop."""
        self.paster.take(source)

    @Slot()
    def paste_plain(self) -> None:
        """Paste the words of the clipboard without their marks."""
        self.paster.paste_plain()

    @property
    def writing(self) -> BodyView | CellEditor:
        """Where the person writes: the body, or the cell of a table in it. Commands for words are for this one."""
        return self.tables.editor or self

    @Slot()
    def tell_state(self) -> None:
        """What is so where the caret is may have changed."""
        self._telling.start()

    def _styles(self) -> Styles:
        return self.bridge.styles

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """All edits in here are one step of undo."""
        if self._group is not None:
            yield  # a part of a step
            return
        self._groups += 1
        self._group = f"body: step {self._groups}"
        try:
            yield
        finally:
            self._group = None

    def _prepare(self) -> None:
        self.setProperty("role", "page")
        self.setAccessibleName("Body")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setTabChangesFocus(True)
        # A ground of our own, so that a key does not have all that is behind the page painted again.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(1)  # px

    def _connect(self) -> None:
        self.document().contentsChange.connect(self._on_contents_change)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.selectionChanged.connect(self._on_cursor_moved)
        self.currentCharFormatChanged.connect(self._telling.start)
        self._mending.timeout.connect(self._mend)
        self._telling.timeout.connect(self._on_telling_due)
        self._pictures.arrived.connect(self._on_picture_arrived)

    def _commit(self, change: BodyChange, group: str = "") -> None:
        if self.tables.editor is not None:  # Qt may have moved the caret along without a word
            self.tables.caret_went()
        cursor = self.textCursor()
        story = replace(self.manuscript.story, body=self.bridge.body)
        caret = Caret("body", cursor.position(), cursor.anchor())
        self.manuscript.edit(story, self, self._group or group, caret=caret, body=change)

    @Slot(int, int, int)
    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        if not self.bridge.is_writing:
            self._note_edit()
            self._is_editing = True
            self._edited = (position, removed, added)
            self._is_noted = False
            if not self._plain_keys.is_typing:
                self._note_edit()

    def _note_edit(self) -> None:
        if not self._is_noted:
            self._is_noted = True
            self.bridge.note(self._edited[0], self._edited[2])

    @Slot()
    def _on_contents_changed(self) -> None:
        if self._is_editing and self._plain_keys.is_typing:
            self.manuscript.expect(self.read_typed)
            self._plain_keys.wait()
        else:
            self._read()

    @Slot()
    def read_typed(self) -> None:
        """Read what was typed last, where that was left for later."""
        if self._is_editing:
            self._read()

    def _read(self) -> None:
        self._plain_keys.tell()
        self._note_edit()
        self._is_editing = False
        change = self.bridge.take()
        if change is not None:
            self._commit(change, self._typed_group())
        self.layers.ask()
        if not self.bridge.is_sound:
            self._mending.start()

    def _typed_group(self) -> str:
        position, removed, added = self._edited
        return self.typist.edited("body", removed, added, self.document().characterAt(position))

    @Slot()
    def _mend(self) -> None:
        self._mending.stop()
        if not self.bridge.is_sound:
            cursor = self.textCursor()
            if mend(self.bridge, cursor):
                self.setTextCursor(cursor)

    @Slot()
    def _on_cursor_moved(self) -> None:
        if self.bridge.is_writing:
            return
        self._leave_link()
        self.tables.caret_went()
        self._note_caret()

    def _note_caret(self) -> None:
        # In the middle of an edit Qt moves the caret first: the manuscript is to know where it was before.
        if self.hasFocus() and not (self._is_editing or self.edits.is_putting or self.tables.editor):
            cursor = self.textCursor()
            self.manuscript.caret = Caret("body", cursor.position(), cursor.anchor())
        self._telling.start()

    def _leave_link(self) -> None:
        if is_behind_link(self.textCursor()):
            self.setCurrentCharFormat(self.bridge.styles.char(self.edits.part, self.edits.level))

    @Slot()
    def _on_telling_due(self) -> None:
        state = self.tables.state() or self.commands.state()
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    @Slot(str)
    def _on_picture_arrived(self, reference: str) -> None:
        for line in self.edits.showing(reference):
            self.document().markContentsDirty(line.position(), line.length())
