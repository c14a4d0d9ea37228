"""Credits, typed by a person."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.story.credits import contribution_line
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from desk.ui.inspector.credit_row import CreditRow
from tests.ui.inspector.stage import HOUSE, PATIENCE, Stage

ILSE = Credit("Ilse Brandt", role=Role.BY)
WEI = Credit("Wei Sung", role=Role.EDITING)
REUTERS = Credit("Reuters", PersonKind.ORGANISATION)


def names(stage: Stage) -> list[str]:
    return [row.name.text() for row in stage.pane.credits.rows]


def row(stage: Stage, at: int) -> CreditRow:
    return stage.pane.credits.rows[at]


def test_lines_form_while_somebody_types(stage: Stage) -> None:
    stage.open(Story(headline="Lamps"), "credits")
    page = stage.pane.credits
    stage.click(stage.button("Add a person"))
    assert QApplication.focusWidget() is row(stage, 0).name
    assert not stage.story.credits, "without a name there is no credit yet"
    QTest.keyClicks(row(stage, 0).name, "Ilse Brandt")
    assert page.lines.byline.words.text() == "By Ilse Brandt"
    QTest.keyClick(row(stage, 0).name, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is row(stage, 1).name
    QTest.keyClicks(row(stage, 1).name, "Tomas Arroyo")
    stage.type(row(stage, 1).place, "Porto")
    assert stage.story.credits == (ILSE, Credit("Tomas Arroyo", place="Porto"))
    assert page.lines.contribution.words.text() == "Tomas Arroyo in Porto contributed."
    QTest.keyClicks(row(stage, 1).role, "Editing")
    assert page.lines.contribution.words.text() == "Editing by Tomas Arroyo in Porto."


def test_a_name_is_one_step_of_undo_and_undo_is_the_windows(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(ILSE,)), "credits")
    stage.type(row(stage, 0).name, "Petra Holm")
    assert stage.story.credits == (Credit("Petra Holm", role=Role.BY),)
    QTest.keyClick(row(stage, 0).name, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert row(stage, 0).name.text() == "Petra Holm", "the field has no undo of its own"
    stage.manuscript.undo()
    assert stage.story.credits == (ILSE,)
    assert names(stage) == ["Ilse Brandt"]
    stage.manuscript.redo()
    assert names(stage) == ["Petra Holm"]


def test_what_a_name_is_follows_from_it_until_somebody_says(stage: Stage) -> None:
    stage.open(Story(headline="Lamps"), "credits")
    stage.click(stage.button("Add a person"))
    QTest.keyClicks(row(stage, 0).name, "Coastal News Agency")
    assert stage.story.credits[0] == Credit("Coastal News Agency", PersonKind.ORGANISATION, Role.BY)
    assert row(stage, 0).kind.accessibleName().startswith("An organisation")
    stage.click(row(stage, 0).kind)
    assert stage.story.credits[0].kind is PersonKind.PERSON
    QTest.keyClicks(row(stage, 0).name, " Press")
    assert stage.story.credits[0].kind is PersonKind.PERSON
    stage.click(stage.button("Add an organisation"))
    QTest.keyClicks(row(stage, 1).name, "Wei")
    assert stage.story.credits[1].kind is PersonKind.ORGANISATION


def test_rows_move_by_key(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(ILSE, WEI, REUTERS)), "credits")
    moved = row(stage, 0)
    moved.place.setFocus()
    QTest.keyClick(moved.place, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert stage.story.credits == (WEI, ILSE, REUTERS)
    assert QApplication.focusWidget() is moved.place
    QTest.keyClick(moved.place, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(moved.place, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert stage.story.credits == (WEI, REUTERS, ILSE)
    QTest.keyClick(moved.place, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(stage) == ["Wei Sung", "Ilse Brandt", "Reuters"]
    stage.manuscript.undo()
    assert names(stage) == ["Wei Sung", "Reuters", "Ilse Brandt"]


def test_rows_are_dragged(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(ILSE, WEI, REUTERS)), "credits")
    grip, last = row(stage, 0).grip, row(stage, 2)
    QTest.mousePress(grip, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    QTest.mouseMove(grip, grip.mapFromGlobal(last.mapToGlobal(QPoint(4, last.height() - 2))))
    assert names(stage) == ["Wei Sung", "Reuters", "Ilse Brandt"], "it follows the pointer"
    assert stage.story.credits == (ILSE, WEI, REUTERS), "and counts when it is let go"
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)
    assert stage.story.credits == (WEI, REUTERS, ILSE)


def test_the_tab_key_goes_from_top_to_bottom(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(ILSE, WEI)), "credits")
    stage.qtbot.waitUntil(stage.pane.isActiveWindow)
    row(stage, 0).name.setFocus()
    QTest.keyClick(row(stage, 0).name, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    first, second = row(stage, 0), row(stage, 1)
    for target in (first.kind, first.name, first.remove, first.role, first.place, first.job, second.kind, second.name):
        if target is first.kind:
            target.setFocus()
        assert QApplication.focusWidget() is target
        QTest.keyClick(target, Qt.Key.Key_Tab)


def test_a_removed_credit_is_gone_and_the_focus_is_somewhere(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(ILSE, WEI)), "credits")
    stage.click(row(stage, 0).remove)
    assert stage.story.credits == (WEI,)
    assert QApplication.focusWidget() is row(stage, 0).name
    stage.click(row(stage, 0).remove)
    assert not stage.story.credits
    assert "Nobody is credited yet" in stage.pane.credits.nobody.text()
    assert stage.pane.credits.nobody.isVisible()


def test_somebody_known_is_completed_and_filled_in(stage: Stage) -> None:
    wanted = Credit("Wei Sung", role=Role.PHOTOGRAPHY, place="Faro")
    stage.library.create(Story(headline="One", credits=(wanted,))).result()
    stage.open(Story(headline="Lamps", credits=(ILSE,)), "credits")
    stage.click(stage.button("Add a person"))
    name = row(stage, 1).name
    QTest.keyClicks(name, "Su")
    completer = name.completer()
    assert completer is not None
    stage.qtbot.waitUntil(lambda: completer.completionCount() == 1, timeout=PATIENCE)
    popup = completer.popup()
    assert popup is not None
    stage.qtbot.waitUntil(popup.isVisible, timeout=PATIENCE)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: stage.story.credits == (ILSE, wanted), timeout=PATIENCE)
    assert row(stage, 1).place.text() == "Faro"
    assert row(stage, 1).role.currentText() == "Photography"


def test_a_line_written_by_hand_is_flagged_and_never_overwritten(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(REUTERS,), contribution_text="Reuters contributed."), "credits")
    view = stage.pane.credits.lines.contribution
    assert not view.warning.isVisible()
    stage.click(stage.button("Add a person"))
    QTest.keyClicks(row(stage, 1).name, "Jonas Field")
    QTest.keyClicks(row(stage, 1).role, "Contributor")
    assert view.words.text() == "Reuters contributed."
    assert view.warning.isVisible()
    written = contribution_line(stage.story.credits, HOUSE)
    assert written in view.warning.text()
    stage.click(view.use)
    assert stage.story.contribution_text == ""
    assert view.words.text() == written
    assert not view.warning.isVisible()


def test_a_change_from_elsewhere_keeps_the_place(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(ILSE, WEI)), "credits")
    name = row(stage, 0).name
    name.setFocus()
    stage.manuscript.edit(Story(headline="Lamps", credits=(ILSE,)), None)
    assert names(stage) == ["Ilse Brandt"]
    assert row(stage, 0).name is name
    assert QApplication.focusWidget() is name


def test_without_an_article_nothing_can_be_typed(stage: Stage) -> None:
    stage.open(Story(headline="Lamps", credits=(ILSE,)), "credits")
    stage.manuscript.close()
    assert names(stage) == []
    assert not stage.pane.credits.isEnabled()
