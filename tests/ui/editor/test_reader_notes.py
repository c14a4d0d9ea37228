"""Notes to readers on the page: where they print, as they print, and nowhere once they are withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desk.story.story import Slot, Story
from desk.ui.editor.reader_notes import ReaderNotes
from tests.formats.bodies import body
from tests.story.test_correcting import DAY, FEET, FORTY, LAMP, MAY_3
from tests.ui.editor.pages import Key, Stage

ON_TOP = replace(LAMP, slot=Slot.TOP)
STORY = Story(headline="Lights", body=body("One.", "Two."), corrections=(FORTY, ON_TOP, FEET))


def shown(notes: ReaderNotes) -> list[str]:
    """What each says to those who hear the page."""
    return [note.accessibleName() for note in notes.notes] if notes.isVisible() else []


def test_notes_stand_where_they_print_and_a_withdrawn_one_nowhere(stage: Stage) -> None:
    stage.open(STORY)
    page, edit = stage.page, stage.manuscript.edit
    assert shown(page.head.notes) == ["Clarification (May 4, 2026, 4:05 PM): The lamp is on the west mole."]
    assert shown(page.foot.notes) == [
        "Correction (May 3, 2026, 4:05 PM): It was forty metres.",
        "Correction to the correction of May 3, 2026 (May 5, 2026, 4:05 PM): It was forty feet.",
    ]
    assert page.head.notes.geometry().top() > page.head.byline.geometry().bottom()
    assert page.head.geometry().contains(page.head.notes.geometry())
    first, second = page.foot.notes.notes
    assert second.y() > first.geometry().bottom(), "one stands below the other"
    high = page.foot.height()
    edit(replace(stage.story, corrections=(FORTY, ON_TOP, replace(FEET, withdrawn=MAY_3 + DAY))), None)
    assert len(shown(page.foot.notes)) == 1
    assert page.foot.height() < high
    edit(replace(stage.story, corrections=()), None)
    assert (shown(page.head.notes), shown(page.foot.notes)) == ([], [])
    stage.press(Key.Key_Z, mod=Qt.KeyboardModifier.ControlModifier)
    assert len(shown(page.head.notes)) == 1


def test_a_note_is_reached_by_keyboard_and_wants_to_be_edited(stage: Stage) -> None:
    stage.open(STORY)
    page = stage.page
    below = QPushButton(page.foot)  # of a panel that is made when the story is open already
    below.show()
    QWidget.setTabOrder(page.foot.flag.use, below)
    page.resize(880, 900)
    page.foot.add.setFocus()
    stage.press(Key.Key_Tab)
    assert QApplication.focusWidget() is page.foot.notes.notes[0]
    stage.press(Key.Key_Tab)
    assert QApplication.focusWidget() is page.foot.notes.notes[1]
    stage.press(Key.Key_Tab)
    assert QApplication.focusWidget() is below
    page.foot.notes.notes[1].setFocus()
    wanted: list[datetime] = []
    page.notes_requested.connect(wanted.append)
    stage.press(Key.Key_Space)
    QTest.mouseClick(page.head.notes.notes[0], Qt.MouseButton.LeftButton)
    assert wanted == [FEET.at, LAMP.at]


def test_a_note_takes_the_room_that_its_words_need(stage: Stage) -> None:
    stage.open(replace(STORY, corrections=(replace(FORTY, text="It was forty metres. " * 30),)))
    (note,) = stage.page.foot.notes.notes
    wide = note.height()
    stage.page.resize(520, 900)
    assert note.height() > wide
    assert note.height() == note.height_in(note.width())
    assert stage.page.foot.geometry().contains(stage.page.foot.notes.geometry().translated(stage.page.foot.pos()))
