"""The ledger in its window: looked at, narrowed, ordered, saved, and gone from to a story."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desk.library.ledger_values import Unit
from desk.story.directory import Contact
from desk.story.people import Credit, PersonKind, Role
from desk.story.story import Story
from desk.ui.ledger.model import PAGE
from desk.ui.ledger.spans import Span
from desk.ui.ledger.window import LedgerWindow
from tests.ui.desk_window import WAIT, DeskWindow

MAY = datetime(2019, 5, 6, 12, tzinfo=UTC)  # none of the samples is as old
WIRE = Contact("Tide Wire", PersonKind.ORGANISATION, spellings=("TW",))


def fill(desk_window: DeskWindow) -> None:
    desk_window.library.put_contacts([WIRE]).result()
    agency = Credit("TW", PersonKind.ORGANISATION, place="Cork")
    made = [
        Story(headline="The quay", credits=(Credit("Bo Lind", role=Role.BY), agency), first_published=MAY),
        Story(headline="A bridge", credits=(agency,), first_published=MAY + timedelta(days=1)),
        Story(headline="November", credits=(Credit("Bo Lind", title="=2"),), first_published=MAY + timedelta(days=200)),
    ]
    desk_window.library.create_many(made).result()


@pytest.fixture
def ledger(desk_window: DeskWindow, qtbot: QtBot) -> LedgerWindow:
    fill(desk_window)
    desk_window.do("ledger")
    window = desk_window.room.tools.ledger.window
    assert window is not None
    choose_days(window, date(2019, 1, 1), date(2019, 12, 31))
    qtbot.waitUntil(lambda: {line.name for line in window.tally.lines} == {"Bo Lind", "Tide Wire"}, timeout=WAIT)
    return window


def choose_days(window: LedgerWindow, first: date, last: date) -> None:
    window.filters.show_span(Span.CUSTOM)
    for field, day in ((window.filters.first, first), (window.filters.last, last)):
        field.setDate(QDate(day.year, day.month, day.day))


def cells(window: LedgerWindow, column: int) -> list[object]:
    model = window.table.model_
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_ledger_is_looked_at_narrowed_ordered_and_saved(
    ledger: LedgerWindow, desk_window: DeskWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    names = [line.name for line in ledger.tally.lines]
    assert ledger.tally.unit is Unit.MONTH
    wire = names.index("Tide Wire")
    assert ledger.tally.lines[wire].total == 2

    # The keyboard goes to the mark, which says what it is, and opens it.
    ledger.picture.setFocus()
    QTest.keyClick(ledger.picture, Qt.Key.Key_Home)
    for _ in range(wire):
        QTest.keyClick(ledger.picture, Qt.Key.Key_Down)
    QTest.keyClick(ledger.picture, Qt.Key.Key_Right)
    assert ledger.pointed.text() == "Tide Wire: 2 credits, May 2019"
    QTest.keyClick(ledger.picture, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(ledger, 1) == ["Tide Wire", "Tide Wire"], timeout=WAIT)
    assert ledger.heading.text() == ledger.pointed.text()
    assert cells(ledger, 5) == ["A bridge", "The quay"]

    # The table is ordered by a column, and saved as it stands.
    header = ledger.table.horizontalHeader()
    QTest.mouseClick(
        header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(header.sectionViewportPosition(0) + 20, 8)
    )
    qtbot.waitUntil(lambda: cells(ledger, 5) == ["The quay", "A bridge"], timeout=WAIT)
    path = tmp_path / "credits.csv"
    ledger.save_as(str(path))
    qtbot.waitUntil(path.exists, timeout=WAIT)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdate,name,")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert [row[6] for row in rows[1:]] == ["The quay", "A bridge"]

    # Escape shows all again; Enter opens the story in the window of stories.
    QTest.keyClick(ledger, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: "November" in cells(ledger, 5), timeout=WAIT)
    ledger.table.setCurrentIndex(ledger.table.model_.index(cells(ledger, 5).index("November"), 0))
    with qtbot.waitSignal(desk_window.room.manuscript.opened, timeout=WAIT):
        QTest.keyClick(ledger.table, Qt.Key.Key_Return)
    assert desk_window.room.manuscript.story.headline == "November"


def test_a_time_is_chosen_a_name_shows_its_roles_and_nobody_a_sentence(ledger: LedgerWindow, qtbot: QtBot) -> None:
    assert not ledger.filters.first.isHidden()
    choose_days(ledger, date(2019, 5, 7), date(2019, 5, 6))  # the wrong way round
    qtbot.waitUntil(lambda: len(ledger.tally.keys) == 3, timeout=WAIT)
    assert (ledger.tally.unit, len(ledger.tally.steps)) == (Unit.DAY, 2)
    assert ledger.said.text() == "6 to 7 May 2019: 3 credits of 2 names in 2 stories"
    ledger.filters.show_span(Span.THIS_MONTH)
    assert ledger.filters.first.isHidden()
    choose_days(ledger, date(2019, 1, 1), date(2019, 12, 31))
    qtbot.waitUntil(lambda: len(ledger.tally.keys) == 4, timeout=WAIT)
    place = next(at for at, line in enumerate(ledger.tally.lines) if line.name == "Bo Lind")
    middle = QPoint(30, int(ledger.picture.place_of(place, ledger.tally.lines[place].steps[0][0]).y()))
    QTest.mouseClick(ledger.picture.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert ledger.filters.name.text() == "Bo Lind"
    qtbot.waitUntil(lambda: {line.role for line in ledger.tally.lines} == {Role.BY, Role.CONTRIBUTOR}, timeout=WAIT)
    ledger.filters.name.clear()
    QTest.keyClicks(ledger.filters.name, "Nobody Known")
    qtbot.waitUntil(lambda: ledger.stack.currentWidget() is ledger.empty, timeout=WAIT)
    assert ledger.empty.sentence.startswith("Nobody with “Nobody Known” in their name was credited in this way: ")
    assert not ledger.save.isEnabled()
    ledger.filters.name.clear()
    ledger.filters.ask(role=Role.GRAPHICS)
    qtbot.waitUntil(
        lambda: ledger.empty.sentence.startswith("Nobody of these was credited in this way: "), timeout=WAIT
    )
    ledger.filters.reset()
    qtbot.waitUntil(lambda: ledger.stack.currentWidget() is not ledger.empty, timeout=WAIT)


def test_a_part_of_a_name_shows_whose_it_may_be(ledger: LedgerWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(ledger.filters.name, "wir")
    QTest.keyClick(ledger.filters.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(ledger, 1) == ["Tide Wire", "Tide Wire"], timeout=WAIT)
    assert ledger.said.text() == "2019: 2 credits of Tide Wire in 2 stories"


def test_enter_saves_nothing(ledger: LedgerWindow) -> None:
    for field in ledger.filters.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_Return)
    ledger.save.setFocus()
    QTest.keyClick(ledger, Qt.Key.Key_Return)
    assert not ledger.findChildren(QFileDialog)
    assert not ledger.save.autoDefault()


def test_it_follows_the_library_and_goes_with_it(ledger: LedgerWindow, desk_window: DeskWindow, qtbot: QtBot) -> None:
    before = len(ledger.tally.keys)
    more = [Story(headline=f"More {at}", credits=(Credit("Wei"),), first_published=MAY) for at in range(PAGE + 5)]
    desk_window.library.create_many(more).result()
    ledger.activateWindow()
    qtbot.waitUntil(lambda: len(ledger.tally.keys) == before + PAGE + 5, timeout=WAIT)
    ledger.table.scrollToBottom()
    qtbot.waitUntil(lambda: all(cells(ledger, 1)), timeout=WAIT)
    with qtbot.waitSignal(ledger.destroyed, timeout=WAIT):
        ledger.close()
    assert desk_window.room.tools.ledger.window is None
