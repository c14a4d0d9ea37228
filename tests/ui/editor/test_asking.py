"""What is asked about a picture or a card while the person writes in the cell of a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtTest import QTest

from desk.story.body import Body, Embed, Figure, Paragraph, Table, spans
from tests.ui.editor.pages import Key, Stage

On = Callable[[Body], Stage]
CELLS = Table(((spans("a"), spans("b")),))


def answer(stage: Stage, text: str) -> None:
    popup = stage.page.asking.popup
    assert popup is not None
    popup.field.setText(text)
    QTest.keyClick(popup.field, Key.Key_Return)


def test_a_picture_is_described_while_a_cell_is_edited(on_page: On) -> None:
    stage = on_page(Body((CELLS, Paragraph(spans("words")), Figure("", "", spans("caption")), Paragraph())))
    stage.page.tables.open(0, (0, 0))
    stage.page.asking.description(2)
    answer(stage, "A mole")
    assert stage.body.blocks[2] == Figure("", "A mole", spans("caption"))
    assert stage.body.blocks[0] == CELLS


def test_a_card_is_changed_while_a_cell_is_edited(on_page: On) -> None:
    stage = on_page(Body((CELLS, Paragraph(spans("words")), Embed("https://a.example"), Paragraph())))
    stage.page.tables.open(0, (0, 1))
    stage.page.asking.embed(2)
    answer(stage, "https://b.example")
    assert stage.body.blocks[2] == Embed("https://b.example")


def test_the_question_goes_when_what_it_is_about_may_have_moved(on_page: On) -> None:
    stage = on_page(Body((CELLS, Figure("", ""), Paragraph())))
    stage.page.tables.open(0, (0, 0))
    stage.page.asking.description(1)
    stage.page.commands.remove(0)
    assert stage.page.asking.popup is None
