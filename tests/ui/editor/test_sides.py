"""The room beside the column of words, and the keys that a page leaves to its window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.story.body import Body, Paragraph, spans
from tests.ui.editor.pages import Ctrl, Key, Stage

LEFT = Qt.MouseButton.LeftButton
TEN = Body(tuple(Paragraph(spans(f"Lamp {number} of ten")) for number in range(10)))


def wide(stage: Stage) -> None:
    stage.page.resize(1500, 500)
    assert stage.page.viewport().geometry().left() > 100


def beside(stage: Stage, words: str, *, right: bool) -> tuple[QWidget, QPoint]:
    """The widget that is beside these words, and where it is clicked on."""
    page = stage.page
    page.setTextCursor(found := stage.find(words))
    page.ensureCursorVisible()
    column = page.viewport().geometry()
    height = column.top() + page.cursorRect(found).center().y()
    place = QPoint(column.right() + 40 if right else 40, height)
    widget = page.childAt(place)
    assert widget is not None
    return widget, widget.mapFrom(page, place)


def test_a_click_beside_the_words_goes_to_their_line(stage: Stage) -> None:
    stage.page.show_body(TEN, 0, 0)
    wide(stage)
    for right, place in ((False, 0), (True, len("Lamp 1 of ten"))):
        widget, at = beside(stage, "Lamp 1 of ten", right=right)
        QTest.mouseClick(widget, LEFT, pos=at)
        cursor = stage.page.textCursor()
        assert (cursor.block().text(), cursor.positionInBlock()) == ("Lamp 1 of ten", place)
        assert stage.page.hasFocus()


def test_words_are_selected_from_beside_them(stage: Stage) -> None:
    stage.page.show_body(TEN, 0, 0)
    wide(stage)
    first, begin = beside(stage, "Lamp 1 of ten", right=False)
    _, end = beside(stage, "Lamp 3 of ten", right=False)
    QTest.mousePress(first, LEFT, pos=begin)
    QTest.mouseMove(first, end)
    QTest.mouseRelease(first, LEFT, pos=end)
    selected = stage.page.textCursor().selectedText()
    assert selected.startswith("Lamp 1 of ten")
    assert "Lamp 2 of ten" in selected


def test_the_wheel_turns_the_page_from_beside_it(stage: Stage) -> None:
    stage.page.show_body(Body(TEN.blocks * 10), 0, 0)
    wide(stage)
    bar = stage.page.verticalScrollBar()
    widget, at = beside(stage, "Lamp 1 of ten", right=True)
    before = bar.value()
    none = Qt.KeyboardModifier.NoModifier
    turn = QWheelEvent(
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, turn)
    assert bar.value() > before


def test_a_key_that_a_text_view_would_claim_is_the_windows(stage: Stage) -> None:
    done: list[str] = []
    link = stage.page.addAction("Link", lambda: done.append("link"))
    link.setShortcut(QKeySequence("Ctrl+K"))
    link.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    stage.page.show_body(TEN, 3, 3)
    stage.press(Key.Key_K, mod=Ctrl)
    assert done == ["link"]
    link.setEnabled(False)
    stage.press(Key.Key_K, mod=Ctrl)
    assert done == ["link"]
    assert stage.page.document().firstBlock().text() == "Lamp 0 of ten"
