"""Words without a letter, as numbers, begin where the words around them do. Qt puts them to the left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from desk.formats.html_direction import side_of, side_of_credits
from desk.formats.language import direction, language_tag


def side_of_language(*candidates: str) -> str:
    """The side on which words begin in the first of these languages that is one."""
    return direction(language_tag(*candidates))


def turn(document: QTextDocument, around: str, *, is_credits: bool = False) -> None:
    """Let the words of a document of one line begin on their own side, or on this one where they have no letter; a
    line of credits on that of its wording."""
    text = document.toPlainText()
    side = side_of(text)
    wanted = Qt.LayoutDirection.LayoutDirectionAuto
    if around == "rtl" and not side:
        wanted = Qt.LayoutDirection.RightToLeft
    elif is_credits and side_of_credits(text, around) != side:
        wanted = Qt.LayoutDirection.LeftToRight
    option = document.defaultTextOption()
    if option.textDirection() != wanted:
        option.setTextDirection(wanted)
        document.setDefaultTextOption(option)
