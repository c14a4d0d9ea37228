"""The notes to readers in the inspector: one after the other, also those that were withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk.story.body import clean_text
from desk.story.correcting import is_out, with_own_time
from desk.story.house import House
from desk.story.story import Correction, CorrectionKind, Story
from desk.story.story import Slot as Place
from desk.ui.icons import Icons
from desk.ui.inspector.cards import KINDS, PLACES
from desk.ui.inspector.fields import Field, MomentField
from desk.ui.inspector.inputs import Choice, Prose
from desk.ui.inspector.parts import button, icon_button, label

_APART = 10  # px between two notes


class CorrectionRow(QFrame):
    """One note: kind, place and time around its words; of a withdrawn one its words struck, and since when.

    What readers have seen is not taken away but withdrawn, and put right by another note.
    """

    edited = Signal(object, object)  # itself, and its correction as it was
    removed = Signal(object)
    withdrawn = Signal(object)
    about_requested = Signal(object)

    def __init__(self, correction: Correction, house: House, icons: Icons) -> None:
        super().__init__()
        self.correction = correction
        self._house = house
        self._icons = icons
        self.about = label("", "meta", wrap=True)
        self.live = self._live()
        self.gone = self._gone()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _APART)
        column.setSpacing(4)
        for part in (self.about, self.live, self.gone):
            column.addWidget(part)
        self.set_house(house)
        self.show_correction(correction, (correction,), is_seen=False)
        self.kind.activated.connect(self._on_edited)
        self.place.activated.connect(self._on_edited)
        self.words.text_edited.connect(self._on_edited)
        self.at.edited.connect(self._on_edited)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.correct.clicked.connect(self._on_correct_clicked)
        self.put_back.clicked.connect(self._on_remove_clicked)

    def set_house(self, house: House) -> None:
        """Speak of notes, and show times, as this house does; from the next `show_correction` on."""
        self._house = house
        self.at.set_zone(ZoneInfo(house.timezone))

    def show_correction(self, correction: Correction, among: Sequence[Correction], *, is_seen: bool) -> None:
        """Show this correction, one of these; `is_seen` are those that readers have."""
        self.correction = correction
        self._is_seen = is_seen
        is_gone = correction.withdrawn is not None
        self.live.setVisible(not is_gone)
        self.gone.setVisible(is_gone)
        self._say(correction, among)
        self.kind.setCurrentIndex(self.kind.findData(correction.kind))
        self.place.setCurrentIndex(self.place.findData(correction.slot))
        self.at.show_value(correction.at)
        self.correct.setVisible(is_seen)
        name = self.tr("Withdraw this note: it is kept, and not printed") if is_seen else self.tr("Remove this note")
        self.remove.setToolTip(name)
        self.remove.setAccessibleName(name)
        if clean_text(self.words.toPlainText()).strip() != correction.text:
            self.words.show_text(correction.text)

    def _say(self, correction: Correction, among: Sequence[Correction]) -> None:
        """What it is, where that is not to be seen from the choices: which note it puts right; all of a withdrawn."""
        from desk.formats.notes_write import note_label, print_moment  # noqa: PLC0415  not before the first note

        called = str(note_label(correction, among, self._house))
        if correction.withdrawn is not None:
            self.struck.setText(correction.text)
            self.struck.setAccessibleName(self.tr("Withdrawn: {0}").format(correction.text))
            called = f"{called} · {print_moment(correction.at, self._house)}"
            self.since.setText(self.tr("Withdrawn {0}").format(print_moment(correction.withdrawn, self._house)))
        self.about.setText(called)
        self.about.setVisible(correction.about is not None or correction.withdrawn is not None)

    def _live(self) -> QWidget:
        self.kind = self._choice(self.tr("Kind"), KINDS)
        self.place = self._choice(self.tr("Place"), PLACES)
        self.remove = icon_button(self._icons.icon("x"), "")
        self.at = MomentField("at", self.tr("Published"), self._icons)
        self.at.set_clearable(on=False)
        self.words = Prose(2)
        self.words.setAccessibleName(self.tr("Words of the correction"))
        self.words.setPlaceholderText(self.tr("An earlier version of this story gave the wrong …"))
        self.correct = button(self.tr("Correct this note"), "link")
        self.correct.setStyleSheet("padding-left: 0;")  # in line with the words above
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.kind, 1)
        top.addWidget(self.place, 1)
        top.addWidget(self.remove)
        part, column = _part()
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.at)
        column.addWidget(self.correct, 0, Qt.AlignmentFlag.AlignLeft)
        return part

    def _gone(self) -> QWidget:
        self.struck = label("", "faint", wrap=True)
        font = self.struck.font()
        font.setStrikeOut(True)
        self.struck.setFont(font)
        self.since = label("", "meta")
        self.put_back = button(self.tr("Put back"), "link", self.tr("Put this note back in print"))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.since)
        row.addWidget(self.put_back)
        row.addStretch()
        part, column = _part()
        column.addWidget(self.struck)
        column.addLayout(row)
        return part

    def _choice(self, name: str, choices: dict[CorrectionKind, str] | dict[Place, str]) -> Choice:
        made = Choice()
        made.setAccessibleName(name)
        for value, words in choices.items():
            made.addItem(self.tr(words), value)
        return made

    @Slot()
    def _on_edited(self) -> None:
        at, before = self.at.value, self.correction
        self.correction = replace(
            before,
            kind=CorrectionKind(self.kind.currentData()),  # Qt makes an enum of text a text
            slot=Place(self.place.currentData()),
            text=clean_text(self.words.toPlainText()).strip(),
            at=at if isinstance(at, datetime) else before.at,
        )
        self.edited.emit(self, before)

    @Slot()
    def _on_remove_clicked(self) -> None:
        if self._is_seen or self.correction.withdrawn is not None:
            self.withdrawn.emit(self)
        else:
            self.removed.emit(self)

    @Slot()
    def _on_correct_clicked(self) -> None:
        self.about_requested.emit(self)


def _part() -> tuple[QWidget, QVBoxLayout]:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return part, column


class CorrectionsField(Field):
    """The story's corrections, in order. One without words is not in the story yet."""

    def __init__(self, house: House, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("corrections", "Corrections", parent)
        self._icons = icons
        self._house = house
        self._story = Story()
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

    def row(self, at: datetime) -> CorrectionRow | None:
        """The row of the note that this time names."""
        return next((row for row in self._rows if row.correction.at == at), None)

    def set_house(self, house: House) -> None:
        """Speak of notes, and show times, as this house does."""
        self._house = house
        for row in self._rows:
            row.set_house(house)
        self._show_rows()

    def show_times(self, story: Story) -> None:
        """Know when this story went out, of which the corrections are shown."""
        self._story = story
        self._show_rows()

    def show_value(self, value: object) -> None:
        """Show a tuple of corrections."""
        assert isinstance(value, tuple)
        if value == self._corrections():
            return
        for row in self._rows[len(value) :]:
            self._drop(row)
        for number, correction in enumerate(value):
            if number < len(self._rows):
                self._rows[number].correction = correction
            else:
                self._insert(correction, number)
        self._show_rows()

    def _corrections(self) -> tuple[Correction, ...]:
        return tuple(row.correction for row in self._rows if row.correction.text)

    def _show_rows(self) -> None:
        among = tuple(row.correction for row in self._rows)
        for row in self._rows:
            row.show_correction(row.correction, among, is_seen=is_out(row.correction, self._story))

    def _insert(self, correction: Correction, number: int) -> CorrectionRow:
        row = CorrectionRow(correction, self._house, self._icons)
        row.edited.connect(self._on_edited)
        row.removed.connect(self._on_removed)
        row.withdrawn.connect(self._on_withdrawn)
        row.about_requested.connect(self._on_about_requested)
        self._rows.insert(number, row)
        self._list.insertWidget(number, row)
        return row

    def _drop(self, row: CorrectionRow) -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _begin(self, number: int, kind: CorrectionKind, slot: Place, about: datetime | None) -> None:
        """A note that is still without words."""
        now = datetime.now(ZoneInfo(self._house.timezone)).replace(second=0, microsecond=0)
        note = with_own_time(Correction("", now, kind, slot, about), [row.correction for row in self._rows])
        row = self._insert(note, number)
        self._show_rows()
        row.words.setFocus()

    @Slot(object, object)
    def _on_edited(self, row: CorrectionRow, before: Correction) -> None:
        if row.correction.at != before.at:
            # The time is the note's name: those about it go with it.
            row.correction = with_own_time(row.correction, [each.correction for each in self._rows if each is not row])
            self._rename(before.at, row.correction.at)
        if row.correction.text == before.text:
            self._show_rows()
        self.edited.emit(self.name, self._corrections())

    def _rename(self, was: datetime, now: datetime | None) -> None:
        for row in self._rows:
            if row.correction.about == was:
                row.correction = replace(row.correction, about=now)

    @Slot()
    def _on_add_clicked(self) -> None:
        self._begin(len(self._rows), CorrectionKind.CORRECTION, Place.FOOT, None)

    @Slot(object)
    def _on_about_requested(self, row: CorrectionRow) -> None:
        wrong = row.correction
        self._begin(self._rows.index(row) + 1, CorrectionKind.CORRECTION, wrong.slot, wrong.at)

    @Slot(object)
    def _on_removed(self, row: CorrectionRow) -> None:
        self._drop(row)
        self._rename(row.correction.at, None)
        self._show_rows()
        self.add_button.setFocus()
        self.decided.emit(self.name, self._corrections())

    @Slot(object)
    def _on_withdrawn(self, row: CorrectionRow) -> None:
        when = None if row.correction.withdrawn else datetime.now(UTC).replace(microsecond=0)
        row.correction = replace(row.correction, withdrawn=when)
        self._show_rows()
        (row.put_back if when else row.remove).setFocus()
        self.decided.emit(self.name, self._corrections())
