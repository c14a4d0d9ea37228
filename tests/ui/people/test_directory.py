"""The directory in its dialog: looked through, changed, made one, brought in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desk.errors import Unreadable
from desk.story.directory import Contact, Directory
from desk.story.house import House
from desk.story.people import Credit, Person, PersonKind, Role
from desk.story.workflow import StaffRole
from desk.ui.people.choosing import Kind, found, names_like
from desk.ui.people.dialog import EMPTY, DirectoryDialog
from desk.ui.people.importing import ImportDialog, outlook, read_file
from desk.ui.services import Looks
from tests.ui.desk_window import words_of

MARA = Contact("Mara Quist", role=StaffRole.EDITOR, id="1")
JONAS = Contact("Jonas Field", id="2")
JON = Contact("Jon Field", spellings=("Jonas Field",), email="jon@tideline.example", id="3")
PRESS = Contact("Associated Press", PersonKind.ORGANISATION, in_print="AP", spellings=("The AP Wire",), id="4")
ALL = Directory((PRESS, JON, JONAS, MARA), {"9": "2"})


class Wishes:
    """What a dialog asked for."""

    def __init__(self, dialog: DirectoryDialog) -> None:
        self.put: list[Contact] = []
        self.removed: list[Contact] = []
        self.merged: list[tuple[str, str]] = []
        dialog.put_requested.connect(self.put.append)
        dialog.remove_requested.connect(self.removed.append)
        dialog.merge_requested.connect(self._on_merged)

    def _on_merged(self, kept: Contact, other: Contact) -> None:
        self.merged.append((kept.name, other.name))


@pytest.fixture
def dialog(qtbot: QtBot, looks: Looks) -> DirectoryDialog:
    made = DirectoryDialog(ALL, MARA, looks)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def wishes(dialog: DirectoryDialog) -> Wishes:
    return Wishes(dialog)


def names(dialog: DirectoryDialog) -> list[str]:
    return [contact.name for contact in dialog.known.model.contacts]


def choose(dialog: DirectoryDialog, *contacts: Contact) -> None:
    """Click them in the list, the later ones with Ctrl."""
    view, model = dialog.known.view, dialog.known.model
    for number, contact in enumerate(contacts):
        keys = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        place = view.visualRect(model.index(model.row_of(contact.id))).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_people_are_found_by_any_of_their_names() -> None:
    assert found(ALL, Kind.ALL, "wire") == (PRESS,)
    assert found(ALL, Kind.PEOPLE, "fi jo") == (JON, JONAS)
    assert found(ALL, Kind.STAFF, "") == (MARA,)
    assert found(ALL, Kind.ORGANISATIONS, "mara") == ()
    credited = (Person("The AP Wire", PersonKind.ORGANISATION), Person("Ann Wirth"))
    assert names_like("wir", credited, ALL) == ["Associated Press", "Ann Wirth"]


def test_whoever_is_signed_in_is_shown_first_and_others_are_searched(dialog: DirectoryDialog) -> None:
    assert dialog.detail.form.name.text() == "Mara Quist"
    assert names(dialog) == ["Associated Press", "Jon Field", "Jonas Field", "Mara Quist"]
    QTest.keyClicks(dialog.known.search, "field")
    assert names(dialog) == ["Jon Field", "Jonas Field"]
    dialog.known.chips[Kind.ORGANISATIONS].click()
    assert names(dialog) == []
    assert dialog.empty.sentence == "Nobody here is called so."


def test_what_is_changed_is_kept_when_somebody_goes_on_to_another(dialog: DirectoryDialog, wishes: Wishes) -> None:
    choose(dialog, PRESS)
    form = dialog.detail.form
    assert not form.role.isVisible()
    form.in_print.clear()
    QTest.keyClicks(form.in_print, "The A.P.")
    choose(dialog, JONAS)
    assert [(contact.id, contact.in_print) for contact in wishes.put] == [("4", "The A.P.")]
    assert form.name.text() == "Jonas Field"
    QTest.keyClicks(form.email, "nowhere")
    choose(dialog, MARA)
    assert form.name.text() == "Jonas Field"
    assert "does not look like an e-mail address" in form.problem.text()
    QTest.keyClick(form.email, Qt.Key.Key_Escape)
    assert form.email.text() == ""
    assert dialog.isVisible()


def test_how_somebody_is_credited_is_said_and_kept(dialog: DirectoryDialog, wishes: Wishes) -> None:
    form = dialog.detail.form
    assert (form.credited_as.currentText(), form.place.text()) == ("As the last time", "")
    dialog.hint_usual(MARA, Credit("Mara Quist", role=Role.EDITING, place="Riga"))
    assert (form.credited_as.currentText(), form.place.placeholderText()) == ("As the last time: editing", "Riga")
    dialog.hint_usual(JON, None)  # who is not shown any more
    assert form.place.placeholderText() == "Riga"
    assert not dialog.detail.is_edited
    QTest.keyClicks(form.place, "Cork")
    QTest.keyClicks(form.title, "Harbour reporter")
    QTest.keyClicks(form.credited_as, "Photo")
    QTest.mouseClick(dialog.detail.save, Qt.MouseButton.LeftButton)
    said = replace(MARA, place="Cork", title="Harbour reporter", credited_as=Role.PHOTOGRAPHY)
    assert wishes.put == [said]
    dialog.show_directory(Directory((PRESS, said)), said)
    assert (form.credited_as.currentText(), form.place.text()) == ("Photography", "Cork")
    seen: list[Contact] = []
    dialog.ledger_requested.connect(seen.append)
    QTest.mouseClick(dialog.detail.credits, Qt.MouseButton.LeftButton)
    assert seen == [said]


def test_somebody_is_listed_and_shown_then(dialog: DirectoryDialog, wishes: Wishes) -> None:
    menu = dialog.add.menu()
    assert menu is not None
    menu.actions()[1].trigger()
    QTest.keyClicks(dialog.detail.form.name, "Reuters")
    QTest.keyClick(dialog.detail.form.name, Qt.Key.Key_Return)
    (made,) = wishes.put
    assert (made.name, made.kind, made.id) == ("Reuters", PersonKind.ORGANISATION, "")
    dialog.choose("5")
    dialog.show_directory(Directory((*ALL.contacts, Contact("Reuters", PersonKind.ORGANISATION, id="5"))), MARA)
    assert [contact.name for contact in dialog.known.chosen] == ["Reuters"]
    assert not dialog.detail.is_new


def test_two_are_made_one(dialog: DirectoryDialog, wishes: Wishes) -> None:
    assert "“Jon Field” and “Jonas Field” may be one." in words_of(dialog)
    dialog.doubles.look.click()
    assert dialog.stack.currentWidget() is dialog.merge
    dialog.merge.second.click()
    assert wishes.merged == [("Jonas Field", "Jon Field")]
    dialog.doubles.two.click()
    assert not dialog.doubles.isVisible()
    choose(dialog, PRESS, JON)
    assert "only one of them is a person" in words_of(dialog.merge)
    choose(dialog, JONAS)
    dialog.detail.same.click()
    choose(dialog, JON)
    assert dialog.merge.first.text() == "Keep “Jon Field”"
    dialog.merge.first.click()
    assert wishes.merged[1:] == [("Jon Field", "Jonas Field")]


def test_numbers_have_room_also_in_a_large_directory(dialog: DirectoryDialog) -> None:
    many = (Contact(f"Person {number}", role=StaffRole.REPORTER, id=str(number)) for number in range(3_000))
    dialog.known.show_directory(Directory((*many,)), "", ())
    chips = dialog.known.chips
    assert chips[Kind.ALL].text() == "All 3,000"
    layout = dialog.known.layout()
    assert layout is not None
    layout.activate()
    assert all(chip.sizeHint().width() <= chip.width() for chip in chips.values())


def test_an_empty_directory_says_what_it_is_for(qtbot: QtBot, looks: Looks) -> None:
    dialog = DirectoryDialog(Directory(), Contact("Mara Quist"), looks)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.empty.sentence == EMPTY
    assert dialog.stack.currentWidget() is dialog.empty


def test_a_table_is_told_before_it_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "staff.csv"
    path.write_bytes(
        "Name;Role;E-mail\nJosé Ruiz;reporter;jose@x.example\nMara Quist;chef;\n;;\nJonas Field;;\n".encode("cp1252")
    )
    table = read_file(path, ALL, House())
    assert [contact.name for contact in table.added] == ["José Ruiz"]
    assert any("“chef” is no role" in trouble for trouble in table.troubles)
    assert outlook(table) == "1 is new, 2 are here already."
    dialog = ImportDialog(table)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.taken) as taken:
        dialog.go.click()
    assert taken.args == [table.added]
    path.write_bytes(b"PK\x03\x04\0\0\0")
    with pytest.raises(Unreadable, match="is no table"):
        read_file(path, ALL, House())
