"""The caret and the selection, as they are to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QDragEnterEvent, QDragMoveEvent, QDropEvent, QInputMethodEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QTextEdit

from desk.story.body import Body, Embed, Figure, Paragraph, Table, spans
from desk.ui.editor.cards import drawn_box
from desk.ui.editor.caret import CaretView
from desk.ui.services import Looks
from desk.ui.theme import Scheme
from tests.ui.editor.pages import Key, Shift, Stage

On = Callable[[Body], Stage]
WORDS = Body((Paragraph(spans("Four lamps")), Paragraph(spans("שלום עולם"))))


@pytest.fixture
def blinking() -> object:
    hints = QApplication.styleHints()
    before = hints.cursorFlashTime()
    hints.setCursorFlashTime(60)
    yield
    hints.setCursorFlashTime(before)


def colours(view: QTextEdit, area: QRect) -> set[str]:
    """All colours of an area of the viewport."""
    image = view.viewport().grab(area).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def has_caret(view: CaretView, stage: Stage) -> bool:
    return colours(view, view.caret.box()) == {stage.page.bridge.styles.tokens.accent}


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_it_is_in_the_accent_colour_on_body_and_fields(on_page: On, looks: Looks, scheme: Scheme) -> None:
    looks.theme.choose(scheme)
    stage = on_page(WORDS)
    stage.behind("lamps")
    assert has_caret(stage.page, stage)
    headline = stage.page.head.headline
    headline.setFocus()
    assert has_caret(headline, stage)
    assert not has_caret(stage.page, stage), "there is one caret"


def test_it_stands_still_while_somebody_types_and_blinks_then(blinking: None, on_page: On) -> None:
    stage = on_page(WORDS)
    stage.behind("lamps")
    stage.qtbot.waitUntil(lambda: not stage.page.caret.is_on)
    assert not has_caret(stage.page, stage)
    stage.type("!")
    assert stage.page.caret.is_on
    assert has_caret(stage.page, stage)
    stage.qtbot.waitUntil(lambda: not stage.page.caret.is_on)
    stage.qtbot.waitUntil(lambda: stage.page.caret.is_on)


def test_blinking_paints_no_more_than_the_caret(blinking: None, on_page: On, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = on_page(WORDS)
    stage.behind("lamps")
    stage.settle()
    painted: list[QRect] = []
    paint = stage.page.paintEvent

    def note(event: QPaintEvent) -> None:
        painted.append(event.rect())
        paint(event)

    monkeypatch.setattr(stage.page, "paintEvent", note)
    stage.qtbot.waitUntil(lambda: len(painted) > 2)
    assert all(area.width() <= 12 and area.height() <= 40 for area in painted)


def test_it_stays_inside_at_the_right_edge_of_a_line(on_page: On) -> None:
    stage = on_page(WORDS)
    headline = stage.page.head.headline
    headline.setFocus()
    headline.show_text("שלום")
    headline.put_caret(0, 0)
    box = headline.caret.box()
    assert box.right() == headline.viewport().width() - 1
    assert has_caret(headline, stage)


def test_the_selection_is_in_its_colour_and_words_keep_theirs(on_page: On, looks: Looks) -> None:
    stage = on_page(WORDS)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        looks.theme.choose(scheme)
        stage.find("lamps")
        tokens = looks.theme.tokens
        before = stage.page.cursorRect().translated(-20, 0).adjusted(0, 0, 18, 0)
        assert {tokens.selection, tokens.ink} <= colours(stage.page, before)
        assert QColor(tokens.selection) != QColor(tokens.page)


def test_a_selection_does_not_blink(blinking: None, on_page: On) -> None:
    stage = on_page(WORDS)
    stage.behind("lamps")
    stage.press(Key.Key_Left, Key.Key_Left, mod=Shift)
    stage.qtbot.wait(90)
    assert stage.page.caret.is_on


def test_an_input_method_may_hide_it(on_page: On) -> None:
    stage = on_page(WORDS)
    stage.behind("lamps")
    hidden = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 0, 0, None)
    QApplication.sendEvent(stage.page, QInputMethodEvent("か", [hidden]))
    assert not stage.page.caret.is_on
    shown = QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, 1, 1, None)
    place = stage.page.caret.box().left()
    QApplication.sendEvent(stage.page, QInputMethodEvent("か", [shown]))
    assert stage.page.caret.is_on
    assert stage.page.caret.box().left() > place, "it stands where the input method has it"
    done = QInputMethodEvent()
    done.setCommitString("")
    QApplication.sendEvent(stage.page, done)
    assert stage.texts[0] == "Four lamps"


def test_what_is_dragged_shows_where_it_would_go(on_page: On) -> None:
    stage = on_page(WORDS)
    stage.behind("lamps")
    page, words = stage.page, QMimeData()
    words.setText("six ")
    at = page.textCursor()
    at.setPosition(0)
    place = QPointF(page.cursorRect(at).center() + QPoint(1, 0))
    how = (Qt.DropAction.CopyAction, words, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.viewport(), QDragEnterEvent(place, *how))
    QApplication.sendEvent(page.viewport(), QDragMoveEvent(place, *how))
    assert colours(page, page.caret.box(at)) == {page.bridge.styles.tokens.accent}
    QApplication.sendEvent(page.viewport(), QDropEvent(place, *how))
    assert stage.texts[0] == "six Four lamps"
    at.setPosition(0)
    assert colours(page, page.caret.box(at)) != {page.bridge.styles.tokens.accent}


def test_what_another_program_gives_stays_there_as_well(on_page: On) -> None:
    stage = on_page(WORDS)
    page, words = stage.page, QMimeData()
    words.setText("six ")
    place = QPointF(page.cursorRect().center())
    either = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    shift = Qt.KeyboardModifier.ShiftModifier  # as if the other asked to have it moved
    for kind in (QDragEnterEvent, QDragMoveEvent, QDropEvent):
        event = kind(place, either, words, Qt.MouseButton.LeftButton, shift)
        assert event.proposedAction() == Qt.DropAction.MoveAction
        QApplication.sendEvent(page.viewport(), event)
        assert event.isAccepted()
        assert event.dropAction() == Qt.DropAction.CopyAction


def test_a_thing_that_is_selected_has_no_caret_beside_it(on_page: On) -> None:
    stage = on_page(Body((Paragraph(spans("Four lamps")), Table((tuple(spans(word) for word in ("a", "b")),)))))
    stage.page.edits.select_object(stage.page.document().lastBlock())
    assert not has_caret(stage.page, stage)
    stage.press(Key.Key_Left)
    assert has_caret(stage.page, stage)


@pytest.mark.parametrize("thing", [Figure("media:none.png", "Lamps"), Embed("https://example.org/lamps")])
def test_a_picture_or_card_that_is_selected_with_words_shows_it(on_page: On, thing: Figure | Embed) -> None:
    stage = on_page(Body((Paragraph(spans("Four lamps")), thing, Paragraph(spans("are dark.")))))
    stage.settle()
    box = drawn_box(stage.page.document().findBlockByNumber(1), 0).toRect().adjusted(4, 20, 0, -20)
    box.setWidth(4)  # left of what is written there
    before = colours(stage.page, box)
    stage.page.selectAll()
    assert not colours(stage.page, box) & before
    stage.press(Key.Key_Home, mod=Qt.KeyboardModifier.ControlModifier)
    assert colours(stage.page, box) == before
