"""The history as a person uses it: checkpoints with notes, two texts compared on the page, going back."""

from __future__ import annotations

from concurrent.futures import Future, wait
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.library.values import RevisionRow, Why
from desk.story.body import Body, Mark, Paragraph, Span, spans
from desk.story.people import Credit, Role
from desk.story.story import Story
from desk.ui.history.going_back import ALREADY
from desk.ui.history.listing import EVENT
from desk.ui.history.pane import ComparisonPane
from desk.ui.history.panel import HistoryPanel
from tests.ui.desk_window import WAIT, DeskWindow

TEXTS = [
    "The pilots will not take ships through the new channel at night.",
    "Nobody came when they told the port in March.",
    "The channel was dredged in eleven months by three boats.",
    "Lamps on the bend are dark, a reporter counted on Wednesday.",
    "Talks are to go on next week, the union said.",
    "The mayor did not answer a request for comment.",
    "Ships wait at anchor until dawn, at a cost.",
]
BODY = Body(tuple(Paragraph(spans(text)) for text in TEXTS))
FIRST = Story(headline="Pilots stay in port", slug="pilots", deck="Four lamps", body=BODY)
_CHANGED = list(BODY.blocks)
_CHANGED[0] = Paragraph(spans("The harbour pilots will not take ships through the new channel at night."))
_CHANGED.insert(2, _CHANGED.pop(5))
_CHANGED[4] = Paragraph(spans("Lamps on the bend are ", Span("dark", frozenset({Mark.STRONG})), TEXTS[3][26:]))
SECOND = replace(FIRST, headline="Pilots stay in the port", body=Body(tuple(_CHANGED)))


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    """The window with an article of one revision, and something typed since."""
    library = desk_window.library
    library.who = "Ilse Brandt"
    row = library.create(FIRST).result()
    desk_window.open(row.id)
    desk_window.room.manuscript.edit(SECOND, None)
    desk_window.save()
    desk_window.window.activateWindow()
    desk_window.room.page.setFocus()
    return desk_window


def article(desk: DeskWindow) -> str:
    row = desk.room.manuscript.article
    assert row is not None
    return row.id


def pane(desk: DeskWindow) -> ComparisonPane:
    return desk.room.tools.history.pane


def panel(desk: DeskWindow) -> HistoryPanel:
    assert desk.room.side is not None
    return desk.room.side.history


def compare(desk: DeskWindow) -> ComparisonPane:
    desk.do("compare")
    desk.qtbot.waitUntil(lambda: desk.room.tools.history.is_comparing, timeout=WAIT)
    return pane(desk)


def key(widget: QWidget, which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, which, held)


def text(desk: DeskWindow) -> str:
    return pane(desk).view.toPlainText()


def save(desk: DeskWindow) -> None:
    key(desk.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def write_note(desk: DeskWindow) -> None:
    key(desk.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    desk.qtbot.waitUntil(desk.room.tools.history.line.field.hasFocus, timeout=WAIT)


def revisions(desk: DeskWindow) -> list[tuple[Why, str]]:
    return [(row.why, row.note) for row in desk.library.revisions(article(desk))]


# Checkpoints.


def test_a_checkpoint_is_made_at_once_and_typing_goes_on(desk: DeskWindow) -> None:
    line = desk.room.tools.history.line
    desk.room.page.focus_headline()
    save(desk)
    desk.qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert line.sentence.startswith("Checkpoint ")
    assert not line.field.hasFocus()
    headline = desk.room.page.head.headline
    assert headline.hasFocus()
    key(headline, Qt.Key.Key_Home)
    QTest.keyClicks(headline, "Now: ")
    assert desk.room.manuscript.story.headline == "Now: Pilots stay in the port"
    assert revisions(desk) == [(Why.CHECKPOINT, ""), (Why.CREATED, "")]


def test_a_checkpoint_that_is_made_in_no_time_is_said_to_be_made(
    desk: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkpoint = desk.library.checkpoint

    def made_at_once(*given: Any, **named: Any) -> Future[RevisionRow]:
        wait([future := checkpoint(*given, **named)], timeout=WAIT / 1000)
        return future

    monkeypatch.setattr(desk.library, "checkpoint", made_at_once)
    line = desk.room.tools.history.line
    save(desk)
    desk.qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert line.sentence.startswith("Checkpoint ")


def test_a_note_is_put_to_it_by_keyboard_and_the_caret_comes_back(desk: DeskWindow) -> None:
    line, page = desk.room.tools.history.line, desk.room.page
    page.setFocus()
    save(desk)
    desk.qtbot.waitUntil(line.isVisible, timeout=WAIT)
    write_note(desk)
    QTest.keyClicks(line.field, "For the night desk")
    key(line.field, Qt.Key.Key_Return)
    assert page.hasFocus()
    assert not line.isVisible()
    desk.qtbot.waitUntil(lambda: (Why.CHECKPOINT, "For the night desk") in revisions(desk), timeout=WAIT)
    noted = desk.library.revisions(article(desk))[0]
    assert desk.library.revision_story(noted.id) == SECOND
    QTest.keyClicks(page, "Typed since. ")
    saved = desk.save()
    assert saved is None or saved.overtaken == ""
    assert "Typed since." in desk.library.article(article(desk)).story.body.text
    desk.qtbot.waitUntil(lambda: desk.window.status.versions.text() == "2 versions", timeout=WAIT)


def test_who_saves_again_and_again_goes_on_on_the_page(desk: DeskWindow) -> None:
    line, page = desk.room.tools.history.line, desk.room.page
    page.setFocus()
    for _ in range(3):
        save(desk)
        desk.qtbot.waitUntil(line.isVisible, timeout=WAIT)
    desk.library.settle().result()
    assert page.hasFocus()
    QTest.keyClicks(page, "Not one word ")
    assert "Not one word" in desk.room.manuscript.story.body.text
    assert not line.isVisible()
    assert [why for why, _ in revisions(desk)] == [Why.CHECKPOINT, Why.CREATED]


def test_to_save_in_the_midst_of_a_note_keeps_it(desk: DeskWindow) -> None:
    write_note(desk)
    QTest.keyClicks(desk.room.tools.history.line.field, "After the vote")
    save(desk)
    desk.qtbot.waitUntil(lambda: (Why.CHECKPOINT, "After the vote") in revisions(desk), timeout=WAIT)
    assert desk.room.page.hasFocus()


def test_escape_leaves_the_note(desk: DeskWindow) -> None:
    line = desk.room.tools.history.line
    write_note(desk)
    QTest.keyClicks(line.field, "Never mind")
    key(line.field, Qt.Key.Key_Escape)
    assert not line.isVisible()
    assert desk.room.page.hasFocus()
    desk.library.settle().result()
    assert [note for _, note in revisions(desk)] == ["", ""]


def test_where_nothing_changed_that_is_said(desk: DeskWindow) -> None:
    line = desk.room.tools.history.line
    save(desk)
    desk.qtbot.waitUntil(line.isVisible, timeout=WAIT)
    line.leave()
    save(desk)
    desk.qtbot.waitUntil(line.isVisible, timeout=WAIT)
    assert line.sentence.startswith("Nothing changed since ")
    assert len(revisions(desk)) == 2


# Comparing.


def test_what_differs_stands_in_the_place_of_the_page(desk: DeskWindow) -> None:
    found = compare(desk)
    assert found.title.text().startswith("Today, ")
    assert found.title.text().endswith("Ilse Brandt → now")
    assert found.counts.text() == "4 changes, 2 words added."
    assert found.place.text() == "1 of 4  ·  Headline changed"
    words = text(desk)
    assert "Pilots stay in the port" in words
    assert "↑ Moved up" in words
    assert "↑ Moved up from here: “The mayor did not answer" in words
    added = [run.text.strip() for item in found.view.page.items for run in item.runs if run.became.value == "added"]
    assert added == ["the", "harbour"]
    assert found.view.hasFocus()
    assert not desk.window.actions_["bold"].isEnabled()


def test_changes_are_stepped_through_by_key(desk: DeskWindow) -> None:
    found = compare(desk)
    view = found.view
    key(view, Qt.Key.Key_N)
    assert view.current == 1
    key(desk.window, Qt.Key.Key_F8)
    assert found.place.text() == "3 of 4  ·  Moved up"
    key(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert found.place.text() == "4 of 4  ·  Bold on “dark”"
    key(view, Qt.Key.Key_N)
    assert view.current == 3, "it stays at the last one"
    key(view, Qt.Key.Key_P)
    key(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    key(desk.window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert view.current == 0
    assert article(desk), "no other article was opened"


def test_escape_goes_back_to_the_same_caret(desk: DeskWindow) -> None:
    page = desk.room.page
    page.setFocus()
    page.put_caret(30, 25)
    found = compare(desk)
    key(found.view, Qt.Key.Key_Escape)
    assert desk.room.middle is page
    assert page.hasFocus()
    assert (page.textCursor().position(), page.textCursor().anchor()) == (30, 25)
    assert not desk.window.actions_["close_comparison"].isEnabled()
    desk.room.page.head.deck.setFocus()
    compare(desk)
    key(found.close_button, Qt.Key.Key_Escape)
    assert desk.room.page.head.deck.hasFocus()


def test_what_did_not_change_is_unfolded_by_a_click(desk: DeskWindow) -> None:
    blocks = list(FIRST.body.blocks)
    desk.room.manuscript.edit(replace(FIRST, body=Body((*blocks[:6], Paragraph(spans("Dawn."))))), None)
    found = compare(desk)
    view = found.view
    assert "5 paragraphs that did not change" in text(desk)
    assert TEXTS[2] not in text(desk)
    at = view.document().find("⋯")
    place = view.cursorRect(at).center() + QPoint(14, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert TEXTS[2] in text(desk)
    desk.do("fold_unchanged")
    assert "did not change" not in text(desk)
    desk.do("fold_unchanged")
    assert "5 paragraphs that did not change" in text(desk)


def test_a_text_is_compared_with_the_one_before_it(desk: DeskWindow) -> None:
    desk.library.checkpoint(article(desk), SECOND, note="Moved").result()
    third = replace(SECOND, kicker="Harbour")
    desk.room.manuscript.edit(third, None)
    found = compare(desk)
    assert found.counts.text() == "1 change, 1 word added."
    QTest.mouseClick(found.what_it_changed, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: found.counts.text() == "4 changes, 2 words added.", timeout=WAIT)
    assert found.title.text().count("Ilse Brandt") == 1
    assert desk.window.actions_["compare_before"].isChecked()
    desk.do("compare_before")
    desk.qtbot.waitUntil(lambda: found.counts.text() == "1 change, 1 word added.", timeout=WAIT)


def test_what_is_typed_meanwhile_is_compared_anew(desk: DeskWindow) -> None:
    found = compare(desk)
    desk.room.manuscript.edit(replace(SECOND, deck="Five lamps"), None)
    desk.qtbot.waitUntil(lambda: found.counts.text() == "5 changes, 3 words added, 1 removed.", timeout=WAIT)


def test_another_article_closes_the_comparison(desk: DeskWindow) -> None:
    compare(desk)
    other = desk.library.create(Story(slug="other", headline="Other")).result()
    desk.open(other.id)
    assert desk.room.middle is desk.room.page
    compare(desk)
    assert pane(desk).counts.text() == "Nothing differs."


# Going back.


def test_one_paragraph_comes_back_and_can_be_undone(desk: DeskWindow) -> None:
    found = compare(desk)
    found.view.go(1)
    assert found.restore_part.text() == "Restore this paragraph"
    QTest.mouseClick(found.restore_part, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: found.counts.text() == "3 changes, 1 word added.", timeout=WAIT)
    now = desk.room.manuscript.story
    assert now.body.blocks[0] == BODY.blocks[0]
    assert now.body.blocks[1:] == SECOND.body.blocks[1:]
    assert desk.room.tools.history.is_comparing
    assert revisions(desk)[0][0] is Why.RESTORED
    assert revisions(desk)[0][1].startswith("Paragraph as it was ")
    before = desk.library.revisions(article(desk))[1]
    assert desk.library.revision_story(before.id) == SECOND, "what stood is kept"
    toast = desk.window.toast
    assert toast.sentence.startswith("The paragraph is as it was today, ")
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert desk.room.manuscript.story == SECOND


def test_what_was_added_is_taken_out_again(desk: DeskWindow) -> None:
    desk.room.manuscript.edit(replace(FIRST, body=Body((*BODY.blocks, Paragraph(spans("Dawn."))))), None)
    found = compare(desk)
    assert found.place.text() == "1 of 1  ·  Paragraph added"
    desk.do("restore_change")
    desk.qtbot.waitUntil(lambda: found.counts.text() == "Nothing differs.", timeout=WAIT)
    assert desk.room.manuscript.story == FIRST
    assert desk.window.toast.sentence == "The paragraph is gone again."
    desk.do("tab_history")
    desk.qtbot.waitUntil(lambda: len(panel(desk).life.events) == 3, timeout=WAIT)
    assert [event.what for event in panel(desk).life.events] == ["Created", "Checkpoint", "Went back"]


def test_a_moved_paragraph_and_a_field_come_back_by_key(desk: DeskWindow) -> None:
    found = compare(desk)
    desk.do("restore_change")
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story.headline == FIRST.headline, timeout=WAIT)
    desk.qtbot.waitUntil(lambda: found.counts.text() == "3 changes, 1 word added.", timeout=WAIT)
    found.view.go(1)
    assert found.place.text() == "2 of 3  ·  Moved up"
    key(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story.body.blocks[5] == BODY.blocks[5], timeout=WAIT)


def test_the_button_in_the_margin_takes_back_what_the_pointer_is_upon(desk: DeskWindow) -> None:
    found = compare(desk)
    view = found.view
    found.view.go(1)
    assert view.take_back.isVisible()
    assert view.take_back.toolTip() == "Restore this paragraph"
    QTest.mouseClick(view.take_back, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story.body.blocks[0] == BODY.blocks[0], timeout=WAIT)


def test_going_back_whole_is_a_revision_and_one_step(desk: DeskWindow) -> None:
    found = compare(desk)
    QTest.mouseClick(found.go_back, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story == FIRST, timeout=WAIT)
    assert desk.room.middle is desk.room.page
    desk.library.settle().result()
    restored, kept, _created = desk.library.revisions(article(desk))
    assert restored.why is Why.RESTORED
    assert desk.library.revision_story(restored.id) == FIRST
    assert desk.library.revision_story(kept.id) == SECOND
    assert desk.window.toast.sentence.startswith("This is the text of today, ")
    desk.do("undo")
    assert desk.room.manuscript.story == SECOND
    saved = desk.save()
    assert saved is None or saved.overtaken == "", "our own revisions are nobody else's text"
    assert desk.library.article(article(desk)).story == SECOND


def test_to_what_stands_already_nobody_goes_back(desk: DeskWindow) -> None:
    other = desk.library.create(Story(slug="other", headline="Other")).result()
    desk.open(other.id)
    found = compare(desk)
    QTest.mouseClick(found.go_back, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.toast.sentence == ALREADY, timeout=WAIT)
    assert len(desk.library.revisions(other.id)) == 1


# The panel.


def test_the_picture_and_the_list_are_gone_through_together(desk: DeskWindow) -> None:
    desk.do("tab_history")
    shown = panel(desk)
    desk.library.checkpoint(article(desk), SECOND, note="Moved").result()
    desk.qtbot.waitUntil(lambda: len(shown.life.events) == 2 and len(shown.life.amounts) == 2, timeout=WAIT)
    shown.picture.setFocus()
    key(shown.picture, Qt.Key.Key_Left)
    assert shown.chosen is shown.life.events[1]
    key(shown.picture, Qt.Key.Key_Left)
    assert shown.chosen is shown.life.events[0]
    heard = shown.model.data(shown.model.index(0))
    assert str(heard).startswith("Checkpoint: Moved, Today, ")
    assert str(heard).endswith("2 words added, 71 words")
    key(shown.picture, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.room.tools.history.is_comparing, timeout=WAIT)
    assert pane(desk).counts.text() == "4 changes, 2 words added."
    key(shown.picture, Qt.Key.Key_Right)
    desk.qtbot.waitUntil(lambda: pane(desk).counts.text() == "Nothing differs.", timeout=WAIT)
    assert shown.picture.hasFocus(), "the keyboard stays in the picture"


def test_a_click_in_the_list_compares(desk: DeskWindow) -> None:
    desk.do("tab_history")
    shown = panel(desk)
    desk.qtbot.waitUntil(lambda: len(shown.life.events) == 1, timeout=WAIT)
    box = shown.view.visualRect(shown.model.index(0))
    QTest.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    desk.qtbot.waitUntil(lambda: desk.room.tools.history.is_comparing, timeout=WAIT)
    QTest.mouseClick(shown.restore, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story == FIRST, timeout=WAIT)


def test_any_two_are_compared(desk: DeskWindow) -> None:
    desk.do("tab_history")
    shown = panel(desk)
    desk.library.checkpoint(article(desk), replace(FIRST, deck="Five lamps")).result()
    desk.library.checkpoint(article(desk), SECOND).result()
    desk.qtbot.waitUntil(lambda: len(shown.life.events) == 3, timeout=WAIT)
    shown.view.setFocus()
    shown.view.setCurrentIndex(shown.model.index(2))
    key(shown.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert shown.compare.text() == "Compare these two"
    QTest.mouseClick(shown.compare, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.room.tools.history.is_comparing, timeout=WAIT)
    found = pane(desk)
    assert found.counts.text() == "1 change, 1 word added, 1 removed."
    assert not found.since_then.isChecked()
    assert shown.pair == (shown.life.events[0], shown.life.events[1])
    QTest.mouseClick(found.restore_part, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.window.toast.sentence == ALREADY, timeout=WAIT)
    shown.view.setFocus()
    key(shown.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    desk.qtbot.waitUntil(lambda: found.counts.text() == "4 changes, 2 words added.", timeout=WAIT)
    QTest.mouseClick(found.since_then, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: found.title.text().endswith("now"), timeout=WAIT)


def test_where_one_reads_from_the_right_the_picture_is_mirrored(desk: DeskWindow) -> None:
    desk.do("tab_history")
    shown = panel(desk)
    desk.library.checkpoint(article(desk), SECOND).result()
    desk.qtbot.waitUntil(lambda: len(shown.life.events) == 2, timeout=WAIT)
    picture = shown.picture
    left = [picture.x_of(0), picture.x_of(1)]
    picture.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [picture.x_of(1), picture.x_of(0)] == left
    assert picture.event_at(QPoint(round(left[0]), 50)) == 1
    picture.choose(0)
    key(picture, Qt.Key.Key_Left)
    assert picture.current == 1
    assert QApplication.focusWidget() is not None


def type_size(desk: DeskWindow) -> float:
    """Of the headline of what is compared."""
    return pane(desk).view.document().firstBlock().next().charFormat().font().pixelSize()


def test_the_comparison_follows_the_zoom_at_once(desk: DeskWindow) -> None:
    shown = compare(desk)
    key(shown.view, Qt.Key.Key_F8)
    place, before = shown.view.current, type_size(desk)
    key(shown.view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: type_size(desk) > before, timeout=WAIT)
    assert shown.view.current == place
    key(shown.view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: type_size(desk) == before, timeout=WAIT)
    over = QPointF(shown.view.viewport().mapTo(desk.window, QPoint(200, 200)))
    QTest.wheelEvent(desk.window.windowHandle(), over, QPoint(0, 120), QPoint(), Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: type_size(desk) > before, timeout=WAIT)
    key(shown.view, Qt.Key.Key_Escape)
    assert desk.room.page.type.zoom > 1


def test_a_long_comparison_is_written_piece_by_piece(desk: DeskWindow) -> None:
    many = [Paragraph(spans(f"Lamp {number} is dark.")) for number in range(600)]
    older = replace(FIRST, body=Body(tuple(many)))
    desk.room.manuscript.edit(older, None)
    save(desk)
    desk.qtbot.waitUntil(lambda: revisions(desk)[0] == (Why.CHECKPOINT, ""), timeout=WAIT)
    newer = [Paragraph(spans(f"Lamp {number} is lit.")) for number in range(600)]
    desk.room.manuscript.edit(replace(FIRST, body=Body(tuple(newer))), None)
    shown = compare(desk)
    shown.view.show_page(shown.view.page)
    assert "Lamp 599" not in text(desk)  # nobody waits for what cannot be seen yet
    assert "Lamp 0 is" in text(desk)
    desk.qtbot.waitUntil(lambda: "Lamp 599" in text(desk), timeout=WAIT)
    shown.view.show_page(shown.view.page, keep=True)
    assert "Lamp 599" in text(desk)
    assert not shown.view.textCursor().hasSelection()
    shown.view.show_page(shown.view.page)
    shown.view.go(len(shown.view.page.stops) - 1)  # before it is written by itself
    assert shown.view.textCursor().block().text().startswith("Lamp 599")
    assert shown.view.verticalScrollBar().value() > 0


def test_what_is_chosen_stays_chosen_when_a_part_comes_back(desk: DeskWindow) -> None:
    """The list shows with what is compared, and what was just made on top of it."""
    desk.do("tab_history")
    side = panel(desk)
    desk.qtbot.waitUntil(lambda: len(side.life.events) == 1, timeout=WAIT)
    shown = compare(desk)
    desk.qtbot.waitUntil(lambda: bool(side.view.selectionModel().selectedRows()), timeout=WAIT)
    chosen = side.chosen
    assert chosen is not None
    QTest.keyPress(shown.view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier  # still held when the answer comes
    desk.room.tools.history.restore_change()
    side.choose(chosen)
    QTest.keyRelease(shown.view, Qt.Key.Key_Control)
    desk.qtbot.waitUntil(lambda: len(side.life.events) > 1, timeout=WAIT)
    assert side.chosen == chosen
    assert [index.data(EVENT) for index in side.view.selectionModel().selectedRows()] == [chosen]


def test_many_things_are_told_of_as_many(desk: DeskWindow) -> None:
    added = (Credit("Jonas Field", role=Role.ADDITIONAL_REPORTING),)
    desk.room.manuscript.edit(replace(FIRST, credits=added), None)
    found = compare(desk)
    desk.qtbot.waitUntil(lambda: "Credits" in found.place.text(), timeout=WAIT)
    assert found.restore_part.text() == "Restore these credits"
    QTest.mouseClick(found.restore_part, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story == FIRST, timeout=WAIT)
    assert desk.window.toast.sentence.startswith("The credits are as they were today, ")
    desk.qtbot.waitUntil(lambda: revisions(desk)[0][1].startswith("Credits as they were "), timeout=WAIT)
    key(desk.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: desk.room.manuscript.story.credits == added, timeout=WAIT)
