"""The fields of a story that hold more than one value: furniture, corrections, the lead picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.story.body import clean_text
from desk.story.story import Correction, CorrectionKind, Furniture
from desk.story.story import Slot as Place
from desk.ui.icons import Icons
from desk.ui.inspector.fields import Field, MomentField
from desk.ui.inspector.inputs import Choice, Prose
from desk.ui.inspector.parts import button, icon_button, label

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


class CorrectionRow(QFrame):
    """One correction: kind, place and day above its words."""

    edited = Signal()
    removed = Signal(object)

    def __init__(self, correction: Correction, zone: ZoneInfo | None, icons: Icons) -> None:
        super().__init__()
        self.correction = correction
        self.kind = self._choice(self.tr("Kind"), KINDS)
        self.place = self._choice(self.tr("Place"), PLACES)
        self.remove = icon_button(icons.icon("x"), self.tr("Remove this correction"))
        self.at = MomentField("at", self.tr("Published"), icons)
        self.at.set_clearable(on=False)
        if zone is not None:
            self.at.set_zone(zone)
        self.words = Prose(2)
        self.words.setAccessibleName(self.tr("Words of the correction"))
        self.words.setPlaceholderText(self.tr("An earlier version of this story gave the wrong …"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.kind, 1)
        top.addWidget(self.place, 1)
        top.addWidget(self.remove)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.at)
        self.show_correction(correction)
        self.kind.activated.connect(self._on_edited)
        self.place.activated.connect(self._on_edited)
        self.words.text_edited.connect(self._on_edited)
        self.at.edited.connect(self._on_edited)
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_correction(self, correction: Correction) -> None:
        """Show this correction."""
        self.correction = correction
        self.kind.setCurrentIndex(self.kind.findData(correction.kind))
        self.place.setCurrentIndex(self.place.findData(correction.slot))
        self.at.show_value(correction.at)
        if clean_text(self.words.toPlainText()).strip() != correction.text:
            self.words.show_text(correction.text)

    def _choice(self, name: str, choices: dict[CorrectionKind, str] | dict[Place, str]) -> Choice:
        made = Choice()
        made.setAccessibleName(name)
        for value, words in choices.items():
            made.addItem(self.tr(words), value)
        return made

    @Slot()
    def _on_edited(self) -> None:
        at = self.at.value
        self.correction = replace(
            self.correction,
            kind=CorrectionKind(self.kind.currentData()),  # Qt makes an enum of text a text
            slot=Place(self.place.currentData()),
            text=clean_text(self.words.toPlainText()).strip(),
            at=at if isinstance(at, datetime) else self.correction.at,
        )
        self.edited.emit()

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self)


class CorrectionsField(Field):
    """The story's corrections, in order. One without words is not in the story yet."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("corrections", "Corrections", parent)
        self._icons = icons
        self._zone: ZoneInfo | None = None
        self._rows: list[CorrectionRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.add_button = button(self.tr("Add a correction"))
        self.add_button.setIcon(icons.icon("plus"))
        self.column.addLayout(self._list)
        self.column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add_button)
        self.add_button.clicked.connect(self._on_add_clicked)

    @property
    def rows(self) -> tuple[CorrectionRow, ...]:
        """The rows from top to bottom."""
        return tuple(self._rows)

    def set_zone(self, zone: ZoneInfo) -> None:
        """Show times as they are in this zone."""
        self._zone = zone
        for row in self._rows:
            row.at.set_zone(zone)

    def show_value(self, value: object) -> None:
        """Show a tuple of corrections."""
        assert isinstance(value, tuple)
        if value == self._corrections():
            return
        for row in self._rows[len(value) :]:
            self._drop(row)
        for number, correction in enumerate(value):
            if number < len(self._rows):
                self._rows[number].show_correction(correction)
            else:
                self._append(correction)

    def _corrections(self) -> tuple[Correction, ...]:
        return tuple(row.correction for row in self._rows if row.correction.text)

    def _append(self, correction: Correction) -> CorrectionRow:
        row = CorrectionRow(correction, self._zone, self._icons)
        row.edited.connect(self._on_edited)
        row.removed.connect(self._on_removed)
        self._rows.append(row)
        self._list.addWidget(row)
        return row

    def _drop(self, row: CorrectionRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit(self.name, self._corrections())

    @Slot()
    def _on_add_clicked(self) -> None:
        now = datetime.now(self._zone or UTC).replace(second=0, microsecond=0)
        self._append(Correction("", now)).words.setFocus()

    @Slot(object)
    def _on_removed(self, row: CorrectionRow) -> None:
        self._drop(row)
        self.add_button.setFocus()
        self.decided.emit(self.name, self._corrections())
