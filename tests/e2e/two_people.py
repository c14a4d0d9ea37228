"""A window in which two people work in turns, as whole flows use it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from desk.checks.finding import Severity
from desk.library.values import State
from desk.ui.dialogs.export import ExportDialog
from desk.ui.people.card import StaffCard
from desk.ui.review.entries import Entry
from desk.ui.saving import SaveKind
from desk.ui.workflow.gate_dialog import GateDialog
from desk.ui.workflow.note_dialog import NoteDialog
from tests.ui.desk_window import WAIT, DeskWindow

FOLDER = os.environ.get("DESK_STATIONS", "")
Key, Ctrl, Shift = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class TwoPeople:
    """A window in which now one works and now the other. Where DESK_STATIONS names a folder, a picture of every station
    is left there."""

    def __init__(self, desk: DeskWindow) -> None:
        self.desk = desk
        self.wait = desk.qtbot.waitUntil
        self.stations = 0
        if FOLDER:
            desk.window.resize(*(int(side) for side in os.environ.get("DESK_SIZE", "1600x1000").split("x")))

    def station(self, name: str) -> None:
        self.stations += 1
        if FOLDER:
            QTest.qWait(1500)
            (QApplication.activeModalWidget() or self.desk.window).grab().save(
                f"{FOLDER}/{self.stations:02}-{name}.png"
            )
            self.desk.window.grab().save(f"{FOLDER}/{self.stations:02}-{name}-window.png")

    def until(self, holds: Callable[[], bool]) -> None:
        self.wait(holds, timeout=WAIT)

    def shown(self, kind: type[QWidget]) -> QWidget:
        """The card or dialog of this kind, once it is there."""
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [one for one in self.desk.window.findChildren(kind) if one.isVisible()]
            return bool(found)

        self.until(there)
        return found[0]

    def work_as(self, name: str) -> None:
        desk = self.desk
        people = desk.room.tools.people
        self.until(lambda: people.known is not None and len(people.known.directory.staff) == 2)
        desk.do("switch_person")
        card = self.shown(StaffCard)
        assert isinstance(card, StaffCard)
        names = [card.model.contacts[row].name for row in range(card.model.rowCount())]
        card.view.setCurrentIndex(card.model.index(names.index(name)))
        QTest.keyClick(card.view, Key.Key_Return)
        self.until(lambda: desk.window.status.who.text().startswith(name))
        self.until(lambda: desk.library.who == name)

    def saved(self) -> None:
        self.until(lambda: self.desk.room.manuscript.save_state.kind is SaveKind.SAVED)

    def note(self, text: str) -> None:
        dialog = self.shown(NoteDialog)
        assert isinstance(dialog, NoteDialog)
        QTest.keyClicks(dialog.note, text)
        QTest.keyClick(dialog.note, Key.Key_Return)
        self.until(lambda: not self.desk.window.findChildren(NoteDialog))

    def state(self, state: State) -> None:
        row = self.desk.room.manuscript.article
        assert row is not None
        self.until(lambda: self.desk.library.article(row.id).row.state is state)

    def select(self, words: str) -> None:
        page = self.desk.room.page
        found = page.document().find(words)
        assert not found.isNull(), words
        page.setTextCursor(found)

    def behind(self, words: str) -> None:
        self.select(words)
        cursor = self.desk.room.page.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.desk.room.page.setTextCursor(cursor)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.desk.room.page, text)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.desk.room.page, key, modifier)

    def changes(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.desk.room.tools.review.listing.open if each.change is not None)

    def go_past(self, reason: str) -> None:
        """Take the step all the same: nothing of what was found stops it."""
        gate = self.shown(GateDialog)
        assert isinstance(gate, GateDialog)
        assert not [row for row in gate.rows if row.finding.severity is Severity.ERROR]
        self.until(gate.reason.hasFocus)
        QTest.keyClicks(gate.reason, reason)
        QTest.keyClick(gate.reason, Key.Key_Return)

    def export(self, folder: Path, reason: str = "") -> str:
        """Export the open story as a page, with a reason where something is found; gives the page."""
        self.desk.do("export")
        dialog = self.shown(ExportDialog)
        assert isinstance(dialog, ExportDialog)
        chooser: QComboBox = dialog.format
        chooser.setCurrentIndex(chooser.findData("html"))
        dialog.folder.setText(str(folder))
        if reason:
            self.until(dialog.reason.isVisible)
            QTest.keyClicks(dialog.reason, reason)
        self.desk.press("Export anyway" if reason else "Export", dialog)
        self.until(lambda: dialog.answer.text().startswith("Saved as"))
        made = Path(dialog.answer.text().splitlines()[0].removeprefix("Saved as "))
        self.desk.press("Close", dialog)
        return made.read_text(encoding="utf-8")
