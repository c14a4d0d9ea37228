"""What the mouse meets on the page besides words: links, pictures without a description, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent

from desk.story.body import Embed, Figure
from desk.ui.editor.addresses import open_address
from desk.ui.editor.cards import chip_box, drawn_box
from desk.ui.editor.lines import HOLDERS
from desk.ui.editor.styles import part_of

if TYPE_CHECKING:
    from desk.ui.editor.page import EditorPage

_CONTROL = Qt.KeyboardModifier.ControlModifier
_HOW_TO_OPEN = "Ctrl+click to open"


class Pointing(QObject):
    """Shows where a link leads, opens it on Ctrl+click, and asks for what a picture shows. A page hands it the
    events of its mouse."""

    def __init__(self, page: EditorPage) -> None:
        super().__init__(page)
        self._page = page
        self._place = QPointF()
        self._held = False
        self._pressed = ""  # the address under the button that is held
        self._on_chip: int | None = None
        self._shape = Qt.CursorShape.IBeamCursor
        self._watching = False
        page.viewport().setMouseTracking(True)

    @property
    def is_selecting(self) -> bool:
        """Whether a button that was pressed upon the page is held still; what is dragged is let go elsewhere."""
        return self._held and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton

    def press(self, event: QMouseEvent) -> bool:
        """Whether the button does not concern the words."""
        left = event.button() == Qt.MouseButton.LeftButton
        self._held = True
        opens = left and bool(event.modifiers() & _CONTROL)
        self._pressed = self.address_at(event.position()) if opens else ""
        self._on_chip = self._chip_at(event.position()) if left else None
        return bool(self._pressed)

    def release(self, event: QMouseEvent) -> bool:
        """Whether the button did something else than to end a selection."""
        self._held = False
        pressed, self._pressed = self._pressed, ""
        chip, self._on_chip = self._on_chip, None
        if pressed:
            if pressed == self.address_at(event.position()):
                open_address(pressed)
            return True
        if chip is not None and chip == self._chip_at(event.position()):
            self._page.asking.description(chip)
            return True
        return False

    def move(self, event: QMouseEvent) -> None:
        """The pointer is somewhere else."""
        if event.buttons() == Qt.MouseButton.NoButton:
            self._place = event.position()
            self._look(control=bool(event.modifiers() & _CONTROL))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the pointer is upon a link, Ctrl makes a hand of it; see `_watch`."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Control:
            self._look(control=event.type() == QEvent.Type.KeyPress)
        elif event.type() == QEvent.Type.FocusOut:
            self._look(control=False)
        return super().eventFilter(watched, event)

    def address_at(self, place: QPointF) -> str:
        """Where the link or the card at a place of the viewport leads, or ""."""
        scrolled = QPointF(0, self._page.verticalScrollBar().value())
        address = self._page.document().documentLayout().anchorAt(place + scrolled)
        if address:
            return address
        block = self._block_at(place)
        return block.url if isinstance(block, Embed) else ""

    def _look(self, *, control: bool) -> None:
        address = self.address_at(self._place)
        viewport = self._page.viewport()
        tip = f"{address}\n{_HOW_TO_OPEN}" if address else ""
        if tip != viewport.toolTip():
            viewport.setToolTip(tip)
        if (address and control) or self._chip_at(self._place) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._block_at(self._place) is not None:
            shape = Qt.CursorShape.ArrowCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        if shape != self._shape:
            self._shape = shape
            viewport.setCursor(shape)
        self._watch(bool(address))

    def _watch(self, on: bool) -> None:
        """Hear of the keys while they matter, and only then."""
        if on != self._watching:
            self._watching = on
            if on:
                self._page.installEventFilter(self)
            else:
                self._page.removeEventFilter(self)

    def index_at(self, place: QPointF) -> int | None:
        """The number of the block whose drawn thing is at a place."""
        line = self._page.cursorForPosition(place.toPoint()).block()
        if part_of(line.blockFormat()) not in HOLDERS:
            return None
        box = drawn_box(line, self._page.verticalScrollBar().value())
        return self._page.edits.bridge.block_index(line.blockNumber()) if box.contains(place) else None

    def _block_at(self, place: QPointF) -> object:
        index = self.index_at(place)
        return None if index is None else self._page.edits.bridge.body.blocks[index]

    def _chip_at(self, place: QPointF) -> int | None:
        """The number of the figure upon whose chip a place is."""
        index = self.index_at(place)
        if index is None:
            return None
        figure = self._page.edits.bridge.body.blocks[index]
        if not isinstance(figure, Figure) or figure.alt.strip():
            return None
        line = self._page.cursorForPosition(place.toPoint()).block()
        box = drawn_box(line, self._page.verticalScrollBar().value())
        return index if chip_box(box, self._page.type).contains(place) else None
