"""Words without a letter, as numbers, begin where the words around them do. Qt puts them to the left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from desk.formats.html_direction import side_of
from desk.formats.language import direction, language_tag


def side_of_language(*candidates: str) -> str:
    """The side on which words begin in the first of these languages that is one."""
    return direction(language_tag(*candidates))


def turn(document: QTextDocument, around: str) -> None:
    """Let the words of a document of one line begin on their own side, or on this one where they have no letter."""
    is_turned = around == "rtl" and not side_of(document.toPlainText())
    wanted = Qt.LayoutDirection.RightToLeft if is_turned else Qt.LayoutDirection.LayoutDirectionAuto
    option = document.defaultTextOption()
    if option.textDirection() != wanted:
        option.setTextDirection(wanted)
        document.setDefaultTextOption(option)
