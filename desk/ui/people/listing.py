"""People and organisations as a list: a disc, the name, and what they do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desk.story.directory import Contact
from desk.story.people import PersonKind
from desk.ui.icons import Icons
from desk.ui.people.discs import disc_colour, paint_disc
from desk.ui.theme import Theme, interface_font

CONTACT = Qt.ItemDataRole.UserRole
CURRENT = CONTACT + 1  # whether it is who is signed in
HEIGHT = 46
_DISC = 28  # px
_PADDING = 10
_TICK = 15


def described(contact: Contact) -> str:
    """The second line of somebody: what they do here, and what the house prints."""
    role = contact.role.value.capitalize() if contact.role is not None else ""
    kind = "Organisation" if contact.kind is PersonKind.ORGANISATION else "Person"
    printed = f"in print “{contact.in_print}”" if contact.in_print else ""
    return " · ".join(filter(None, (role or kind, printed)))


class ContactList(QAbstractListModel):
    """Contacts in the order in which they are given; one of them may be who is signed in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contacts: tuple[Contact, ...] = ()
        self.staff: tuple[str, ...] = ()
        self._current = ""

    def show_contacts(self, contacts: Sequence[Contact], staff: Sequence[str], current: str = "") -> None:
        """Show these; `staff` are the names of all who work here, `current` is the id of who is signed in."""
        self.beginResetModel()
        self.contacts, self.staff, self._current = tuple(contacts), tuple(staff), current
        self.endResetModel()

    def row_of(self, id_: str) -> int:
        """Where somebody stands, or -1."""
        return next((row for row, contact in enumerate(self.contacts) if contact.id == id_), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.contacts)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The contact, and its name and second line for those who hear it."""
        if not index.isValid():
            return None
        contact = self.contacts[index.row()]
        is_current = bool(self._current) and contact.id == self._current
        told: dict[int, object] = {
            CONTACT: contact,
            CURRENT: is_current,
            Qt.ItemDataRole.DisplayRole: contact.name,
            Qt.ItemDataRole.AccessibleTextRole: ", ".join(
                (contact.name, described(contact), *(["signed in"] if is_current else []))
            ),
            Qt.ItemDataRole.ToolTipRole: "\n".join(
                filter(None, (contact.name, described(contact), contact.email, *contact.spellings))
            ),
        }
        return told.get(role)


class ContactDelegate(QStyledItemDelegate):
    """Two lines beside a disc; a tick at the end of who is signed in."""

    def __init__(self, theme: Theme, icons: Icons, model: ContactList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex, /) -> QSize:
        """Every row is as high as every other."""
        return QSize(option.rect.width(), HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> None:
        """Draws a row."""
        contact: Contact = index.data(CONTACT)
        tokens, rect = self._theme.tokens, option.rect
        side = partial(QStyle.visualRect, option.direction, rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.color("accent_tint" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)
        disc = QRect(rect.left() + _PADDING, rect.top() + (HEIGHT - _DISC) // 2, _DISC, _DISC)
        colour = disc_colour(contact, self._model.staff, tokens)
        paint_disc(painter, QRectF(side(disc)), contact, colour, tokens.color("page"))
        words = rect.adjusted(_PADDING + _DISC + 10, 6, -_PADDING, -6)
        if index.data(CURRENT):
            tick = QRect(words.right() - _TICK, rect.top() + (HEIGHT - _TICK) // 2, _TICK, _TICK)
            self._icons.icon("check", "accent").paint(painter, side(tick))
            words.setRight(tick.left() - 8)
        self._paint_words(painter, contact, side(words))
        painter.restore()

    def _paint_words(self, painter: QPainter, contact: Contact, words: QRect) -> None:
        half = words.height() // 2
        lines = (
            (contact.name, interface_font(13, QFont.Weight.Medium), "ink", words.top()),
            (described(contact), interface_font(11.5), "muted", words.top() + half),
        )
        for text, font, token, top in lines:
            painter.setFont(font)
            painter.setPen(self._theme.tokens.color(token))
            line = QRect(words.left(), top, words.width(), half)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
