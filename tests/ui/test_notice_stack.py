"""Several notices at once: two are shown, the others can be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desk.errors import Unwritable
from desk.ui.notices import Card, NameBar, ProgressBar
from tests.ui.desk_window import WAIT, DeskWindow
from tests.ui.test_outage import ReadOnly, banner, disk, type_in

__all__ = ["disk"]


def shown(desk: DeskWindow) -> list[str]:
    """What is to be seen over the page, from the top: the titles of cards, the names of bars."""
    places = [one for one in desk.window.page_pane.findChildren(QWidget) if isinstance(one, Card | NameBar)]
    seen = sorted((one for one in places if one.isVisible()), key=lambda one: one.mapTo(desk.window, one.pos()).y())
    return [one.sentences[0] if isinstance(one, Card) else "Who is writing?" for one in seen]


def pile_up(desk: DeskWindow, tmp_path: Path) -> None:
    """The name is asked for, everything is exported, a backup fails, and a folder is dropped for a file."""
    desk.room.tools.whole.give_out(tmp_path)
    desk.wait_for("Everything is out.")
    desk.room.tools.backups.keeper.failed.emit("The disk with the backups is full.")
    (tmp_path / "Copy").mkdir()
    desk.room.intake.bring_in((tmp_path / "Copy",))
    desk.wait_for("is a folder")
    desk.qtbot.waitUntil(lambda: not desk.window.findChildren(ProgressBar), timeout=WAIT)


def test_two_notices_are_shown_and_how_many_more_there_are(desk_window: DeskWindow, tmp_path: Path) -> None:
    more = desk_window.window.page_pane.notices.more
    assert shown(desk_window) == ["Who is writing?"]
    assert not more.isVisible()
    pile_up(desk_window, tmp_path)
    assert shown(desk_window) == ["That did not work.", "No backup could be made."]
    assert more.text() == "and 2 more"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    everything = ["That did not work.", "No backup could be made.", "Everything is out.", "Who is writing?"]
    desk_window.qtbot.waitUntil(lambda: shown(desk_window) == everything, timeout=WAIT)
    assert more.text() == "Show fewer"
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert shown(desk_window) == everything[:2]


def test_what_is_closed_makes_room_for_the_next(desk_window: DeskWindow, tmp_path: Path) -> None:
    pile_up(desk_window, tmp_path)
    more = desk_window.window.page_pane.notices.more
    close(desk_window, "That did not work.")
    desk_window.qtbot.waitUntil(lambda: more.text() == "and 1 more", timeout=WAIT)
    assert shown(desk_window) == ["No backup could be made.", "Everything is out."]
    close(desk_window, "Everything is out.")
    desk_window.qtbot.waitUntil(lambda: not more.isVisible(), timeout=WAIT)
    assert shown(desk_window) == ["No backup could be made.", "Who is writing?"]


def close(desk: DeskWindow, title: str) -> None:
    cards = desk.window.page_pane.findChildren(Card)
    card = next(one for one in cards if one.sentences[0] == title and one.isVisible())
    QTest.mouseClick(card.close_button, Qt.MouseButton.LeftButton)


def test_that_nothing_can_be_saved_stands_before_all_else(
    desk_window: DeskWindow, disk: ReadOnly, tmp_path: Path
) -> None:
    disk.set(on=True)
    type_in(desk_window, "Words. ")
    first = banner(desk_window)
    desk_window.room.trouble(Unwritable("One thing failed."))
    desk_window.room.tools.backups.keeper.failed.emit("The disk with the backups is full.")
    assert first.isVisible()
    assert shown(desk_window) == ["No backup could be made."]
    desk_window.room.trouble(Unwritable("Another thing failed."))  # the card that is there says it, where it is seen
    assert first.isVisible()
    assert shown(desk_window) == ["That did not work."]
    assert "Another thing failed." in desk_window.wait_for("That did not work.")
