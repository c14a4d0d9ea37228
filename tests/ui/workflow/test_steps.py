"""Steps of a story: which are offered, what is asked before, and what is said after."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from desk.checks.finding import Finding, Severity
from desk.checks.gate import Gate, Override
from desk.library.library import Library
from desk.library.values import State
from desk.story.body import Body, Paragraph, spans
from desk.story.directory import Contact
from desk.story.house import House
from desk.story.people import Credit, Role
from desk.story.standards import Standards
from desk.story.story import Story
from desk.story.workflow import StaffRole, Workflow
from desk.ui.workflow.gate_dialog import GateDialog
from desk.ui.workflow.note_dialog import NoteDialog
from desk.ui.workflow.sent_back import SentBackCard
from desk.ui.workflow.standing import standing
from tests.ui.desk_window import WAIT, DeskWindow, words_of

WAY = Workflow()
STORY = Story(
    headline="Lamps on the mole",
    slug="mole",
    body=Body((Paragraph(spans("Four lamps.")),)),
    credits=(Credit("Ilse Brandt", role=Role.BY),),
)
NO_HEADLINE = Finding("no-headline", Severity.ERROR, "headline", "There is no headline.")
NO_BYLINE = Finding("no-byline", Severity.WARNING, "credits", "There is no byline.")
EMBARGO = Finding("embargoed", Severity.ERROR, "embargo", "The story is under embargo until six.")


@pytest.mark.parametrize(
    ("state", "role", "main", "beside"),
    [
        (State.DRAFT, StaffRole.REPORTER, "Submit", ""),
        (State.SUBMITTED, StaffRole.REPORTER, "", "Take Back"),
        (State.SUBMITTED, StaffRole.EDITOR, "Start Review", "Send Back"),
        (State.IN_REVIEW, StaffRole.REPORTER, "", ""),
        (State.IN_REVIEW, StaffRole.EDITOR, "Mark as Ready", "Send Back"),
        (State.READY, StaffRole.PRODUCER, "Publish", "Send Back"),
        (State.PUBLISHED, StaffRole.EDITOR, "Update", "Correct"),
        (State.SPIKED, StaffRole.EDITOR, "", "Bring Back"),
        (State.KILLED, StaffRole.EDITOR, "", "Bring Back to Review"),
    ],
)
def test_the_main_step_leads_on_and_the_one_beside_it_back(
    state: State, role: StaffRole, main: str, beside: str
) -> None:
    now = standing(state, WAY, role, "Mara Quist")
    assert (now.main.name if now.main else "", now.beside.name if now.beside else "") == (main, beside)
    assert ("with Mara Quist" in now.whole) is (state is State.IN_REVIEW)
    assert standing(state, WAY, None).steps == ()


def gate_dialog(qtbot: QtBot, *findings: Finding, role: StaffRole = StaffRole.EDITOR) -> GateDialog:
    made = GateDialog(Gate(findings, Standards()), "Publish", role)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_whoever_may_goes_on_with_a_reason(qtbot: QtBot) -> None:
    dialog = gate_dialog(qtbot, NO_HEADLINE, NO_BYLINE)
    assert dialog.labels == ("Stops: There is no headline.", "Asks: There is no byline.")
    assert dialog.focusWidget() is dialog.reason
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClicks(dialog.reason, "The page is closing ")
    with qtbot.waitSignal(dialog.taken) as taken:
        QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert taken.args == [Override("The page is closing")]
    assert not dialog.isVisible()


def test_a_finding_leads_to_its_place_and_escape_goes_back(qtbot: QtBot) -> None:
    dialog = gate_dialog(qtbot, NO_HEADLINE)
    with qtbot.waitSignal(dialog.go_requested) as went:
        dialog.rows[0].click()
    assert went.args == [NO_HEADLINE]
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.show()
    QTest.keyClick(dialog.reason, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_what_is_firm_says_so_and_a_reporter_is_told_who_may(qtbot: QtBot) -> None:
    dialog = gate_dialog(qtbot, EMBARGO, NO_BYLINE)
    assert dialog.labels[0] == "Firm: The story is under embargo until six."
    assert "Nobody can go past that." in words_of(dialog)
    assert not dialog.reason.isVisible()
    assert not dialog.go.isVisible()
    other = gate_dialog(qtbot, NO_HEADLINE, role=StaffRole.REPORTER)
    assert "An editor or a producer may go on all the same, with a reason." in words_of(other)
    assert not other.go.isVisible()


# In the window.


@pytest.fixture
def desk(desk_window: DeskWindow) -> DeskWindow:
    """Two people, of whom the reporter is signed in and has a story open."""
    staff = (Contact("Ilse Brandt", role=StaffRole.REPORTER), Contact("Mara Quist", role=StaffRole.EDITOR))
    desk_window.library.put_contacts(staff).result()
    sign_in(desk_window, "Ilse Brandt", "reporter")
    desk_window.open(desk_window.library.create(STORY).result().id)
    return desk_window


def sign_in(desk: DeskWindow, name: str, role: str) -> None:
    desk.room.tools.people.sign_in(name)
    desk.qtbot.waitUntil(lambda: desk.window.status.who.text() == f"{name}, {role}", timeout=WAIT)


def chip(desk: DeskWindow) -> str:
    standing = desk.window.toolbar.workflow.standing
    return standing.whole if standing is not None else ""


def dialog_of(desk: DeskWindow, kind: type[QDialog]) -> QDialog:
    desk.qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window.findChildren(kind)), timeout=WAIT)
    (found,) = (one for one in desk.window.findChildren(kind) if one.isVisible())
    assert isinstance(found, QDialog)
    return found


def press(desk: DeskWindow, title: str) -> None:
    """Press this button of the toolbar, once it is there."""
    bar = desk.window.toolbar.workflow
    desk.qtbot.waitUntil(lambda: any(one.text() == title for one in bar.findChildren(QPushButton)), timeout=WAIT)
    next(one for one in bar.findChildren(QPushButton) if one.text() == title).click()


def note(desk: DeskWindow, text: str) -> None:
    dialog = dialog_of(desk, NoteDialog)
    assert isinstance(dialog, NoteDialog)
    if text:
        assert not dialog.go.isEnabled()
        QTest.keyClick(dialog.note, Qt.Key.Key_Return)
        assert dialog.isVisible()
    QTest.keyClicks(dialog.note, text)
    QTest.keyClick(dialog.note, Qt.Key.Key_Return)


def test_a_story_is_handed_over_sent_back_and_published(qtbot: QtBot, desk: DeskWindow) -> None:
    row = desk.room.manuscript.article
    assert row is not None
    press(desk, "Submit")
    note(desk, "")
    qtbot.waitUntil(lambda: chip(desk) == "Submitted", timeout=WAIT)
    assert not desk.window.actions_["state_in_review"].isEnabled()
    sign_in(desk, "Mara Quist", "editor")
    press(desk, "Start Review")
    qtbot.waitUntil(lambda: chip(desk) == "In review · with Mara Quist", timeout=WAIT)
    press(desk, "Send Back")
    note(desk, "Four lamps or four masts?")
    qtbot.waitUntil(lambda: chip(desk) == "Draft", timeout=WAIT)
    assert desk.window.findChildren(SentBackCard) == []  # whoever wrote it needs not be told
    sign_in(desk, "Ilse Brandt", "reporter")
    assert "Sent back by Mara Quist" in desk.wait_for("Four lamps or four masts?")
    desk.do("next_step")
    note(desk, "")
    qtbot.waitUntil(lambda: chip(desk) == "Submitted", timeout=WAIT)
    qtbot.waitUntil(lambda: desk.window.findChildren(SentBackCard) == [], timeout=WAIT)
    sign_in(desk, "Mara Quist", "editor")
    desk.do("state_ready")
    qtbot.waitUntil(lambda: chip(desk) == "Ready", timeout=WAIT)
    press(desk, "Publish")
    qtbot.waitUntil(lambda: chip(desk) == "Published", timeout=WAIT)
    qtbot.waitUntil(lambda: desk.room.manuscript.story.first_published is not None, timeout=WAIT)
    out = desk.library.article(row.id)
    assert desk.room.manuscript.story == out.story
    assert desk.room.manuscript.article == out.row, "what is typed next overtakes nobody"
    desk.press("Undo", desk.window.toast)
    qtbot.waitUntil(lambda: chip(desk) == "Ready", timeout=WAIT)
    qtbot.waitUntil(lambda: desk.room.manuscript.story.first_published is None, timeout=WAIT)
    assert [move.value for move in desk.library.moves(row.id)][:2] == ["ready", "published"]


def test_the_gate_asks_and_what_somebody_went_past_is_kept(qtbot: QtBot, desk: DeskWindow) -> None:
    sign_in(desk, "Mara Quist", "editor")
    article = desk.library.create(replace(STORY, headline="", slug="dark")).result().id
    desk.open(article)
    desk.do("state_ready")
    dialog = dialog_of(desk, GateDialog)
    assert isinstance(dialog, GateDialog)
    dialog.rows[0].click()
    assert desk.window.focusWidget() is desk.room.page.head.headline
    assert chip(desk) == "Draft"
    desk.do("state_ready")
    again = dialog_of(desk, GateDialog)
    assert isinstance(again, GateDialog)
    QTest.keyClicks(again.reason, "It is a brief")
    QTest.keyClick(again.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chip(desk) == "Ready", timeout=WAIT)
    (past,) = (move for move in desk.library.moves(article) if move.what == "override")
    assert (past.who, past.note) == ("Mara Quist", "It is a brief")
    assert "There is no headline." in past.findings


def test_a_step_that_another_program_took_is_shown(qtbot: QtBot, desk: DeskWindow) -> None:
    row = desk.room.manuscript.article
    assert row is not None
    qtbot.waitUntil(lambda: chip(desk) == "Draft", timeout=WAIT)
    with Library.open(desk.library.path, who="Mara Quist") as other:
        other.take_step(row.id, State.IN_REVIEW, House()).result()
    desk.library.notice_others()
    qtbot.waitUntil(lambda: chip(desk) == "In review · with Mara Quist", timeout=WAIT)
