"""Update and Correct in the window: what is asked, what goes out with it, and what a step back takes away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk.library.library import Library
from desk.library.values import State, Why
from desk.story.body import Body, Paragraph, spans
from desk.story.correcting import in_print
from desk.story.directory import Contact
from desk.story.going_out import as_out
from desk.story.house import House
from desk.story.people import Credit, Role
from desk.story.story import Correction, CorrectionKind, Story
from desk.story.story import Slot as Place
from desk.story.workflow import StaffRole
from desk.ui.dialogs.export import ExportDialog
from desk.ui.notices import Card
from desk.ui.saving import SaveKind
from desk.ui.services import Looks
from desk.ui.workflow.again_dialog import AgainDialog
from tests.ui.desk_window import WAIT, DeskWindow, begin, words_of
from tests.ui.test_outage import looks_again
from tests.ui.workflow.test_steps import chip, dialog_of, press, sign_in

STORY = Story(
    headline="Ferry to Ostrava stops",
    slug="ferry",
    body=Body((Paragraph(spans("The ferry stops on Monday.")),)),
    credits=(Credit("Ilse Brandt", role=Role.BY),),
)


@pytest.fixture
def out(desk_window: DeskWindow) -> DeskWindow:
    """A published story of a reporter's, which an editor has open."""
    desk, library = desk_window, desk_window.library
    staff = (Contact("Ilse Brandt", role=StaffRole.REPORTER), Contact("Mara Quist", role=StaffRole.EDITOR))
    library.put_contacts(staff).result()
    library.who = "Ilse Brandt"
    row = library.create(STORY).result()
    sign_in(desk, "Mara Quist", "editor")
    for state in (State.READY, State.PUBLISHED):
        library.take_step(row.id, state, desk.room.services.house).result()
    desk.open(row.id)
    desk.qtbot.waitUntil(lambda: chip(desk) == "Published", timeout=WAIT)
    return desk


def story(desk: DeskWindow) -> Story:
    return desk.room.manuscript.story


def asked(desk: DeskWindow, step: str) -> AgainDialog:
    """Press the step, and wait for its dialog."""
    press(desk, step)
    dialog = dialog_of(desk, AgainDialog)
    assert isinstance(dialog, AgainDialog)
    return dialog


def go(desk: DeskWindow, dialog: AgainDialog, state: str) -> None:
    assert dialog.go.isEnabled(), dialog.said.text()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: chip(desk) == state, timeout=WAIT)
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(AgainDialog), timeout=WAIT)


def offers(desk: DeskWindow) -> bool:
    """Whether it stands over the page that readers have another one."""
    cards = desk.window.page_pane.findChildren(Card)
    return any(one.isVisible() and "until it goes out" in " ".join(one.sentences) for one in cards)


def test_a_mistake_is_mended_corrected_and_exported(qtbot: QtBot, out: DeskWindow) -> None:
    out.room.page.focus_headline()
    field = out.room.page.head.headline
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, "!")
    dialog = asked(out, "Correct")
    assert "1 change since" in dialog.since.text()
    assert "Headline" in words_of(dialog)
    assert "stops" in words_of(dialog)
    QTest.keyClicks(dialog.reason, "A reader rang")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.text
    assert not dialog.go.isEnabled(), "readers are told nothing yet"
    QTest.keyClicks(dialog.text, "It stops for good.")
    assert "It stops for good." in dialog.sight.text()
    assert dialog.said.text() == "Say why it goes on all the same.", "an editor's own change is only suggested"
    QTest.mouseClick(dialog.accept_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.findings, timeout=WAIT)
    go(out, dialog, "Corrected")
    (note,) = story(out).corrections
    assert (note.text, note.at, note.kind) == ("It stops for good.", story(out).updated, CorrectionKind.CORRECTION)
    row = out.room.manuscript.article
    assert row is not None
    assert out.library.article(row.id).story == story(out)
    assert out.library.moves(row.id)[0].note == "A reader rang"
    out.do("undo")
    out.do("undo")
    assert story(out).headline == STORY.headline
    assert story(out).corrections == (note,), "what went out is no typing"
    qtbot.waitUntil(lambda: chip(out) == "Corrected · changed since", timeout=WAIT)
    out.do("redo")
    out.do("redo")
    qtbot.waitUntil(lambda: chip(out) == "Corrected", timeout=WAIT)
    assert "until it goes out" in out.wait_for("The story is corrected")
    out.press("Export…")
    dialog_of(out, ExportDialog).reject()
    assert "until it goes out" in out.wait_for("The story is corrected"), "it did not go out yet"


def test_what_is_found_in_the_note_itself_asks_for_a_reason(qtbot: QtBot, out: DeskWindow) -> None:
    dialog = asked(out, "Correct")
    dialog.reason.setPlainText("She rang")
    dialog.text.setPlainText("It goes to TK.")
    article = out.room.manuscript.article
    assert article is not None
    out.library.update_story(article.id, lambda each: replace(each, kicker="SEA"), Why.REVIEWED).result()
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "look at it again" in dialog.said.text(), timeout=WAIT)
    assert "SEA" in words_of(dialog), "what somebody did meanwhile is to be seen"
    QTest.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "still stands" in dialog.said.text(), timeout=WAIT)
    assert dialog.focusWidget() is dialog.override
    QTest.keyClicks(dialog.override, "She rings again")
    assert dialog.telling.text == "It goes to TK."
    QTest.keyClick(dialog.override, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chip(out) == "Corrected", timeout=WAIT)
    row = out.room.manuscript.article
    assert row is not None
    out.wait_for("The story is corrected")
    out.library.deliver(row.id, "html", "page.html", "0" * 64).result()
    qtbot.waitUntil(lambda: not offers(out), timeout=WAIT)


def test_what_was_taken_back_takes_the_note_with_it_and_what_another_program_corrected_is_shown(
    qtbot: QtBot, out: DeskWindow
) -> None:
    first = story(out)
    row = out.room.manuscript.article
    assert row is not None
    out.room.manuscript.edit(replace(first, headline="Ferry to Otrava stops"), None, directly=True)
    dialog = asked(out, "Correct")
    QTest.keyClicks(dialog.reason, "A reader rang")
    dialog.text.setPlainText("It goes to Otrava.")
    dialog.place.setCurrentIndex(dialog.place.findData(Place.TOP))
    go(out, dialog, "Corrected")
    assert story(out).corrections[0].slot is Place.TOP
    out.press("Undo", out.window.toast)
    qtbot.waitUntil(lambda: chip(out) == "Published · changed since", timeout=WAIT)
    qtbot.waitUntil(lambda: story(out) == replace(first, headline="Ferry to Otrava stops"), timeout=WAIT)
    out.do("undo")
    assert story(out) == first
    note = Correction("It goes to Otrava.", datetime.now(UTC))
    qtbot.waitUntil(lambda: out.room.manuscript.save_state.kind is SaveKind.SAVED, timeout=WAIT)
    with Library.open(out.library.path, who="Mara Quist") as other:
        other.update_story(row.id, lambda each: replace(each, deck="To Otrava"), Why.REVIEWED).result()
        other.publish_again(row.id, State.CORRECTED, House(), reason="She rang", note=note).result()
    out.library.notice_others()
    qtbot.waitUntil(lambda: [each.text for each in story(out).corrections] == [note.text], timeout=WAIT)
    qtbot.waitUntil(lambda: chip(out) == "Corrected", timeout=WAIT)
    assert story(out).deck == "To Otrava"
    out.do("undo")
    assert story(out).deck != "To Otrava"
    assert [each.text for each in story(out).corrections] == [note.text], "what went out is no typing"
    out.room.manuscript.edit(replace(story(out), kicker="SEA"), None, directly=True)
    more = replace(note, text="It stops for good.")
    with Library.open(out.library.path, who="Mara Quist") as other:  # over what is not saved yet
        other.publish_again(row.id, State.CORRECTED, House(), reason="She rang again", note=more).result()
    qtbot.waitUntil(lambda: [each.text for each in story(out).corrections] == [note.text, more.text], timeout=WAIT)
    assert story(out).kicker == "SEA"


def test_what_was_written_is_kept_while_somebody_mends_first(qtbot: QtBot, out: DeskWindow) -> None:
    dialog = asked(out, "Correct")
    assert "Nothing is mended yet" in words_of(dialog)
    QTest.keyClicks(dialog.reason, "She rang")
    dialog.text.setPlainText("It goes to Otrava.")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not out.window.findChildren(AgainDialog), timeout=WAIT)
    out.room.manuscript.edit(replace(story(out), headline="Ferry to Otrava stops"), None, directly=True)
    again = asked(out, "Correct")
    assert (again.telling.reason, again.telling.text) == ("She rang", "It goes to Otrava.")
    go(out, again, "Corrected")
    other = asked(out, "Update")
    assert (other.telling.reason, other.telling.text, other.telling.kind) == ("", "", CorrectionKind.UPDATE)
    assert other.kind.findData(CorrectionKind.CORRECTION) < 0, "an error is never called an update"
    assert not other.rows[0].withdraw.isVisible()
    other.reject()


def test_a_note_is_put_right_and_withdrawn(qtbot: QtBot, out: DeskWindow) -> None:
    row = out.room.manuscript.article
    assert row is not None
    for text in ("It goes to Otrava.", "To Old Otrava."):
        dialog = asked(out, "Correct")
        if dialog.rows:
            QTest.mouseClick(dialog.rows[0].correct, Qt.MouseButton.LeftButton)
            assert "About the correction of" in dialog.about.text()
        dialog.reason.setPlainText("She rang")
        dialog.text.setPlainText(text)
        go(out, dialog, "Corrected")
    first, second = story(out).corrections
    assert second.about == first.at
    dialog = asked(out, "Correct")
    assert [each.withdraw.accessibleDescription() for each in dialog.rows] == ["It goes to Otrava.", "To Old Otrava."]
    QTest.mouseClick(dialog.rows[1].withdraw, Qt.MouseButton.LeftButton)
    assert dialog.said.text() == "Say why, for the history."
    assert "Nothing is printed" in dialog.sight.text()
    QTest.keyClicks(dialog.reason, "It was right at first")
    go(out, dialog, "Corrected")
    assert in_print(story(out).corrections) == (first,)
    assert out.library.moves(row.id)[0].note == "It was right at first"
    dialog = asked(out, "Correct")
    assert [button.isVisibleTo(dialog) for button in (dialog.rows[0].correct, dialog.rows[1].correct)] == [True, False]
    assert "Withdrawn" in dialog.rows[1].said.text()
    dialog.silent.setChecked(True)
    assert "no note that tells readers" in dialog.findings[0].text(), "the house asks for a reason then"
    dialog.reject()


def test_it_is_offered_to_export_as_long_as_readers_have_another_page(
    qtbot: QtBot, looks: Looks, out: DeskWindow
) -> None:
    row = out.room.manuscript.article
    assert row is not None
    for text in ("It goes to Otrava.", "It goes on Monday."):
        dialog = asked(out, "Correct")
        dialog.reason.setPlainText("She rang")
        dialog.text.setPlainText(text)
        go(out, dialog, "Corrected")
        out.wait_for("The story is corrected")
        if len(story(out).corrections) == 1:
            out.library.notice_others().result()
            with Library.open(out.library.path, who="Mara Quist") as other:  # as the command line does
                other.deliver(row.id, "html", "page.html", "0" * 64).result()
            out.library.notice_others()
            qtbot.waitUntil(lambda: not offers(out), timeout=WAIT)
    out.press("Undo", out.window.toast)
    qtbot.waitUntil(lambda: len(story(out).corrections) == 1, timeout=WAIT)
    assert not offers(out), "they have the page of now"
    dialog = asked(out, "Correct")
    dialog.reason.setPlainText("She rang again")
    dialog.text.setPlainText("It goes at noon.")
    go(out, dialog, "Corrected")
    out.wait_for("The story is corrected")
    out.open("start-here")
    qtbot.waitUntil(lambda: not offers(out), timeout=WAIT)
    out.open(row.id)
    out.wait_for("The story is corrected")
    out.close()
    out.session.finish()
    session = begin(qtbot, looks_again(looks), out.library.path, row.id)
    again = DeskWindow(qtbot, session)
    assert "until it goes out" in again.wait_for("The story is corrected"), "whatever ended the window"
    again.library.deliver(row.id, "html", "page.html", "1" * 64).result()
    qtbot.waitUntil(lambda: not offers(again), timeout=WAIT)
    session.finish()


def test_a_card_is_corrected_on_the_board_and_the_open_story_stays(qtbot: QtBot, out: DeskWindow) -> None:
    row = out.room.manuscript.article
    assert row is not None
    out.library.update_story(row.id, lambda each: replace(each, deck="For good"), Why.REVIEWED).result()
    out.open("start-here")
    shown = story(out)
    step = out.room.services.house.workflow.step(State.PUBLISHED, State.UPDATED, StaffRole.EDITOR)
    assert step is not None
    out.do("board")
    out.room.tools.workflow.carry(out.library.article(row.id).row, step)
    dialog = dialog_of(out, AgainDialog)
    assert isinstance(dialog, AgainDialog)
    assert not dialog.accept_all.isVisible()
    QTest.keyClicks(dialog.reason, "For good")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: out.library.article(row.id).row.state is State.UPDATED, timeout=WAIT)
    qtbot.waitUntil(lambda: not out.window.findChildren(AgainDialog), timeout=WAIT)
    assert story(out) == shown
    out.wait_for("The story is updated")
    out.do("board")
    out.open(row.id)
    sign_in(out, "Ilse Brandt", "reporter")
    bar = out.window.toolbar.workflow
    out.qtbot.waitUntil(lambda: bar.standing is not None and not bar.standing.steps, timeout=WAIT)
    assert not any(one.isVisible() for one in bar.findChildren(QPushButton))
    assert not out.window.actions_["state_corrected"].isEnabled()


def test_the_dialog_is_no_higher_than_the_screen(out: DeskWindow) -> None:
    row = out.room.manuscript.article
    assert row is not None
    for number in range(4):
        note = Correction(f"Note {number}. " + "It goes to Old Otrava. " * 9, datetime.now(UTC))
        house = out.room.services.house
        out.library.publish_again(row.id, State.CORRECTED, house, reason="She rang", note=note).result()
    more = Paragraph(spans("It goes, according to Reuters. " * 9))
    nameless = replace(STORY, headline="", credits=(), body=Body((more,) * 9))
    out.library.update_story(row.id, lambda each: as_out(nameless, each), Why.REVIEWED).result()
    out.open("start-here")
    out.open(row.id)
    out.qtbot.waitUntil(lambda: chip(out).startswith("Corrected"), timeout=WAIT)
    dialog = asked(out, "Correct")
    QTest.mouseClick(dialog.rows[0].correct, Qt.MouseButton.LeftButton)
    assert dialog.override.isVisible()
    assert dialog.findings
    assert dialog.height() < dialog.screen().availableGeometry().height()
    assert all(one.isVisible() and one.geometry().bottom() < dialog.height() for one in (dialog.cancel, dialog.go))
    least = dialog.text.fontMetrics().lineSpacing()
    assert all(one.height() > least for one in (dialog.reason, dialog.text, dialog.sight, dialog.said))
    dialog.reject()
