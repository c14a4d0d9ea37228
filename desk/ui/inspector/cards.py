"""The furniture of a story, and the words for what it has in common with the notes to readers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from desk.story.story import CorrectionKind, Furniture
from desk.story.story import Slot as Place
from desk.ui.inspector.fields import Field
from desk.ui.inspector.parts import label

PLACES = {Place.TOP: "At the top", Place.FOOT: "At the foot"}
KINDS = {
    CorrectionKind.CORRECTION: "Correction",
    CorrectionKind.CLARIFICATION: "Clarification",
    CorrectionKind.UPDATE: "Update",
}


class FurnitureField(Field):
    """Standing matter to choose from. What the house hangs on every page is there already, and cannot be taken off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("furniture", "Furniture", parent)
        self._value: tuple[Furniture, ...] = ()
        self._always: tuple[Furniture, ...] = ()
        self._offered: tuple[Furniture, ...] = ()
        self._marked: tuple[Furniture, ...] = ()  # the ones whose box says that they are on every page
        self._boxes: dict[QCheckBox, Furniture] = {}
        self._nothing = label(self.tr("Neither the house nor the library has any furniture."), "muted", wrap=True)
        self.column.addWidget(self._nothing)

    def offer(self, always: Iterable[Furniture], offered: Iterable[Furniture]) -> None:
        """What the house puts on every page, and what may be chosen besides."""
        self._always, self._offered = tuple(always), tuple(offered)
        self._fill()

    def show_value(self, value: object) -> None:
        """Show a tuple of furniture."""
        assert isinstance(value, tuple)
        if value != self._value:
            self._value = value
            self._fill()

    def _fill(self) -> None:
        choices = tuple(dict.fromkeys((*self._always, *self._offered, *self._value)))
        if choices != tuple(self._boxes.values()) or self._always != self._marked:
            self._make_boxes(choices)
        for box, piece in self._boxes.items():
            with QSignalBlocker(box):
                box.setChecked(piece in self._value or piece in self._always)
            box.setEnabled(piece not in self._always)

    def _make_boxes(self, choices: tuple[Furniture, ...]) -> None:
        for box in self._boxes:
            self.column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = {}
        self._marked = self._always
        for piece in choices:
            name = piece.title or " ".join(piece.text.split()[:8]) + "…"
            always = [self.tr("on every page")] if piece in self._always else []
            box = QCheckBox(" · ".join([name, self.tr(PLACES[piece.slot]).lower(), *always]))
            box.setToolTip(piece.text)
            box.toggled.connect(self._on_toggled)
            self.column.addWidget(box)
            self._boxes[box] = piece
        self._nothing.setVisible(not choices)

    @Slot()
    def _on_toggled(self) -> None:
        chosen = tuple(
            piece for box, piece in self._boxes.items() if box.isChecked() and (box.isEnabled() or piece in self._value)
        )
        self._value = chosen
        self.decided.emit(self.name, chosen)
