"""How words of a row in the list are laid out."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from pytestqt.qtbot import QtBot

from desk.ui.articles.marking import apart
from desk.ui.theme import interface_font

NAME = "דנה לוי"


def placed(text: str, part: str) -> float:
    """Where a part of a text is seen to begin, in a row that is read from the left."""
    layout = QTextLayout(text, interface_font(12))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    at = text.index(part)
    # PySide gives the position too, of which its own stubs know nothing.
    ends: list[Any] = [line.cursorToX(place) for place in (at, at + len(part))]
    return min(float(end[0]) for end in ends)


@pytest.mark.parametrize("name", [NAME, "Wei Sung", f"By {NAME}", f"{NAME} and Wei"])
def test_a_name_leaves_what_stands_beside_it_in_its_order(qtbot: QtBot, name: str) -> None:
    row = f"{apart(name)} · 21 words · now"
    starts = [placed(row, part) for part in (name, "21", "words", "now")]
    assert starts == sorted(starts)
