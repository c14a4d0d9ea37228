"""The right side of the directory: one of those who are listed, to be changed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.story.directory import Contact
from desk.story.people import PersonKind
from desk.ui.dialogs.base import button, plain
from desk.ui.people.discs import disc_colour, paint_disc
from desk.ui.people.form import ContactForm
from desk.ui.people.listing import described
from desk.ui.roles import set_role
from desk.ui.services import Looks
from desk.ui.statusline import Sentence

_DISC = 40  # px
_PRINTS = (
    "“In print” is how credits name them. As what, with which title and from where is offered when they are credited. "
    "The spellings are other names under which they are known."
)


class _Disc(QWidget):
    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._theme = looks.theme
        self.contact = Contact("")
        self.colour = QColor()
        self.setFixedSize(QSize(_DISC, _DISC))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The disc."""
        ink = self._theme.tokens.color("page")
        paint_disc(QPainter(self), QRectF(self.rect()), self.contact, self.colour, ink)


class DetailPane(QWidget):
    """Shows somebody. Wishes: `save_requested`, `remove_requested` with the contact, `merge_requested` to choose
    who is the same, `ledger_requested` with the contact to see where they were credited. `shown` carries whom it
    shows now."""

    save_requested = Signal()
    remove_requested = Signal(object)
    merge_requested = Signal()
    ledger_requested = Signal(object)
    shown = Signal(object)

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_new = False
        self.is_choosing = False
        self.staff: tuple[str, ...] = ()  # the names of all who work here
        self._theme = looks.theme
        self.disc = _Disc(looks)
        self.title = Sentence()
        set_role(self.title, "title")
        self.second = Sentence()
        set_role(self.second, "muted")
        self.form = ContactForm()
        self.hint = plain(_PRINTS, "meta", wrap=True)
        self.save = button("Save", "primary")
        self.same = button("Merge with…")
        self.remove = button("Remove", "danger")
        self.credits = button("Credits…")
        self.credits.setToolTip("Where they were credited, and how often")
        self.choosing = plain("", "warning", wrap=True)
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        self.save.clicked.connect(self.save_requested)
        self.same.clicked.connect(self._on_same)
        self.remove.clicked.connect(self._on_remove)
        self.credits.clicked.connect(self._on_credits)

    def _lay_out(self) -> None:
        head, words = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(12)
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.second)
        head.addWidget(self.disc)
        head.addLayout(words, 1)
        feet = QHBoxLayout()
        feet.setSpacing(8)
        for one in (self.remove, self.same, self.credits):
            feet.addWidget(one)
        feet.addStretch(1)
        feet.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.hint)
        column.addWidget(self.choosing)
        column.addStretch(1)
        column.addLayout(feet)

    @property
    def contact(self) -> Contact:
        """Who is shown, as they were before anything was changed."""
        return self.form.shown

    @property
    def is_edited(self) -> bool:
        """Whether there is anything to be kept. A new one of whom nothing was said yet is nothing."""
        return self.form.is_edited

    def keeps(self, contact: Contact) -> bool:
        """Whether this one is shown already, with fields in which somebody writes."""
        return not self.is_new and contact.id == self.contact.id and (self.is_edited or contact == self.contact)

    def show_contact(self, contact: Contact) -> None:
        """Show somebody; one without an id is to be listed."""
        self.is_new = not contact.id
        self.form.show_contact(contact)
        self.stop_choosing()
        self._on_edited()
        self.shown.emit(contact)

    def take(self) -> Contact:
        """What the fields say; from now on that is how it was."""
        contact = self.form.contact
        self.show_contact(contact)
        return contact

    def forget_new(self) -> None:
        """Who was being listed is, or not at all."""
        self.is_new = False

    def stop_choosing(self) -> None:
        """Nobody is to be chosen any more who is the same."""
        self.is_choosing = False
        self.choosing.hide()

    @Slot()
    def _on_edited(self) -> None:
        now = self.form.contact
        kind = "organisation" if now.kind is PersonKind.ORGANISATION else "person"
        self.title.setText(now.name or f"A new {kind}")
        self.second.setText(described(now))
        self.disc.contact, self.disc.colour = now, disc_colour(self.contact, self.staff, self._theme.tokens)
        self.disc.update()
        self.save.setEnabled(self.is_edited)
        self.save.setText("Add" if self.is_new else "Save")
        for one in (self.same, self.remove, self.credits):
            one.setVisible(not self.is_new)

    @Slot()
    def _on_same(self) -> None:
        self.is_choosing = True
        self.choosing.setText(f"Now choose in the list who is the same as {self.contact.name}.")
        self.choosing.show()
        self.merge_requested.emit()

    @Slot()
    def _on_credits(self) -> None:
        self.ledger_requested.emit(self.contact)

    @Slot()
    def _on_remove(self) -> None:
        self.remove_requested.emit(self.contact)
