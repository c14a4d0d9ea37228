"""A disc with somebody's initials, in a colour of their own."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from desk.story.directory import Contact, initials_of
from desk.story.people import PersonKind
from desk.ui.history.people import person_colour
from desk.ui.theme import interface_font
from desk.ui.tokens import Tokens

_LETTERS = 2  # of the initials that are shown


def letters_of(contact: Contact) -> str:
    """What stands in the disc: the initials, as far as there is room for them."""
    letters = contact.initials or initials_of(contact.name) or contact.name[:1].upper()
    return letters if len(letters) <= _LETTERS else letters[0] + letters[-1]


def disc_colour(contact: Contact, staff: Sequence[str], tokens: Tokens) -> QColor:
    """The colour of somebody: those who work at the desk have one each, all others that of second text."""
    if contact.name not in staff:
        return tokens.color("muted")
    return QColor(person_colour(contact.name, staff, dark=tokens.dark))


def paint_disc(painter: QPainter, place: QRectF, contact: Contact, colour: QColor, ink: QColor) -> None:
    """Draw a disc of this colour; an organisation has a square with round corners."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if contact.kind is PersonKind.ORGANISATION:
        painter.drawRoundedRect(place, place.width() / 4, place.width() / 4)
    else:
        painter.drawEllipse(place)
    letters = letters_of(contact)
    painter.setFont(interface_font(place.height() * (0.42 if len(letters) < 2 else 0.37), QFont.Weight.DemiBold))
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()
