"""Text that does not come from plain keys: input methods, dead keys, emoji, combining characters, both directions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from desk.story.body import Body, Mark, Paragraph, Quote, spans
from tests.formats.bodies import body, em, strong
from tests.ui.editor.pages import Ctrl, Key, Shift, Stage

On = Callable[[Body], Stage]
No = Qt.KeyboardModifier.NoModifier
FAMILY = "👩‍👩‍👧"


def key(page: QWidget, text: str) -> None:
    """A key that brings this text, as the system hands over what one keyboard or another makes."""
    QApplication.sendEvent(page, QKeyEvent(QEvent.Type.KeyPress, Key.Key_unknown, No, text))


def compose(page: QWidget, draft: str) -> None:
    QApplication.sendEvent(page, QInputMethodEvent(draft, []))


def commit(page: QWidget, text: str, start: int = 0, length: int = 0) -> None:
    event = QInputMethodEvent()
    event.setCommitString(text, start, length)
    QApplication.sendEvent(page, event)


def test_a_draft_is_on_the_screen_and_not_in_the_story(on_page: On) -> None:
    stage = on_page(body("Tokyo "))
    stage.behind("Tokyo ")
    before = stage.body
    for draft in ("と", "とう", "とうき", "とうきょう"):
        compose(stage.page, draft)
        stage.settle()
        assert stage.body is before
        assert stage.page.textCursor().block().layout().preeditAreaText() == draft
    commit(stage.page, "東京")
    assert stage.texts == ["Tokyo 東京"]
    assert not stage.page.textCursor().block().layout().preeditAreaText()
    stage.manuscript.undo()
    assert stage.body == before


def test_a_draft_that_is_given_up_leaves_nothing(on_page: On) -> None:
    stage = on_page(body("Tokyo"))
    stage.behind("Tokyo")
    before = stage.body
    compose(stage.page, "とう")
    compose(stage.page, "")
    stage.settle()
    assert stage.body is before
    assert not stage.manuscript.can_undo


def test_a_draft_survives_saving_and_an_edit_from_elsewhere_in_another_line(on_page: On) -> None:
    stage = on_page(body("Harbour ", "Second"))
    stage.behind("Harbour ")
    compose(stage.page, "と")
    future = stage.manuscript.flush()
    assert future is None
    commit(stage.page, "東")
    assert stage.texts == ["Harbour 東", "Second"]


def test_a_commit_may_take_the_place_of_words_before_it(on_page: On) -> None:
    """Handwriting and autocorrection of some systems take back what was there."""
    stage = on_page(body("He said teh"))
    stage.behind("teh")
    commit(stage.page, "the", -3, 3)
    assert stage.texts == ["He said the"]


def test_a_commit_takes_the_place_of_the_selection(on_page: On) -> None:
    stage = on_page(body("one two three"))
    stage.find("two")
    compose(stage.page, "に")
    commit(stage.page, "二")
    assert stage.texts == ["one 二 three"]


@pytest.mark.parametrize("text", ["é", "ñ", "Å", "ş", "e\u0301", "q\u0307\u0323", "ﬁ", "ß", "§"])
def test_dead_keys_bring_one_character(on_page: On, text: str) -> None:
    stage = on_page(body("caf rest"))
    stage.behind("caf")
    key(stage.page, text)
    assert stage.texts == [f"caf{text} rest"]
    stage.press(Key.Key_Z, mod=Ctrl)
    assert stage.texts == ["caf rest"]


@pytest.mark.parametrize("text", ["😀", FAMILY, "🇵🇹", "👍🏽", "𝔊", "𠮷", "❤\ufe0f"])
def test_characters_of_higher_planes_are_whole(on_page: On, text: str) -> None:
    """Qt counts them twice and more; they are one character to a person."""
    stage = on_page(body("ab", Quote(spans("c ", strong("d")))))
    stage.behind("a")
    key(stage.page, text)
    assert stage.texts == [f"a{text}b", "c d"]
    stage.type("x")
    assert stage.texts == [f"a{text}xb", "c d"]
    stage.press(Key.Key_Left)
    stage.press(Key.Key_Left)
    assert stage.page.textCursor().positionInBlock() == 1, "one step of the caret goes over all of it"
    stage.press(Key.Key_Delete)
    assert stage.texts == ["axb", "c d"]


def test_backspace_takes_a_whole_emoji(on_page: On) -> None:
    stage = on_page(body("a😀"))
    stage.behind("😀")
    stage.press(Key.Key_Backspace)
    assert stage.texts == ["a"]


def test_no_half_of_a_pair_is_ever_in_the_story(on_page: On) -> None:
    """Some input methods send the two halves of a pair one after the other."""
    stage = on_page(body("ab"))
    stage.behind("a")
    high, low = "😀".encode("utf-16-le")[:2].decode("utf-16-le", "surrogatepass"), "\ude00"
    commit(stage.page, high)
    assert stage.texts == ["ab"], "half a character is none"
    commit(stage.page, low)
    assert stage.texts == ["a😀b"]


def test_marks_end_where_they_should_beside_an_emoji(on_page: On) -> None:
    stage = on_page(body("one 😀 two"))
    stage.find("😀")
    stage.page.toggle_mark(Mark.STRONG)
    assert stage.body.blocks == (Paragraph(spans("one ", strong("😀"), " two")),)
    stage.find("two")
    stage.page.toggle_mark(Mark.EMPHASIS)
    assert stage.body.blocks == (Paragraph(spans("one ", strong("😀"), " ", em("two"))),)


def test_a_caret_put_into_the_middle_of_a_character_stands_before_it(on_page: On) -> None:
    stage = on_page(body("a😀b"))
    stage.page.put_caret(2, 2)
    key(stage.page, "x")
    assert stage.texts == ["ax😀b"]


def test_hebrew_is_written_from_the_right(on_page: On) -> None:
    stage = on_page(body("שלום עולם"))
    stage.behind("שלום")
    line = stage.page.textCursor().block()
    assert line.textDirection() == Qt.LayoutDirection.RightToLeft
    start = stage.page.cursorRect(_at(stage, 0)).left()
    end = stage.page.cursorRect(_at(stage, len("שלום"))).left()
    assert end < start, "what comes first stands at the right"
    key(stage.page, "!")
    assert stage.texts == ["שלום! עולם"]


def test_both_directions_in_one_line_keep_their_order_in_the_story(on_page: On) -> None:
    stage = on_page(body("The word "))
    stage.behind("word ")
    for character in "שלום 12 and مرحبا.":
        key(stage.page, character)
    assert stage.texts == ["The word שלום 12 and مرحبا."]
    for _ in range(4):
        stage.press(Key.Key_Left, mod=Shift)
    picked = stage.page.textCursor()
    assert picked.hasSelection()
    stage.page.toggle_mark(Mark.STRONG)
    assert stage.texts == ["The word שלום 12 and مرحبا."]
    picked.movePosition(QTextCursor.MoveOperation.Start)


def test_a_field_takes_an_input_method_too(stage: Stage) -> None:
    field = stage.page.head.headline
    field.setFocus()
    compose(field, "とう")
    assert stage.story.headline == ""
    commit(field, "東")
    key(field, "😀")
    assert stage.story.headline == "東😀"
    stage.manuscript.undo()
    stage.manuscript.undo()
    assert stage.story.headline == ""


def _at(stage: Stage, place: int) -> QTextCursor:
    cursor = QTextCursor(stage.page.document())
    cursor.setPosition(place)
    return cursor
