"""Who is signed in, at the window's foot, and what follows from it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.library.housing import house_in
from desk.story.directory import Contact
from desk.story.people import PersonKind
from desk.story.workflow import StaffRole
from desk.ui.people.adding import AddingDialog
from desk.ui.people.card import StaffCard
from desk.ui.people.dialog import DirectoryDialog
from desk.ui.people.importing import ImportDialog
from tests.ui.desk_window import WAIT, DeskWindow

MARA = Contact("Mara Quist", role=StaffRole.EDITOR)
ILSE = Contact("Ilse Brandt", role=StaffRole.REPORTER)
PRESS = Contact("Associated Press", PersonKind.ORGANISATION, in_print="AP")


def who(desk: DeskWindow) -> str:
    return desk.window.status.who.text()


def card_of(desk: DeskWindow) -> StaffCard:
    QTest.mouseClick(desk.window.status.who, Qt.MouseButton.LeftButton)
    (card,) = (one for one in desk.window.findChildren(StaffCard) if one.isVisible())
    assert isinstance(card, StaffCard)
    return card


def listed(desk: DeskWindow, *contacts: Contact) -> None:
    """These are in the directory, and the window knows."""
    desk.library.put_contacts(contacts).result()
    people = desk.room.tools.people

    def known() -> bool:
        return people.known is not None and all(people.known.directory.named(one.name) for one in contacts)

    desk.qtbot.waitUntil(known, timeout=WAIT)


def test_one_click_switches_and_what_was_typed_stays_with_whoever_typed_it(
    qtbot: QtBot, desk_window: DeskWindow
) -> None:
    desk = desk_window
    listed(desk, MARA, ILSE)
    desk.room.tools.people.sign_in("Ilse Brandt")
    qtbot.waitUntil(lambda: who(desk) == "Ilse Brandt, reporter", timeout=WAIT)
    row = desk.room.manuscript.article
    assert row is not None
    QTest.keyClicks(desk.room.page, "Ilse wrote this. ")
    card = card_of(desk)
    names = [contact.name for contact in card.model.contacts]
    assert names == ["Ilse Brandt", "Mara Quist"]
    assert card.view.currentIndex().row() == 0
    QTest.mouseClick(card.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    qtbot.waitUntil(lambda: who(desk) == "Mara Quist, editor", timeout=WAIT)
    assert desk.window.toast.sentence == "Signed in as Mara Quist, editor."
    assert desk.library.setting("who") == "Mara Quist"
    QTest.keyClicks(desk.room.page, "Mara wrote that. ")
    desk.do("keep_version")
    qtbot.waitUntil(lambda: desk.library.revisions(row.id)[0].who == "Mara Quist", timeout=WAIT)
    theirs = next(one for one in desk.library.revisions(row.id) if one.who == "Ilse Brandt")
    text = desk.library.revision_story(theirs.id).body.text
    assert "Ilse wrote this." in text
    assert "Mara wrote that." not in text
    card = card_of(desk)
    QTest.keyClick(card.view, Qt.Key.Key_Up)
    QTest.keyClick(card.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: who(desk) == "Ilse Brandt, reporter", timeout=WAIT)


def test_somebody_is_added_and_signed_in(qtbot: QtBot, desk_window: DeskWindow) -> None:
    desk = desk_window
    qtbot.waitUntil(lambda: desk.room.tools.people.known is not None, timeout=WAIT)
    card = card_of(desk)
    assert card.nobody.isVisible()
    assert card.nobody.y() > card.view.geometry().bottom()
    assert card.nobody.height() >= card.nobody.heightForWidth(card.nobody.width())
    card.add.click()
    (dialog,) = desk.window.findChildren(AddingDialog)
    assert isinstance(dialog, AddingDialog)
    QTest.keyClicks(dialog.form.name, "Tomas Arroyo")
    assert dialog.form.initials.placeholderText() == "TA"
    QTest.keyClick(dialog.form.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: who(desk) == "Tomas Arroyo, editor", timeout=WAIT)
    assert desk.room.tools.people.me == desk.library.signed_in()


def test_the_window_writes_in_the_house_with_everybody_in_it(
    qtbot: QtBot, desk_window: DeskWindow, tmp_path: Path
) -> None:
    desk = desk_window
    listed(desk, MARA, PRESS)
    qtbot.waitUntil(lambda: "Associated Press" in desk.room.services.house.agencies, timeout=WAIT)
    assert desk.room.services.house == house_in(desk.library)
    desk.do("people")
    (dialog,) = desk.window.findChildren(DirectoryDialog)
    assert isinstance(dialog, DirectoryDialog)
    table = tmp_path / "agencies.csv"
    table.write_text("name,kind,in print\nTideline Wire,agency,\nAssociated Press,agency,The A.P.\n", "utf-8")
    desk.room.tools.people.bring_in(str(table))
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ImportDialog)), timeout=WAIT)
    (importing,) = dialog.findChildren(ImportDialog)
    assert isinstance(importing, ImportDialog)
    importing.go.click()
    qtbot.waitUntil(lambda: "Tideline Wire" in desk.room.services.house.agencies, timeout=WAIT)
    qtbot.waitUntil(lambda: dialog.said.text() == "2 entries taken over.", timeout=WAIT)
    dialog.known.choose_ids([desk.library.directory().named("Tideline Wire")[0].id])
    dialog.detail.remove.click()
    qtbot.waitUntil(lambda: "Tideline Wire" not in desk.room.services.house.agencies, timeout=WAIT)
    dialog.back.click()
    qtbot.waitUntil(lambda: "Tideline Wire" in desk.room.services.house.agencies, timeout=WAIT)
    dialog.accept()
