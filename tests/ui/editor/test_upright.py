"""Arabic names in a line of credits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextFormat
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk.ui.editor.field import Field
from desk.ui.editor.furniture import CONTRIBUTION
from desk.ui.editor.upright import pieces
from desk.ui.theme import LIGHT

NAME = "محمد الفايد"


@pytest.mark.parametrize(
    ("text", "upright"),
    [
        ("Wei Sung contributed.", []),
        (f"Wei Sung, {NAME} and Li contributed.", [NAME]),
        (f"{NAME}.", [NAME]),
        ("דוד לוי contributed.", []),
        ("", []),
    ],
)
def test_arabic_stands_upright(text: str, upright: list[str]) -> None:
    assert [piece for piece, is_upright in pieces(text) if is_upright] == upright


@settings(max_examples=30)
@given(st.text("ab مح\u200c.", max_size=12))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(piece for piece, _ in pieces(text)) == text


def test_the_contribution_line_has_arabic_names_upright(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    field = Field("Contribution line", "", CONTRIBUTION, parent)
    field.set_tokens(LIGHT)
    field.show_text(f"Li and {NAME} contributed.")
    assert field.text() == f"Li and {NAME} contributed."

    def is_italic(word: str) -> bool:
        cursor = QTextCursor(field.document())
        cursor.setPosition(field.text().index(word) + 1)
        style = cursor.charFormat()
        return style.fontItalic() if style.hasProperty(QTextFormat.Property.FontItalic) else field.font().italic()

    assert is_italic("Li")
    assert not is_italic(NAME)
    assert is_italic("contributed")


@pytest.mark.parametrize(
    ("around", "text", "side"),
    [
        ("ltr", f"{NAME} contributed.", "left"),
        ("ltr", NAME, "right"),
        ("rtl", f"{NAME} contributed.", "right"),
        ("rtl", "Li contributed.", "left"),
    ],
)
def test_a_name_from_the_right_turns_no_line_of_credits(qtbot: QtBot, around: str, text: str, side: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    field = Field("Contribution line", "", CONTRIBUTION, parent)
    field.set_around(around, is_credits=True)
    field.set_tokens(LIGHT)
    field.show_text(text)
    field.document().setTextWidth(600)
    line = field.document().firstBlock().layout().lineAt(0)
    begin, end = (line.cursorToX(at)[0] for at in (0, len(text)))  # type: ignore[index]
    assert ("left" if begin < end else "right") == side
