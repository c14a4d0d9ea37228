"""Notes to readers on the page, as they are printed: at its top or at its foot. They are read there, not written."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextDocument, QTextOption
from PySide6.QtWidgets import QPushButton, QWidget

from desk.story.house import House
from desk.story.story import Correction, Story
from desk.story.story import Slot as Place
from desk.ui.editor.typography import Look, PageType
from desk.ui.tokens import Tokens

NOTE = Look(13, 1.5, interface=True)

_BAR = 3  # px
_SIDES, _ENDS = 14, 10  # px between a note's edges and its words
_APART = 8  # px between two notes


class NoteOnPage(QPushButton):
    """One note: what it is and when it came, and its words. Pressed, it wants to be edited."""

    def __init__(self, parts: tuple[str, str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.parts = parts
        label, when, words = parts
        self.setAccessibleName(f"{label} ({when}): {words}")
        self.setToolTip("Edit the notes to readers")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = QTextDocument(self)
        self._words.setDocumentMargin(0)
        self._is_mirrored = False
        self._tokens: Tokens | None = None

    def set_look(self, tokens: Tokens, page_type: PageType, side: str) -> None:
        """Be in these colours and this type, with words that begin on this side."""
        self._tokens = tokens
        self._is_mirrored = side == "rtl"
        look = page_type.set(NOTE)
        label, when, words = (escape(part).replace("\n", "<br>") for part in self.parts)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if self._is_mirrored else Qt.LayoutDirection.LeftToRight)
        self._words.setDefaultTextOption(option)
        self._words.setDefaultFont(look.font())
        self._words.setHtml(
            f'<p style="line-height: {100 * look.pitch / 1.2:.0f}%; color: {tokens.ink}"><b>{label}</b> '
            f'<span style="color: {tokens.muted}">({when})</span>: {words}</p>'
        )
        self.update()

    def height_in(self, width: int) -> int:
        """How high it is in this width, px."""
        self._words.setTextWidth(max(40, width - _BAR - 2 * _SIDES))
        return round(self._words.size().height()) + 2 * _ENDS

    def sizeHint(self) -> QSize:
        """As the page lays it out."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the bar where words begin, and the words."""
        if self._tokens is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._tokens.color("warning_tint"))
        bar = self.width() - _BAR if self._is_mirrored else 0
        painter.fillRect(QRectF(bar, 0, _BAR, self.height()), self._tokens.color("warning"))
        if self.hasFocus():
            painter.setPen(QColor(self._tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.translate(_SIDES if self._is_mirrored else _BAR + _SIDES, _ENDS)
        self._words.drawContents(painter)
        event.accept()


class ReaderNotes(QWidget):
    """The notes in one place. `requested` is the wish to edit one of them, and carries its time."""

    requested = Signal(object)  # datetime

    def __init__(self, place: Place, after: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._after = after  # to which Tab goes before it comes to the notes
        self._shown: tuple[tuple[Correction, ...], House | None, str] = ((), None, "")
        self._tokens: Tokens | None = None
        self._type = PageType()
        self.notes: tuple[NoteOnPage, ...] = ()
        self.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        """Use these colours."""
        self._tokens = tokens
        self._dress()

    def set_type(self, page_type: PageType) -> None:
        """Set the notes in this type, from the next `set_tokens` on."""
        self._type = page_type

    def show_story(self, story: Story, house: House, side: str) -> None:
        """Show those of this story that stand here. Nothing is done where they are the same."""
        corrections, known_house, known_side = self._shown
        if corrections is story.corrections and known_house is house and known_side == side:
            return
        self._shown = (story.corrections, house, side)
        found = self._parts(story, house) if story.corrections else ()
        if found != tuple(note.parts for note in self.notes):
            for note in self.notes:
                note.hide()
                note.deleteLater()
            self.notes = tuple(NoteOnPage(parts, self) for parts in found)
            for note in self.notes:
                note.clicked.connect(self._on_clicked)
                note.show()
        self.setVisible(bool(self.notes))
        self._dress()

    def lay_out(self, width: int) -> int:
        """Place the notes in this width; the height, 0 where there are none."""
        if self.notes and self._after.nextInFocusChain() is not self.notes[0]:  # others may have come between since
            for one, other in pairwise((self._after, *self.notes)):
                QWidget.setTabOrder(one, other)
        top = 0
        for note in self.notes:
            height = note.height_in(width)
            note.setGeometry(0, top, width, height)
            top += height + _APART
        return max(0, top - _APART)

    def _parts(self, story: Story, house: House) -> tuple[tuple[str, str, str], ...]:
        from desk.formats.notes_write import note_label, print_moment  # noqa: PLC0415  not before the first note

        return tuple(
            (str(note_label(note, story.corrections, house)), print_moment(note.at, house), note.text)
            for note in self._printed(story.corrections)
        )

    def _printed(self, corrections: tuple[Correction, ...]) -> list[Correction]:
        from desk.story.correcting import in_print  # noqa: PLC0415

        return [note for note in in_print(corrections) if note.slot is self._place]

    @Slot()
    def _on_clicked(self) -> None:
        for note, correction in zip(self.notes, self._printed(self._shown[0]), strict=True):
            if note is self.sender():
                self.requested.emit(correction.at)
                return

    def _dress(self) -> None:
        if self._tokens is not None:
            for note in self.notes:
                note.set_look(self._tokens, self._type, self._shown[2])
