"""What stands in the dialog of Update and Correct besides its fields: what changed, and the notes that readers have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desk.formats.notes_write import note_label, print_moment
from desk.revise.runs import Became
from desk.story.correcting import in_print, note_of
from desk.story.house import House
from desk.story.story import Correction
from desk.ui.dialogs.base import button, plain
from desk.ui.roles import set_role
from desk.ui.tokens import Tokens
from desk.ui.workflow.since import Changed


class Ground(QFrame):
    """A framed ground with lines one below the other, that scrolls."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setAccessibleName(name)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(12, 8, 12, 8)
        self._rows.setSpacing(8)
        self._rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        around = QVBoxLayout(self)
        around.setContentsMargins(1, 1, 1, 1)
        around.addWidget(area)

    def put(self, rows: Iterable[QWidget]) -> None:
        """Show these."""
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, row in enumerate(rows):
            self._rows.insertWidget(number, row)
            row.show()  # now, so that it has its height at once


def change_lines(changes: Iterable[Changed], tokens: Tokens) -> Iterator[QLabel]:
    """What became of the story, a line for each change: what went is struck, what came has the colour of that."""
    inks = {
        Became.ADDED: f"color: {tokens.inserted}; background-color: {tokens.inserted_tint}",
        Became.REMOVED: f"color: {tokens.deleted}; text-decoration: line-through",
    }
    for change in changes:
        parts = [_span(f"{change.field}: ", f"color: {tokens.muted}")] if change.field else []
        before = Became.SAME
        for text, became in change.pieces:
            if before is Became.REMOVED and became is Became.ADDED:
                parts.append(" ")  # what went and what came are two words
            parts.append(_span(text, inks.get(became, f"color: {tokens.ink}")))
            before = became
        if change.said:
            parts.append(_span(f" ({change.said})", f"color: {tokens.muted}"))
        line = QLabel("".join(parts))
        line.setTextFormat(Qt.TextFormat.RichText)
        line.setWordWrap(True)
        yield line


def _span(text: str, style: str) -> str:
    return f'<span style="{style}">{escape(text)}</span>'


def note_html(note: Correction, among: Sequence[Correction], house: House) -> str:
    """A note as readers see it."""
    words = escape(note.text).replace("\n", "<br>")
    return f"<b>{escape(str(note_label(note, among, house)))}</b> ({escape(print_moment(note.at, house))}): {words}"


class NoteRow(QFrame):
    """A note on the story. `about_requested` is the wish to put it right by another one, `withdraw_requested` to take
    it out of print, or to keep it all the same; both carry the note."""

    about_requested = Signal(object)  # Correction
    withdraw_requested = Signal(object)

    def __init__(self, note: Correction, among: Sequence[Correction], house: House, *, is_open: bool) -> None:
        """Where it `is_open` something can be done with it; else it is only shown."""
        super().__init__()
        self.note = note
        self._html = note_html(note, among, house)
        self._words = QLabel(self._html)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self.said = plain("", "meta")
        self.correct = button("Correct this note…", "link")
        self.withdraw = button("Withdraw…", "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        self.said.setIndent(5)  # as the words of a link are
        foot.addWidget(self.said)
        foot.addWidget(self.correct)
        foot.addWidget(self.withdraw)
        foot.addStretch(1)
        column.addLayout(foot)
        self.correct.clicked.connect(self._on_correct)
        self.withdraw.clicked.connect(self._on_withdraw)
        if note.withdrawn is not None:
            self.said.setText(f"Withdrawn {print_moment(note.withdrawn, house)}")
            self._strike(on=True)
        for one in (self.correct, self.withdraw):
            one.setVisible(is_open and note.withdrawn is None)
            one.setAccessibleDescription(note.text)  # the same two stand below every note
        self.said.setVisible(note.withdrawn is not None)

    def mark(self, *, withdrawn: bool) -> None:
        """Whether it is to be withdrawn with this step."""
        if self.withdraw.isHidden():
            return
        self._strike(on=withdrawn)
        self.said.setText("Is withdrawn with this step" if withdrawn else "")
        self.said.setVisible(withdrawn)
        self.correct.setVisible(not withdrawn)
        self.withdraw.setText("Keep it" if withdrawn else "Withdraw…")
        self.withdraw.setAccessibleName(self.withdraw.text())

    def _strike(self, *, on: bool) -> None:
        self._words.setText(f"<s>{self._html}</s>" if on else self._html)
        set_role(self._words, "faint" if on else "")

    @Slot()
    def _on_correct(self) -> None:
        self.about_requested.emit(self.note)

    @Slot()
    def _on_withdraw(self) -> None:
        self.withdraw_requested.emit(self.note)


def notes_in_order(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The notes of a story as readers see them, and then those that they do not see any more."""
    return (*in_print(corrections), *(note for note in corrections if note.withdrawn is not None))


def named_note(at: datetime, among: Sequence[Correction], house: House) -> str:
    """How a note is spoken of: "the correction of May 3, 2026, 10:42 AM"; "" where there is none of this time."""
    note = note_of(among, at)
    if note is None:
        return ""
    return f"the {house.notes.of(note.kind).lower()} of {print_moment(note.at, house)}"
