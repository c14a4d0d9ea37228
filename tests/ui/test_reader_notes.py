"""From a note to readers on the page to its words beside it, and back onto the page, in a whole window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.story.story import Story
from desk.ui.inspector.inputs import Prose
from tests.formats.bodies import body
from tests.story.test_correcting import FEET, FORTY, MAY_3
from tests.ui.desk_window import WAIT, DeskWindow


def test_a_note_is_pressed_put_right_and_withdrawn(desk_window: DeskWindow) -> None:
    desk, room = desk_window, desk_window.room
    story = Story(
        headline="Lights", body=body("One."), corrections=(FORTY, FEET), first_published=MAY_3, updated=FEET.at
    )
    desk.open(desk.library.create(story).result().id)
    assert room.side is not None
    notes, details = room.page.foot.notes, room.side.details
    QTest.mouseClick(notes.notes[1], Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), Prose), timeout=WAIT)
    row = details.corrections.rows[1]
    assert QApplication.focusWidget() is row.words
    QTest.keyClick(row.words, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(row.words, " Not yards.")
    assert notes.notes[1].accessibleName().endswith("It was forty feet. Not yards.")
    QTest.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert [note.accessibleName()[:24] for note in notes.notes] == ["Correction (May 3, 2026,"]
    assert room.manuscript.story.corrections[1].withdrawn is not None
    desk.do("undo")
    assert len(notes.notes) == 2
